import {execFileSync} from 'node:child_process'
import {existsSync, readFileSync, statSync} from 'node:fs'
import {join} from 'node:path'
import {z} from 'zod'

/** A change to one file of a repository: the whole file before and after. */
const change = z.object({
  id: z.string(),
  repo: z.string().optional(),
  path: z.string().default('README.md'),
  subject: z.string().default('Change the list'),
  base: z.string(),
  head: z.string(),
})
export type RecordedChange = Readonly<z.infer<typeof change>>

/**
 * Changes from a file with one JSON object a line (`{id, path?, subject?, base, head}`), also packed (`.xz`, which needs the program `xz`), or
 * from a folder that holds such a file as `pulls.jsonl`. Throws a sentence where there is none.
 */
export function readChanges(path: string): readonly RecordedChange[] {
  const file = fileAt(path)
  if (file === undefined)
    throw new Error(`${path} is no file of changes, and no folder with one (pulls.jsonl or pulls.jsonl.xz).`)
  const text = file.endsWith('.xz') ? unpacked(file) : readFileSync(file, 'utf8')
  return text.split('\n').flatMap((line, index) => (line.trim() === '' ? [] : [read(line, `${file}:${index + 1}`)]))
}

function fileAt(path: string): string | undefined {
  if (!existsSync(path)) return undefined
  if (!statSync(path).isDirectory()) return path
  return ['pulls.jsonl', 'pulls.jsonl.xz'].map(name => join(path, name)).find(existsSync)
}

const unpacked = (file: string): string => execFileSync('xz', ['-dc', file], {maxBuffer: 2 ** 30, encoding: 'utf8'})

function read(line: string, where: string): RecordedChange {
  const found = change.safeParse(parsed(line))
  if (found.success) return found.data
  throw new Error(`${where} is no change: it needs an id, a base and a head (${found.error.issues[0]?.message}).`)
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
