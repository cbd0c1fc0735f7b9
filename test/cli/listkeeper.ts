import {type ChildProcess, spawn} from 'node:child_process'
import {mkdir, mkdtemp, realpath, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import {Readable} from 'node:stream'
import {text as textOf} from 'node:stream/consumers'
import {fileURLToPath} from 'node:url'
import {onTestFinished} from 'vitest'
import {main} from '../../src/cli/main.ts'

/** The file that `npx listkeeper` runs. */
export const bin = fileURLToPath(new URL('../../bin/listkeeper.js', import.meta.url))

interface Run {
  readonly cwd: string
  readonly input?: string | Uint8Array
  readonly variables?: Readonly<Record<string, string>>
  /** Which Node to run on, instead of the one that runs the tests. */
  readonly node?: string
  readonly started?: (child: ChildProcess) => void
}

export interface Ended {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs the real command line as a process of its own, to its end. */
export async function listkeeper(args: readonly string[], {cwd, input = '', variables = {}, node, started}: Run): Promise<Ended> {
  const child = spawn(node ?? process.execPath, [bin, ...args], {cwd, env: {PATH: process.env['PATH'], ...variables}})
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  // Who does not read it may have ended before it is written.
  child.stdin.on('error', () => {})
  child.stdin.end(input)
  started?.(child)
  const [stdout, stderr, status] = await Promise.all([textOf(child.stdout), textOf(child.stderr), ended])
  return {status, stdout, stderr}
}

/** The same without a process of its own, for what needs none: faster. */
export async function inProcess(args: readonly string[], {cwd, input = '', variables = {}}: Run): Promise<Ended> {
  const written = {stdout: '', stderr: ''}
  const output = (name: 'stdout' | 'stderr') => ({
    write: (text: string, done?: () => void) => {
      written[name] += text
      done?.()
    },
  })
  const terminal = {
    cwd,
    variables,
    stdin: Readable.from([Buffer.from(input)]),
    stdout: output('stdout'),
    stderr: output('stderr'),
  }
  const status = await main(terminal, args)
  return {status, ...written}
}

/** A folder with these files, gone after the test. It is a repository of its own, so that no settings from above reach it. */
export async function folder(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const path = await realpath(await mkdtemp(join(tmpdir(), 'listkeeper-')))
  onTestFinished(() => rm(path, {recursive: true, force: true}))
  await mkdir(join(path, '.git'))
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(path, name)), {recursive: true})
    await writeFile(join(path, name), content)
  }
  return path
}
