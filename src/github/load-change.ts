import type {FileChange} from '../findings/change.ts'
import {isMarkdown} from '../list/is-markdown.ts'
import {code} from '../markdown/message.ts'
import {matchesGlobs} from '../settings/glob.ts'
import {isGone} from './is-gone.ts'
import {settingsPath} from './load-settings.ts'
import {type LoadedText, loadText} from './load-text.ts'
import type {Octokit} from './octokit.ts'
import type {PullRef} from './pull-ref.ts'
import {readPatch} from './read-patch.ts'

/** The settings that a pull request brings: they hold once it is merged, and are looked at before. */
export async function loadChangedSettings(
  octokit: Octokit,
  ref: PullRef,
  comparison: Comparison,
  signal: AbortSignal,
): Promise<FileChange | undefined> {
  if (comparison.settings === undefined) return undefined
  const file = await loadFile(octokit, ref, comparison, comparison.settings, signal)
  return typeof file === 'string' ? undefined : file
}

/** What a pull request changes, as GitHub compares it, before any text is read. */
export interface Comparison {
  /** Commits: today's tip of the base branch, where head left it, and head. */
  readonly tip: string
  readonly mergeBase: string
  readonly head: string
  readonly files: readonly ChangedFile[]
  /** Our settings, where the change touches them. */
  readonly settings: ChangedFile | undefined
  /** All that the change touches, Markdown or not, by old and new names. */
  readonly paths: readonly string[]
  readonly notes: readonly string[]
}

interface ChangedFile {
  readonly path: string
  /** Its path before the change; undefined if it is new. */
  readonly before: string | undefined
  /** Git's name for what it holds at head. */
  readonly blob: string | undefined
  /** Undefined where GitHub shows no lines. */
  readonly patch: string | undefined
}

type GitHubFile = Awaited<ReturnType<Octokit['rest']['pulls']['listFiles']>>['data'][number]

/** The files of a change in all their versions, and what could not be looked at, as whole sentences. */
export interface Change {
  readonly files: readonly FileChange[]
  /** All that the change touches, Markdown or not, by old and new names. */
  readonly paths: readonly string[]
  readonly notes: readonly string[]
}

/** GitHub names no more files than these in a comparison, and shows no more of a pull request. */
const mostFilesCompared = 300
/** And no more than these in a list of their own. */
const mostFilesListed = 3000
/** Characters: of what is larger GitHub shows no lines. */
const mostShown = 1_000_000
/** Nobody changes more lists at once; each is read up to three times. */
const mostFilesRead = 100
/** Characters at head of all files together. Parsing takes seconds a million, in which nobody else is served. */
const mostCharacters = 3_000_000
/** More at once than any pull request has lists, and no more than memory holds of the largest. */
const filesAtOnce = 10

/** Compares the tip of the base branch with head from their merge base on: the diff that GitHub shows, and the only one that takes comments. */
export async function compare(
  octokit: Octokit,
  ref: PullRef,
  {base, headSha}: {readonly base: string; readonly headSha: string},
  signal: AbortSignal,
): Promise<Comparison> {
  const {owner, repo} = ref
  try {
    const {data} = await octokit.rest.repos.compareCommitsWithBasehead({
      owner,
      repo,
      basehead: `${base}...${headSha}`,
      // The files come with the first page whatever its size; the commits are of no use here.
      per_page: 1,
      request: {signal},
    })
    const compared = data.files ?? []
    const isLarge = compared.length >= mostFilesCompared
    const files = isLarge ? await listFiles(octokit, ref, signal) : compared
    const changed = files.filter(({status, changes}) => status !== 'removed' && changes > 0).map(file => readFile(file, isLarge))
    return {
      tip: data.base_commit.sha,
      mergeBase: data.merge_base_commit.sha,
      head: headSha,
      files: changed.filter(({path}) => isMarkdown(path)),
      settings: changed.find(({path}) => path === settingsPath),
      paths: files.flatMap(({filename, previous_filename}) => [
        filename,
        ...(previous_filename === undefined ? [] : [previous_filename]),
      ]),
      notes:
        files.length < mostFilesListed
          ? []
          : [`GitHub names ${mostFilesListed} files of a change, what lies beyond was not looked at.`],
    }
  } catch (error) {
    // Head was pushed away meanwhile, or shares no history with the base branch.
    if (!isGone(error)) throw error
    return {
      tip: base,
      mergeBase: base,
      head: headSha,
      files: [],
      settings: undefined,
      paths: [],
      notes: ['GitHub could not compare this change with its base branch.'],
    }
  }
}

