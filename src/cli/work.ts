import type {FileChange} from '../findings/change.ts'
import type {Finding} from '../findings/finding.ts'
import type {Inspection} from '../findings/inspection.ts'
import type {Asking} from '../journeys/ask-links.ts'
import {setAsideByHistory} from '../journeys/generated-lists.ts'
import {inspectChange} from '../journeys/inspect-change.ts'
import {inspectFiles} from '../journeys/inspect-files.ts'
import type {Settings} from '../settings/settings.ts'
import type {Base} from './base.ts'
import {type FoundFile, findFiles} from './find-files.ts'
import type {Options} from './options.ts'
import {type Config, readConfig} from './read-config.ts'
import {shown} from './read-text.ts'
import {repositoryRoot} from './repository-root.ts'
import type {Terminal} from './terminal.ts'

/** What a person wants to have looked at, read from the disk. */
export interface Work {
  readonly config: Config
  readonly settings: Settings
  /** In the settings. */
  readonly mistakes: readonly Finding[]
  readonly files: readonly FoundFile[]
  /** Undefined: files are looked at as they are, whatever they were. */
  readonly base: Base | undefined
  readonly notes: readonly string[]
}

/** Reads settings, files and what these are compared with. A Complaint tells what can't be read. */
export async function readWork(options: Options, {cwd, stdin, variables}: Terminal): Promise<Work> {
  const place = {cwd, root: repositoryRoot(cwd), stdin}
  const config = await readConfig(options.config, place)
  const {settings, mistakes} = await settingsOf(config)
  const {files, notes} = await findFiles(options.files, settings, place)
  const elsewhere =
    settings.extends === undefined
      ? []
      : [`The settings extend those of ${shown(settings.extends)}, which are read on GitHub only: here they do not apply.`]
  const work = {config, settings, mistakes, notes: [...notes, ...elsewhere]}
  if (options.base === undefined) return {...work, files, base: undefined}

  const {readBase, withoutBase} = await import('./read-base.ts')
  const compared = await withoutBase(options.base, files, place)
  const base = await readBase(options.base, compared, place, variables)
  const isOfHead = base.paths?.includes(config.path) === true && settings.links?.headers !== undefined
  return {...work, ...(isOfHead ? withoutHeaders(work) : {}), files: compared, base}
}

/** Whoever proposes a change to the settings has nothing sent by it: it may be a stranger's pull request that is looked at. */
function withoutHeaders({settings, notes}: Pick<Work, 'settings' | 'notes'>): Pick<Work, 'settings' | 'notes'> {
  const {headers: _, ...links} = settings.links ?? {}
  const note = 'The settings are not those of the base, so `links.headers` send nothing.'
  return {settings: {...settings, links}, notes: [...notes, note]}
}

/** Most repositories set nothing: they don't wait for what reads settings. */
async function settingsOf({text, path}: Config): Promise<Pick<Work, 'settings' | 'mistakes'>> {
  if (text === undefined) return {settings: {}, mistakes: []}
  const {readSettings} = await import('../settings/read-settings.ts')
  return readSettings(text, path)
}

/** How files are looked at. */
interface Looking {
  /** What they hold by now, by path, where that is not what was read. */
  readonly texts?: ReadonlyMap<string, string>
  /** Aborts where what is known of links so far is enough. */
  readonly signal?: AbortSignal
}

const never = new AbortController().signal

/**
 * Looks at files in the way in which a pull request is looked at: what is found is what the app would say. `asking` undefined: no link is
 * asked for.
 */
export async function inspect(
  work: Work,
  asking: Asking | undefined,
  {texts = new Map(), signal = never}: Looking = {},
): Promise<Inspection> {
  const {settings, mistakes, base} = work
  const files = work.files.map(({path, text}) => ({path, text: texts.get(path) ?? text}))
  const inspection =
    base === undefined
      ? await inspectFiles(asking, files, settings, signal)
      : await inspectSince(base, texts, settings, asking, signal)
  return {...inspection, findings: [...mistakes, ...inspection.findings], notes: [...work.notes, ...inspection.notes]}
}

async function inspectSince(
  base: Base,
  texts: ReadonlyMap<string, string>,
  settings: Settings,
  asking: Asking | undefined,
  signal: AbortSignal,
): Promise<Inspection> {
  const files = base.files.map(file => ({...file, head: texts.get(file.path) ?? file.head}))
  const change = {...base, files: files.filter(isChanged)}
  // A file that somebody named is a list, whatever it looks like.
  const named = {...settings, files: files.map(({path}) => path)}
  const found = await inspectChange(asking, change, named, signal)
  const {commitsTo} = base
  const inspection = commitsTo === undefined ? found : await setAsideByHistory(found, change, named, commitsTo, never)
  return {...inspection, paths: files.map(({path}) => path)}
}

const isChanged = ({mergeBase, head}: FileChange): boolean => mergeBase !== head
