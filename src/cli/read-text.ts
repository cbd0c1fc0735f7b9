import {open, readdir} from 'node:fs/promises'
import {basename, dirname} from 'node:path'
import type {Readable} from 'node:stream'
import {nearest} from '../settings/nearest.ts'

/** Larger than any list: what is larger was named by mistake. */
const maxBytes = 50_000_000

/** A text, or the sentence that says why there is none. */
export type Read = {readonly text: string} | {readonly complaint: string}

/** Reads a text file whole, its byte order mark included. `name` is the path as people know it. */
export async function readText(path: string, name: string): Promise<Read> {
  try {
    const file = await open(path)
    try {
      const stats = await file.stat()
      if (stats.isDirectory()) return {complaint: `${shown(name)} is a folder, and a file is needed.`}
      if (!stats.isFile()) return {complaint: `${shown(name)} is neither a file nor a folder.`}
      if (stats.size > maxBytes) return {complaint: tooLarge(name, stats.size)}
      return decoded(await file.readFile(), name)
    } finally {
      await file.close()
    }
  } catch (error) {
    return {complaint: await whyNot(error, path, name)}
  }
}

/** Reads standard input to its end. */
export async function readStream(stream: Readable, name: string): Promise<Read> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of stream) {
    const bytes: Uint8Array = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
    size += bytes.length
    if (size > maxBytes) return {complaint: tooLarge(name, undefined)}
    chunks.push(bytes)
  }
  return decoded(Buffer.concat(chunks), name)
}

/** The text that bytes stand for, if they stand for one. */
export function decoded(bytes: Uint8Array, name: string): Read {
  if (bytes.includes(0)) {
    return {complaint: `${shown(name)} is not a text file (it holds zero bytes). Name a Markdown file saved as UTF-8.`}
  }
  try {
    return {text: new TextDecoder('utf-8', {fatal: true, ignoreBOM: true}).decode(bytes)}
  } catch {
    return {complaint: `${shown(name)} is not valid UTF-8, first on line ${firstWrongLine(bytes)}. Save it as UTF-8.`}
  }
}

/** Line ends are the same byte in everything that resembles UTF-8, so each line can be tried on its own. */
function firstWrongLine(bytes: Uint8Array): number {
  const decoder = new TextDecoder('utf-8', {fatal: true})
  let line = 1
  for (let start = 0; start <= bytes.length; line++) {
    const found = bytes.indexOf(10, start)
    const end = found === -1 ? bytes.length : found
    try {
      decoder.decode(bytes.subarray(start, end))
    } catch {
      return line
    }
    start = end + 1
  }
  return line
}

function tooLarge(name: string, size: number | undefined): string {
  const megabytes = size === undefined ? 'more than 50 MB' : `${Math.ceil(size / 1_000_000)} MB`
  return `${shown(name)} has ${megabytes}, and no list has more than 50 MB. Was another file meant?`
}

async function whyNot(error: unknown, path: string, name: string): Promise<string> {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOENT' || code === 'ENOTDIR') return missing(path, name)
  if (code === 'EACCES' || code === 'EPERM')
    return `${shown(name)} may not be read. Change its permissions, or run as somebody who may.`
  if (code === 'ELOOP') return `${shown(name)} is a symbolic link that leads in a circle.`
  return `${shown(name)} could not be read (${String(code ?? error)}).`
}

/** There is no such file: perhaps its neighbour was meant. */
async function missing(path: string, name: string): Promise<string> {
  const neighbours = await readdir(dirname(path)).catch(() => [])
  const meant = nearest(basename(path), neighbours)
  const folder = name.slice(0, name.length - basename(name).length)
  return `There is no file or folder ${shown(name)}.${meant === undefined ? '' : ` Did you mean ${shown(folder + meant)}?`}`
}

/** A name as part of a sentence. */
export const shown = (name: string): string => `\`${name}\``
