import {execFileSync} from 'node:child_process'
import {existsSync, readFileSync} from 'node:fs'
import {fileURLToPath} from 'node:url'
import {z} from 'zod'

const folder = new URL('../../../shared/corpus/', import.meta.url)

/** Is the collection of real changes there? It is no part of the project. */
export const hasCorpus = existsSync(new URL('pulls.jsonl.xz', folder))

/** A change to one list: the whole file before and after. */
const change = z.object({id: z.string(), base: z.string(), head: z.string()})
export type RealChange = z.infer<typeof change>

/** A line that a change added and maintainers put right within 60 days. */
const regretted = z.object({
  pull: z.string(),
  lineNo: z.int(),
  line: z.string(),
  /** The line once put right; null if it was removed. */
  after: z.string().nullable(),
  class: z.string(),
  sub: z.string(),
  /** Could the text alone tell? */
  tellable: z.enum(['yes', 'maybe', 'no']),
})
export type Regretted = z.infer<typeof regretted>

/** A change that stood for over a year; `suspect` are its lines that depart from the list's own form all the same, with the classes in which they do. */
const stood = z.object({pull: z.string(), suspect: z.record(z.string(), z.array(z.string()))})
export type Stood = z.infer<typeof stood>

/** All changes by id. Needs the program `xz`. */
export function realChanges(): ReadonlyMap<string, RealChange> {
  const text = execFileSync('xz', ['-dc', fileURLToPath(new URL('pulls.jsonl.xz', folder))], {
    maxBuffer: 2 ** 28,
    encoding: 'utf8',
  })
  const changes = text.split('\n').filter(line => line !== '')
  return new Map(changes.map(line => change.parse(JSON.parse(line))).map(read => [read.id, read]))
}

const readJson = (name: string): unknown => JSON.parse(readFileSync(new URL(name, folder), 'utf8'))

export const regrettedLines = (): readonly Regretted[] => z.array(regretted).parse(readJson('regretted.json'))

export const changesThatStood = (): readonly Stood[] => z.array(stood).parse(readJson('clean.json'))
