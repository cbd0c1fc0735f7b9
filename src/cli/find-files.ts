import {stat} from 'node:fs/promises'
import {relative, resolve} from 'node:path'
import {looksLikeList} from '../list/is-list.ts'
import {count} from '../report/tally.ts'
import type {Settings} from '../settings/settings.ts'
import {Complaint} from './complaint.ts'
import {type Names, names, type Place} from './names.ts'
import {type Read, readStream, readText, shown} from './read-text.ts'

/** A file to check. */
export interface FoundFile extends Names {
  /** Where it is on the disk; undefined: it is standard input. */
  readonly file: string | undefined
  readonly text: string
}

const markdown = '**/*.{md,markdown,mdown,mkd}'

/** Other people's lists. */
const ignore = ['**/node_modules/**', '**/.git/**']

/** What standard input is called. */
const stdinName = '<stdin>'

/**
 * The files that a person named, whatever they hold; of a folder, and of the repository if nothing was named, the lists.
 *
 * What could not be read is a Complaint, all of it at once; in a folder it is passed over, with a note.
 */
export async function findFiles(
  named: readonly string[],
  settings: Settings,
  place: Place,
): Promise<{readonly files: readonly FoundFile[]; readonly notes: readonly string[]}> {
  const found =
    named.length === 0
      ? [await listsOfRepository(settings, place)]
      : await Promise.all(named.map(name => findNamed(name, settings, place)))
  const complaints = found.flatMap(({complaints}) => complaints)
  if (complaints.length > 0) throw new Complaint(...complaints)
  const files = new Map(found.flatMap(({files}) => files.map(file => [file.path, file])))
  return {files: [...files.values()], notes: found.flatMap(({notes}) => notes)}
}

interface Found {
  readonly files: readonly FoundFile[]
  readonly notes: readonly string[]
  readonly complaints: readonly string[]
}

const only = (...complaints: readonly string[]): Found => ({files: [], notes: [], complaints})

async function findNamed(name: string, settings: Settings, place: Place): Promise<Found> {
  if (name === '-') return named(await readStream(place.stdin, stdinName), {file: undefined, path: stdinName, name: stdinName})
  const path = resolve(place.cwd, name)
  const stats = await stat(path).catch(() => undefined)
  if (stats?.isDirectory()) return listsOfFolder(path, name, settings, place)
  if (stats !== undefined || !/[*?[{]/.test(name)) return named(await readText(path, name), calledAt(path, place))
  const {glob} = await import('tinyglobby')
  const matching = await glob(name, {cwd: place.cwd, absolute: true, ignore, followSymbolicLinks: false})
  if (matching.length === 0) return only(`No file matches ${shown(name)}.`)
  const all = await Promise.all(
    matching.toSorted().map(async match => named(await readText(match, names(match, place).name), calledAt(match, place))),
  )
  return {files: all.flatMap(({files}) => files), notes: [], complaints: all.flatMap(({complaints}) => complaints)}
}

type Called = Omit<FoundFile, 'text'>

const calledAt = (file: string, place: Place): Called => ({file, ...names(file, place)})

const named = (read: Read, called: Called): Found =>
  'complaint' in read ? only(read.complaint) : {files: [{...called, text: read.text}], notes: [], complaints: []}

async function listsOfRepository(settings: Settings, place: Place): Promise<Found> {
  return listsOfFolder(place.root, relative(place.cwd, place.root) || '.', settings, place)
}

/** The lists of a folder: those that the settings name, else those that look like one. */
async function listsOfFolder(folder: string, name: string, {files: globs}: Settings, place: Place): Promise<Found> {
  const [{glob}, {matchesGlobs}] = await Promise.all([import('tinyglobby'), import('../settings/glob.ts')])
  const asked = globs === undefined ? markdown : '**/*'
  const paths = await glob(asked, {
    cwd: folder,
    absolute: true,
    ignore,
    followSymbolicLinks: false,
    caseSensitiveMatch: false,
    dot: globs !== undefined,
  })
  const candidates = paths.toSorted().filter(path => globs === undefined || matchesGlobs(globs, names(path, place).path))
  const notes: string[] = []
  const files: FoundFile[] = []
  for (const candidate of candidates) {
    const known = calledAt(candidate, place)
    const read = await readText(candidate, known.name)
    if ('complaint' in read) notes.push(`Passed over: ${read.complaint}`)
    else if (globs !== undefined || looksLikeList(read.text, known.path)) files.push({...known, text: read.text})
  }
  return files.length > 0
    ? {files, notes, complaints: []}
    : only(noList(name, candidates.length - notes.length, globs !== undefined), ...notes)
}

function noList(folder: string, candidates: number, bySettings: boolean): string {
  if (bySettings) return `There is no list in ${shown(folder)}: no file matches \`files\` of the settings.`
  const seen =
    candidates === 0
      ? 'no Markdown file is there'
      : `${count(candidates, 'Markdown file')} there ${candidates === 1 ? 'does' : 'do'} not look like one`
  return `There is no list in ${shown(folder)}: ${seen}. A file that you name is checked in any case: listkeeper lint FILE`
}