/** All files that a pull request changes, where a comparison names only some. */
const listFiles = ({rest, paginate}: Octokit, {owner, repo, number}: PullRef, signal: AbortSignal): Promise<GitHubFile[]> =>
  paginate(rest.pulls.listFiles, {owner, repo, pull_number: number, per_page: 100, request: {signal}})

const readFile = ({filename, status, previous_filename, sha, patch}: GitHubFile, isLarge: boolean): ChangedFile => ({
  path: filename,
  before: status === 'added' || status === 'copied' ? undefined : (previous_filename ?? filename),
  blob: sha ?? undefined,
  patch: isLarge ? undefined : patch,
})

/** Reads the Markdown files of a comparison that `globs` ask for (without globs: all of them), in all their versions at once. */
export async function loadChange(
  octokit: Octokit,
  ref: PullRef,
  comparison: Comparison,
  globs: readonly string[] | undefined,
  signal: AbortSignal,
): Promise<Change> {
  const asked = comparison.files.filter(({path}) => globs === undefined || matchesGlobs(globs, path))
  const files: FileChange[] = []
  const notes: string[] = []
  let room = mostCharacters
  let leftOut = 0

  const toRead = asked.slice(0, mostFilesRead)
  while (toRead.length > 0 && leftOut === 0) {
    const some = toRead.splice(0, filesAtOnce)
    for (const file of await Promise.all(some.map(one => loadFile(octokit, ref, comparison, one, signal)))) {
      if (typeof file === 'string') notes.push(file)
      else if (file !== undefined && file.head.length > room) leftOut += 1
      else if (file !== undefined) {
        room -= file.head.length
        files.push(file)
      }
    }
  }
  leftOut += toRead.length

  return {
    files,
    paths: comparison.paths,
    notes: [
      ...comparison.notes,
      ...notes,
      ...(leftOut === 0
        ? []
        : [
            `The changed Markdown files are too large to be looked at together: ${leftOut} ${leftOut === 1 ? 'was' : 'were'} left out.`,
          ]),
      ...(asked.length > mostFilesRead
        ? [`Only the first ${mostFilesRead} of ${asked.length} changed Markdown files were looked at.`]
        : []),
    ],
  }
}

/** One file in all its versions; a sentence about one that people should know was not looked at; undefined for one that is no text file. */
async function loadFile(
  octokit: Octokit,
  ref: PullRef,
  {tip, mergeBase, head}: Comparison,
  {path, before, blob, patch}: ChangedFile,
  signal: AbortSignal,
): Promise<FileChange | string | undefined> {
  const read = (where: string, at: string): Promise<LoadedText> => loadText(octokit, ref, where, at, signal)
  const none: LoadedText = {kind: 'none'}

  const [atHead, atMergeBase, atTip] = await Promise.all([
    read(path, head),
    before === undefined ? none : read(before, mergeBase),
    // Someone may have merged a file of the same name, so a new file is looked for too. Where nothing was merged, once is enough.
    tip === mergeBase ? undefined : read(before ?? path, tip),
  ])
  if ([atHead, atMergeBase, atTip].some(file => file?.kind === 'too large')) return `${code(path)} is too large to be looked at.`
  // GitHub follows a symlink, but the diff is the link's own: what was read is not what was changed.
  if (atHead.kind !== 'text' || (blob !== undefined && blob !== atHead.blob)) return undefined
  const mergeBaseText = textOf(atMergeBase)
  const isUnshown = patch === undefined || atHead.text.length > mostShown
  return {
    path,
    ...(before === undefined || before === path ? {} : {before}),
    tip: atTip === undefined ? mergeBaseText : textOf(atTip),
    mergeBase: mergeBaseText,
    head: atHead.text,
    hunks: isUnshown ? [] : readPatch(patch),
    ...(isUnshown ? {isUnshown} : {}),
  }
}

const textOf = (file: LoadedText): string | undefined => (file.kind === 'text' ? file.text : undefined)
