import {changedFiles, type FileChange} from './changes.ts'
import {type DiffHunk, diffHunkText, hunkOf, isLine, moveLine, type Side} from './hunks.ts'
import {invalid} from './refuse.ts'
import type {PullState, Spot, ThreadState} from './world.ts'

/** Where a new comment is to stand, as the API takes it. */
export interface Anchor {
  readonly path: string
  readonly line?: number | undefined
  readonly side?: string | undefined
  readonly startLine?: number | undefined
  readonly startSide?: string | undefined
  /** GitHub's old way: lines below the first `@@` of the file. */
  readonly position?: number | undefined
}

export interface Anchored {
  readonly spot: Omit<Spot, 'commitId'>
  readonly side: Side
  readonly startSide: Side | undefined
  readonly diffHunk: string
}

/** Finds the line of a diff that a comment is to stand on; refuses what GitHub refuses. */
export function findAnchor(files: readonly FileChange[], anchor: Anchor): Anchored {
  const file = files.find(({path}) => path === anchor.path)
  if (file === undefined || file.patch === undefined) throw invalid('Path could not be resolved')
  if (anchor.position !== undefined && anchor.line === undefined) return findPosition(file.hunks, anchor.position)
  if (anchor.line === undefined) throw invalid('Line could not be resolved')

  const side = readSide(anchor.side) ?? 'RIGHT'
  const hunk = hunkOf(file.hunks, side, anchor.line)
  if (hunk === undefined) throw invalid('Line could not be resolved')
  const line = hunk.lines.find(line => isLine(line, side, anchor.line ?? 0))
  const diffHunk = diffHunkText(hunk, side, anchor.line)
  if (anchor.startLine === undefined) {
    return {side, startSide: undefined, diffHunk, spot: {line: anchor.line, startLine: undefined, position: line?.position}}
  }

  const startSide = readSide(anchor.startSide) ?? side
  const start = hunkOf(file.hunks, startSide, anchor.startLine)
  if (start === undefined) throw invalid('Start line could not be resolved')
  if (start !== hunk) throw invalid('Pull request review thread start line must be part of the same hunk as the line.')
  const order = (which: Side, number: number): number => hunk.lines.findIndex(line => isLine(line, which, number))
  if (order(startSide, anchor.startLine) >= order(side, anchor.line)) {
    throw invalid('Pull request review thread start line must precede the end line.')
  }
  return {side, startSide, diffHunk, spot: {line: anchor.line, startLine: anchor.startLine, position: line?.position}}
}

function findPosition(hunks: readonly DiffHunk[], position: number): Anchored {
  for (const hunk of hunks) {
    const line = hunk.lines.find(line => line.position === position)
    if (line === undefined) continue
    const side = line.kind === '-' ? 'LEFT' : 'RIGHT'
    const number = (side === 'LEFT' ? line.left : line.right) ?? 0
    return {
      side,
      startSide: undefined,
      diffHunk: diffHunkText(hunk, side, number),
      spot: {line: number, startLine: undefined, position},
    }
  }
  throw invalid('Position could not be resolved')
}

function readSide(side: string | undefined): Side | undefined {
  if (side === undefined) return undefined
  if (side === 'LEFT' || side === 'RIGHT') return side
  throw invalid('Side is invalid')
}

/** After a push: every thread moves with its lines, or is outdated where they changed or left the diff. */
export async function placeThreads(pull: PullState): Promise<void> {
  const head = pull.change.head
  const since = new Map<string, readonly FileChange[]>()
  for (const {original} of pull.threads) {
    if (since.has(original.commitId)) continue
    since.set(original.commitId, await changedFiles(pull.repo.folder, original.commitId, head))
  }
  for (const thread of pull.threads) thread.now = place(thread, pull, since.get(thread.original.commitId) ?? [])
}

function place(thread: ThreadState, pull: PullState, since: readonly FileChange[]): Spot | undefined {
  const {original, side, startSide = side} = thread
  const shown = pull.change.files.find(({path}) => path === thread.path)
  if (shown === undefined) return undefined
  if (thread.subject === 'file') return {...original, commitId: pull.change.head}
  const moved = since.find(({path, previousPath}) => (previousPath ?? path) === thread.path)
  if (moved?.status === 'removed' || moved?.status === 'renamed') return undefined

  const today = (which: Side, number: number | undefined): number | undefined =>
    number === undefined || which === 'LEFT' || moved === undefined ? number : moveLine(moved.hunks, number)
  const line = today(side, original.line)
  const startLine = today(startSide, original.startLine)
  if (line === undefined) return undefined
  if (original.startLine !== undefined) {
    // All lines of a range must be what they were, with nothing new among them.
    const length = (original.line ?? 0) - original.startLine
    const all = Array.from({length: Math.max(0, length)}, (_, index) => today(startSide, (original.startLine ?? 0) + index))
    if (startLine === undefined || all.includes(undefined) || (side === startSide && line - startLine !== length))
      return undefined
  }
  const hunk = hunkOf(shown.hunks, side, line)
  const position = hunk?.lines.find(each => isLine(each, side, line))?.position
  return hunk === undefined ? undefined : {commitId: pull.change.head, line, startLine, position}
}
