import {readdir, realpath} from 'node:fs/promises'
import {relative} from 'node:path'
import type {FileChange} from '../findings/change.ts'
import type {CommitsTo} from '../journeys/generated-lists.ts'
import {commitsThatTell} from '../list/generated.ts'
import {nearest} from '../settings/nearest.ts'
import type {Base} from './base.ts'
import {Complaint} from './complaint.ts'
import type {FoundFile} from './find-files.ts'
import {type Git, gitIn, namesIn} from './git.ts'
import type {Place} from './names.ts'
import {isOutside, slashes} from './names.ts'
import {decoded, shown} from './read-text.ts'
import type {Terminal} from './terminal.ts'

/**
 * What files were at a revision of git, as a pull request to it sees them: what the working tree changes since it left the
 * revision's history, judged against the revision.
 */
export async function baseRevision(
  asked: string,
  files: readonly FoundFile[],
  place: Place,
  variables: Terminal['variables'],
): Promise<Base> {
  const git = gitIn(place.root, variables)
  const tip = await commitOf(asked, git, place)
  const common = await git('merge-base', tip, 'HEAD')
  const mergeBase = common.kind === 'done' ? common.stdout.toString('utf8').trim() : tip
  const top = (await said(git, 'rev-parse', '--show-toplevel')).toString('utf8').replace(/\r?\n$/, '')

  const [changed, untracked, atMergeBase, atTip] = await Promise.all([
    changedSince(mergeBase, git),
    said(git, '-C', top, 'ls-files', '--others', '--exclude-standard', '-z').then(namesIn),
    blobsAt(mergeBase, git),
    blobsAt(tip, git),
  ])
  const notes: string[] = []
  const changes: FileChange[] = []
  for (const file of files) {
    const path = await pathIn(top, file)
    const {text} = file
    const before = changed.before.get(path) ?? path
    const isSame = atMergeBase.has(path) && !changed.paths.has(path)
    // There may be hundreds of lists: git is asked for those alone that differ.
    const old = isSame
      ? {tip: text, mergeBase: text}
      : await bothTexts(before, {tip: atTip, mergeBase: atMergeBase}, {git, asked, notes})
    changes.push({path: file.path, ...(before === path ? {} : {before}), ...old, head: text, hunks: []})
  }
  return {files: changes, paths: [...changed.paths, ...untracked], commitsTo: commitsTo(tip, git), notes}
}

type Blobs = ReadonlyMap<string, string>

interface Reading {
  readonly git: Git
  readonly asked: string
  readonly notes: string[]
}

/** What a file held at the revision, and where the working tree left it. */
async function bothTexts(path: string, at: {readonly tip: Blobs; readonly mergeBase: Blobs}, reading: Reading) {
  const mergeBase = await textOf(path, at.mergeBase, reading)
  const tip = at.tip.get(path) === at.mergeBase.get(path) ? mergeBase : await textOf(path, at.tip, reading)
  return {tip, mergeBase}
}

/** The commit that a revision names; a Complaint says why there is none. */
async function commitOf(asked: string, git: Git, {cwd}: Place): Promise<string> {
  // What begins with a dash is an option to git, and no name of a revision.
  const found = asked.startsWith('-') ? undefined : await git('rev-parse', '--verify', '--quiet', `${asked}^{commit}`)
  if (found?.kind === 'done') return found.stdout.toString('utf8').trim()

  const inside = await git('rev-parse', '--is-shallow-repository')
  if (inside.kind === 'missing')
    throw new Complaint(`There is no file ${shown(asked)}, and for a revision git is needed, which is not installed.`)
  if (inside.kind === 'failed')
    throw new Complaint(`There is no file ${shown(asked)}, and git can't look for a revision (${inside.reason}).`)

  const refs = await git('for-each-ref', '--format=%(refname:short)')
  const names = refs.kind === 'done' ? refs.stdout.toString('utf8').split('\n') : []
  const meant = nearest(asked, [...names.filter(name => name !== ''), ...(await readdir(cwd).catch(() => []))])
  const isShallow = inside.stdout.toString('utf8').trim() === 'true'
  const hint =
    meant !== undefined
      ? ` Did you mean ${shown(meant)}?`
      : isShallow
        ? ' This clone is shallow, so most revisions are not in it: `git fetch --unshallow` brings them.'
        : ''
  throw new Complaint(`There is neither a file nor a revision ${shown(asked)}.${hint}`)
}

interface Changed {
  /** Of all files that differ, by old and new names. */
  readonly paths: ReadonlySet<string>
  /** From a file's path now to the one it had, where git knows that it moved. */
  readonly before: ReadonlyMap<string, string>
}

/** Which files of the working tree are not as they were. */
async function changedSince(commit: string, git: Git): Promise<Changed> {
  const words = namesIn(await said(git, 'diff', '--no-ext-diff', '--name-status', '--find-renames', '-z', commit))
  const paths = new Set<string>()
  const before = new Map<string, string>()
  for (let at = 0; at < words.length; ) {
    const [status = '', from = '', to = ''] = words.slice(at, at + 3)
    const isPair = status.startsWith('R') || status.startsWith('C')
    if (status.startsWith('R')) before.set(to, from)
    paths.add(from)
    if (isPair) paths.add(to)
    at += isPair ? 3 : 2
  }
  return {paths, before}
}

/** Git's names for what the files of a commit hold, by path; without links and submodules, whose content is elsewhere. */
async function blobsAt(commit: string, git: Git): Promise<Blobs> {
  const entries = namesIn(await said(git, 'ls-tree', '-r', '-z', '--full-tree', commit))
  return new Map(
    entries.flatMap(entry => {
      const [facts = '', path = ''] = entry.split('\t', 2)
      const [mode = '', , blob = ''] = facts.split(' ')
      return mode.startsWith('100') ? [[path, blob] as const] : []
    }),
  )
}

/** What a file held, with the line ends of the working tree; undefined where there was none, or no text. */
async function textOf(path: string, blobs: Blobs, {git, asked, notes}: Reading): Promise<string | undefined> {
  const blob = blobs.get(path)
  if (blob === undefined) return undefined
  const read = decoded(await said(git, 'cat-file', '--filters', `--path=${path}`, blob), path)
  if ('text' in read) return read.text
  notes.push(`${shown(path)} is no text at ${shown(asked)}, so all of it counts as new.`)
  return undefined
}

const commitsTo =
  (tip: string, git: Git): CommitsTo =>
  async path => {
    const log = await git('log', `--max-count=${commitsThatTell}`, '--format=%ae%x09%s', tip, '--', path)
    if (log.kind !== 'done') return []
    const lines = log.stdout.toString('utf8').split('\n')
    return lines
      .filter(line => line !== '')
      .map(line => {
        const tab = line.indexOf('\t')
        return {author: line.slice(0, tab), subject: line.slice(tab + 1)}
      })
  }

/** Where git knows a file, whatever links lead to it. */
async function pathIn(top: string, {file, name}: FoundFile): Promise<string> {
  if (file === undefined) throw new Complaint('Standard input has no revision to be compared with: name a file as the base.')
  const path = slashes(relative(top, await realpath(file)))
  if (!isOutside(path)) return path
  throw new Complaint(`${shown(name)} is not in this repository, so there is no revision of it to be compared with.`)
}

/** What git prints; a Complaint where it fails at what it must be able to do. */
async function said(git: Git, ...args: readonly string[]): Promise<Buffer> {
  const answer = await git(...args)
  if (answer.kind === 'done') return answer.stdout
  throw new Complaint(`git failed${answer.kind === 'failed' ? ` (${answer.reason})` : ''}.`)
}
