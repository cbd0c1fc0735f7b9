import {setImmediate as breathe} from 'node:timers/promises'
import {loadFiles, type TreeFile} from '../github/load-repository.ts'
import {type LoadedSettings, loadSettings, settingsPath} from '../github/load-settings.ts'
import {largestText, loadText} from '../github/load-text.ts'
import type {Octokit} from '../github/octokit.ts'
import type {RepositoryRef} from '../github/repository-ref.ts'
import {isList} from '../list/is-list.ts'
import {isMarkdown} from '../list/is-markdown.ts'
import {code} from '../markdown/message.ts'
import {matchesGlobs} from '../settings/glob.ts'
import {type ListFile, listOf} from './held-links.ts'

/** The lists of a repository at a commit, and its settings. */
export interface RepositoryLists {
  readonly settings: LoadedSettings['settings']
  readonly lists: readonly ListFile[]
  /** What could not be read, as whole sentences. */
  readonly notes: readonly string[]
}

const mostFiles = 100
const mostBytes = 20_000_000
const filesAtOnce = 10

const isRootReadme = (path: string): boolean => /^readme\.(?:md|markdown|mdown|mkdn?|mdwn)$/i.test(path)

/** Folders of what others wrote, and of what is written for GitHub. */
const notOurs = /(?:^|\/)(?:node_modules|vendor|third_party|bower_components)\/|^\.github\//

/**
 * Reads which files of a repository are lists: those that its settings name, or else the ones that look like it. Undefined: it has no settings
 * file, and its root readme is no list, so it is none of ours; that is found out in three requests at most. `unclear settings`: nobody can say what people want.
 *
 * Lists that a tool writes are read like all others: their links rot as well.
 */
export async function loadLists(
  octokit: Octokit,
  ref: RepositoryRef,
  {branch, headSha}: {readonly branch: string; readonly headSha: string},
  signal: AbortSignal,
): Promise<RepositoryLists | 'unclear settings' | undefined> {
  const {files, isWhole} = await loadFiles(octokit, ref, headSha, signal)
  const mayHaveSettings = !isWhole || files.some(({path}) => path === settingsPath)
  const readme = files.find(({path}) => isRootReadme(path))
  if (!mayHaveSettings && readme === undefined) return undefined

  const loaded = mayHaveSettings ? await loadSettings(octokit, ref, branch, signal) : nothingSet
  const {settings, mistakes} = loaded
  const isSet = files.some(({path}) => path === settingsPath)
  if (isSet && !loaded.isThere) throw notYet(settingsPath)
  if (loaded.isUnclear) return 'unclear settings'
  if (!loaded.isThere) {
    const isOurs = readme !== undefined && (await readsAsList(octokit, ref, readme.path, headSha, signal))
    if (!isOurs) return undefined
  }
  if (settings.issue?.enabled === false) return undefined

  const asked = choose(files, settings.files)
  const read = await readAll(octokit, ref, asked.files, headSha, signal)
  return {
    settings,
    lists: settings.files === undefined ? read.lists.filter(({list, path}) => isList(list, path)) : read.lists,
    notes: [
      ...mistakes.map(({message, place}) => `${code(settingsPath)}, line ${place.start.line}: ${message}.`),
      ...(isWhole ? [] : ['This repository has more files than GitHub names at once, some were not looked at.']),
      ...asked.notes,
      ...read.notes,
    ],
  }
}

const nothingSet: LoadedSettings = {settings: {}, mistakes: [], isThere: false, isUnclear: false}

async function readsAsList(
  octokit: Octokit,
  ref: RepositoryRef,
  path: string,
  at: string,
  signal: AbortSignal,
): Promise<boolean> {
  const file = await loadText(octokit, ref, path, at, signal)
  if (file.kind === 'none') throw notYet(path)
  return file.kind === 'text' && isList(listOf(path, file.text).list, path)
}

/**
 * GitHub names a file, and does not show it. That is no file without links: what it held would count as mended. Whoever asks again is told more.
 */
const notYet = (path: string): Error => new Error(`GitHub names ${code(path)} and does not show it yet`)

/** Which files to read, the readme at the root first, and what is left out of it. */
function choose(
  all: readonly TreeFile[],
  globs: readonly string[] | undefined,
): {files: readonly string[]; notes: readonly string[]} {
  const candidates = all
    .filter(({path}) => isMarkdown(path) && (globs === undefined ? !notOurs.test(path) : matchesGlobs(globs, path)))
    .toSorted((a, b) => rank(a.path) - rank(b.path) || (a.path < b.path ? -1 : 1))
  const files: string[] = []
  const large: string[] = []
  let room = mostBytes
  let beyond = 0
  for (const {path, bytes} of candidates) {
    if (bytes > largestText) large.push(path)
    else if (files.length === mostFiles || bytes > room) beyond += 1
    else {
      room -= bytes
      files.push(path)
    }
  }
  const shown = large.slice(0, 5).map(path => `${code(path)} is too large to be looked at.`)
  const counted = `Only ${files.length} of ${files.length + beyond} Markdown files were looked at, those nearest to the root.`
  return {files, notes: [...shown, ...(beyond === 0 ? [] : [counted])]}
}

/** Files near the root come first. */
const rank = (path: string): number => (isRootReadme(path) ? -1 : path.split('/').length)

/** Reads some files at once. Between two of them others have their turn: parsing a large one takes its time. */
async function readAll(octokit: Octokit, ref: RepositoryRef, paths: readonly string[], at: string, signal: AbortSignal) {
  const lists: ListFile[] = []
  const notes: string[] = []
  for (let start = 0; start < paths.length; start += filesAtOnce) {
    const some = paths.slice(start, start + filesAtOnce)
    const texts = await Promise.all(some.map(async path => ({path, file: await loadText(octokit, ref, path, at, signal)})))
    for (const {path, file} of texts) {
      await breathe(undefined, {signal})
      if (file.kind === 'none') throw notYet(path)
      if (file.kind === 'text') lists.push(listOf(path, file.text))
      else if (file.kind === 'too large') notes.push(`${code(path)} is too large to be looked at.`)
      else if (file.kind === 'not a text') notes.push(`${code(path)} is no text in UTF-8, so it was not looked at.`)
    }
  }
  return {lists, notes}
}
