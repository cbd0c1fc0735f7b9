import {randomUUID} from 'node:crypto'
import {constants} from 'node:fs'
import {access, chmod, open, realpath, rename, rm, stat} from 'node:fs/promises'
import {basename, dirname, join} from 'node:path'
import {type AuditHistory, merged, noHistory, pruned} from '../journeys/audit-history.ts'
import {Complaint} from './complaint.ts'
import {historyHead, historySchema, historyVersion} from './history-schema.ts'
import {readText, shown} from './read-text.ts'

/** A file in which audits remember. */
export interface HistoryFile {
  /** What it held when it was opened; nothing where there was none. */
  readonly history: AuditHistory
  /**
   * Writes what is known now: whole, or not at all. What somebody else has put there meanwhile stays. Rejects with a Complaint where it can't be written.
   */
  save(history: AuditHistory, nowMs: number): Promise<void>
}

/**
 * Opens the history at an absolute path, `name` as the person calls it. A Complaint tells of what is no history, of one that a later version
 * wrote, and (before anybody is asked for anything) of a place where nothing can be written.
 */
export async function openHistory(path: string, name: string): Promise<HistoryFile> {
  const history = await readHistory(path, name)
  // Whoever keeps it elsewhere and has a link to it here means that place.
  const file = await realpath(path).catch(() => path)
  await access(dirname(file), constants.W_OK).catch(error => {
    throw new Complaint(cannotWrite(name, error))
  })
  return {
    history,
    async save(known, nowMs) {
      const whole = pruned(merged(await readHistory(path, name), known), nowMs)
      await replace(file, historyText(whole)).catch(error => {
        throw new Complaint(cannotWrite(name, error))
      })
    },
  }
}

async function readHistory(path: string, name: string): Promise<AuditHistory> {
  if ((await stat(path).catch(() => undefined)) === undefined) return noHistory
  const read = await readText(path, name)
  if ('complaint' in read) throw new Complaint(read.complaint)
  // Whoever makes an empty file for it means to begin one.
  if (read.text.trim() === '') return noHistory
  const value = parsed(read.text)
  const head = historyHead.safeParse(value)
  if (!head.success) {
    throw new Complaint(
      `${shown(name)} is no history of \`listkeeper audit\`, and is left as it is. Name another file, or move this one away.`,
    )
  }
  const {version} = head.data
  if (version > historyVersion) {
    throw new Complaint(
      `${shown(name)} was written by a later version of Listkeeper (form ${version}, known here: ${historyVersion}), and is left as it is. Update Listkeeper.`,
    )
  }
  const body = historySchema.safeParse(value)
  if (body.success) return body.data
  const {path: at = [], message} = body.error.issues[0] ?? {message: 'not readable'}
  throw new Complaint(
    `${shown(name)} is a damaged history (${at.map(String).join('.')}: ${message}), and is left as it is. Put an older copy in its place, or move it away to begin anew.`,
  )
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** A page a line, in order: whoever keeps it in git has small changes. */
function historyText({pages, runs}: AuditHistory): string {
  const lines = [...pages]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([page, {heldMs, record}]) => JSON.stringify({page, heldMs, record}))
  const block = (name: string, all: readonly string[]): string =>
    `"${name}": [${all.length === 0 ? '' : `\n${all.join(',\n')}\n`}]`
  return `{\n"listkeeper": "history", "version": ${historyVersion},\n${block(
    'runs',
    runs.map(run => JSON.stringify(run)),
  )},\n${block('pages', lines)}\n}\n`
}

/** Writes beside the file and puts that in its place, so that nobody ever sees half of it. */
async function replace(file: string, text: string): Promise<void> {
  const mode = (await stat(file).catch(() => undefined))?.mode
  const beside = join(dirname(file), `.${basename(file)}.${randomUUID()}.tmp`)
  try {
    const handle = await open(beside, 'wx')
    try {
      await handle.writeFile(text)
      await handle.sync()
    } finally {
      await handle.close()
    }
    if (mode !== undefined) await chmod(beside, mode)
    await rename(beside, file)
  } catch (error) {
    await rm(beside, {force: true})
    throw error
  }
}

function cannotWrite(name: string, error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
  if (code === 'ENOENT') return `There is no folder for ${shown(name)}. Make it first.`
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return `Nothing may be written where ${shown(name)} is. Change the permissions of its folder, or name another file.`
  if (code === 'ENOSPC') return `${shown(name)} could not be written: the disk is full. It is as it was before.`
  return `${shown(name)} could not be written (${code}). It is as it was before.`
}
