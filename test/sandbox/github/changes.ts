import {git} from './git.ts'
import {type DiffHunk, readHunks} from './hunks.ts'
import type {Objects} from './objects.ts'
import type {ChangedFile} from './pull.ts'

/** A changed file with what the API tells beside: ids and hunks. */
export interface FileChange extends ChangedFile {
  readonly sha: string
  readonly hunks: readonly DiffHunk[]
}

/** Two commits compared as a pull request does: from where they parted to head. */
export interface Comparison {
  readonly base: string
  readonly head: string
  /** Undefined: they share no history. */
  readonly mergeBase: string | undefined
  readonly files: readonly FileChange[]
  /** Commits of head that base lacks, oldest first. */
  readonly ahead: readonly string[]
  readonly behind: number
}

/** What GitHub shows of a diff at most. A file or a diff beyond it is listed without `patch`. */
export const diffLimits = {files: 300, lines: 20_000, bytes: 1_000_000, fileLines: 20_000, fileBytes: 500_000} as const

/** Compares two commits as GitHub does: git's own patches with three lines of context, renames found, cut at GitHub's limits. */
export async function compareCommits(folder: string, objects: Objects, base: string, head: string): Promise<Comparison> {
  const {mergeBase, ahead, behind} = (await parted(objects, base, head)) ?? (await askParted(folder, base, head))
  const files = mergeBase === undefined ? [] : await changedFiles(folder, mergeBase, head)
  return {base, head, mergeBase, files, ahead, behind}
}

type Parted = Pick<Comparison, 'mergeBase' | 'ahead' | 'behind'>

/** Where two commits parted, if no merge is on the way: then their two lines of parents tell, and no process is needed. */
async function parted(objects: Objects, base: string, head: string): Promise<Parted | undefined> {
  const [ours, theirs] = await Promise.all([lineOf(objects, head), lineOf(objects, base)])
  const mergeBase = ours.find(sha => theirs.includes(sha))
  if (mergeBase === undefined) return undefined
  return {mergeBase, ahead: ours.slice(0, ours.indexOf(mergeBase)).reverse(), behind: theirs.indexOf(mergeBase)}
}

/** A commit and its parents, down to the first merge. */
async function lineOf(objects: Objects, sha: string): Promise<readonly string[]> {
  const line: string[] = []
  for (let at: string | undefined = sha; at !== undefined && line.length < 50; ) {
    line.push(at)
    const parents: readonly string[] = (await objects.commit(at))?.parents ?? []
    at = parents.length === 1 ? parents[0] : undefined
  }
  return line
}

async function askParted(folder: string, base: string, head: string): Promise<Parted> {
  const [bases, revisions] = await Promise.all([
    git(folder, ['merge-base', base, head], {allow: [1]}),
    git(folder, ['rev-list', '--left-right', '--topo-order', '--reverse', `${base}...${head}`]),
  ])
  const commits = revisions.out.toString().split('\n').filter(Boolean)
  return {
    mergeBase: bases.out.toString().split('\n')[0] || undefined,
    ahead: commits.filter(commit => commit.startsWith('>')).map(commit => commit.slice(1)),
    behind: commits.filter(commit => commit.startsWith('<')).length,
  }
}

/** What differs between two commits, file by file in git's order. */
export async function changedFiles(folder: string, from: string, to: string): Promise<readonly FileChange[]> {
  if (from === to) return []
  const {out} = await git(folder, ['diff-tree', '-r', '-M', '--full-index', '-z', '--raw', '--patch', from, to])
  const text = out.toString()
  // With -z the raw part ends where two zeros meet, and a patch follows for every file of it, in the same order.
  const end = text.indexOf('\0\0')
  const raw = (end === -1 ? text : text.slice(0, end)).split('\0').filter(Boolean)
  const patches = end === -1 ? [] : text.slice(end + 2).split(/^(?=diff --git )/m)
  const files = readRaw(raw).map((file, index) => ({...file, ...readPatch(patches[index] ?? '')}))
  return cutPatches(files)
}

interface RawFile {
  readonly path: string
  readonly previousPath: string | undefined
  readonly status: ChangedFile['status']
  readonly sha: string
}

const statuses = {A: 'added', D: 'removed', M: 'modified', R: 'renamed', T: 'modified'} as const

function readRaw(fields: readonly string[]): readonly RawFile[] {
  const files: RawFile[] = []
  for (let at = 0; at < fields.length; ) {
    const [, , before = '', after = '', code = ''] = (fields[at++] ?? '').split(' ')
    const status = Object.entries(statuses).find(([letter]) => code.startsWith(letter))?.[1] ?? 'modified'
    const first = fields[at++] ?? ''
    const path = status === 'renamed' ? (fields[at++] ?? '') : first
    files.push({path, previousPath: status === 'renamed' ? first : undefined, status, sha: status === 'removed' ? before : after})
  }
  return files
}

function readPatch(text: string): Pick<FileChange, 'patch' | 'hunks' | 'additions' | 'deletions'> {
  const start = text.search(/^@@ /m)
  if (start === -1) return {patch: undefined, hunks: [], additions: 0, deletions: 0}
  const patch = text.slice(start).replace(/\n$/, '')
  const hunks = readHunks(patch)
  const count = (kind: string): number => hunks.reduce((sum, {lines}) => sum + lines.filter(line => line.kind === kind).length, 0)
  return {patch, hunks, additions: count('+'), deletions: count('-')}
}

function cutPatches(files: readonly FileChange[]): readonly FileChange[] {
  let lines = 0
  let bytes = 0
  return files.map(file => {
    if (file.patch === undefined) return file
    const fileLines = file.hunks.reduce((sum, hunk) => sum + hunk.lines.length + 1, 0)
    const fileBytes = Buffer.byteLength(file.patch)
    lines += fileLines
    bytes += fileBytes
    const tooLarge =
      fileLines > diffLimits.fileLines || fileBytes > diffLimits.fileBytes || lines > diffLimits.lines || bytes > diffLimits.bytes
    return tooLarge ? {...file, patch: undefined, hunks: []} : file
  })
}
