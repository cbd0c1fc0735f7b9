import {link, mkdtemp, rename, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {onTestFinished} from 'vitest'
import {lockFolder} from '../../src/store/lock-folder.ts'

/** An empty folder for one test. */
export async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'listkeeper-lock-'))
  onTestFinished(() => rm(path, {recursive: true, force: true}))
  return path
}

/** What a kill leaves behind: a socket that nobody listens on. */
export async function leaveStaleLock(path: string): Promise<void> {
  const lock = await lockFolder(path)
  await link(join(path, 'lock'), join(path, 'kept'))
  await lock?.release()
  await rename(join(path, 'kept'), join(path, 'lock'))
}
