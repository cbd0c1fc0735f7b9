import {diff3MergeRegions, type IRegion} from 'node-diff3'
import type {FileChange} from './change.ts'
import {distinct, enoughPairs, keptLines, linesOf} from './lines.ts'
import {newLines} from './new-lines.ts'

/** What merging a change would bring, and where its lines come from. Lines count from 1. */
export interface Merge {
  /** `conflict`: no text can be foretold, so head is judged alone, against what it started from. */
  readonly kind: 'merged' | 'conflict'
  /** What the result is judged against; undefined where the file is new. */
  readonly base: string | undefined
  readonly text: string
  /** On which line of head a line of `text` stands; undefined for what others have merged since. */
  readonly headLine: (line: number) => number | undefined
  /** Did the change write this line of `text`? One that it only moved or indented is old. */
  readonly isNew: (line: number) => boolean
}

type Versions = Pick<FileChange, 'tip' | 'mergeBase' | 'head'> & Partial<Pick<FileChange, 'hunks'>>

/**
 * Merges head into today's tip of the base branch, line by line as git does.
 *
 * Where both changed the same place, or the texts are too large to compare, the merge base stands in for the tip. Where both added
 * the file there is no merge base: then the tip stays, so that nobody is blamed for what it holds.
 */
export function mergeIntoTip({tip, mergeBase, head, hunks = []}: Versions): Merge {
  const isNew = newLines(mergeBase, head, hunks)
  const alone = {text: head, headLine: (line: number) => line, isNew}

  if (tip === mergeBase || tip === head) return {kind: 'merged', base: tip, ...alone}
  const lines = tip === undefined || mergeBase === undefined ? undefined : merge(linesOf(tip), linesOf(mergeBase), linesOf(head))
  if (lines === undefined) return {kind: 'conflict', base: mergeBase ?? tip, ...alone}

  const headLine = (line: number) => lines[line - 1]?.headLine
  return {
    kind: 'merged',
    base: tip,
    text: lines.map(({text}) => text).join(''),
    headLine,
    isNew: line => {
      const there = headLine(line)
      return there !== undefined && isNew(there)
    },
  }
}

interface MergedLine {
  readonly text: string
  readonly headLine: number | undefined
}

/** Undefined is a conflict. */
function merge(tip: readonly string[], base: readonly string[], head: readonly string[]): MergedLine[] | undefined {
  const shortest = Math.min(tip.length, base.length, head.length)
  let start = 0
  while (start < shortest && tip[start] === base[start] && head[start] === base[start]) start += 1
  let end = 0
  while (end < shortest - start && tip.at(-1 - end) === base.at(-1 - end) && head.at(-1 - end) === base.at(-1 - end)) end += 1

  const cut = (lines: readonly string[]) => lines.slice(start, lines.length - end)
  const middle = mergeMiddle(cut(tip), cut(base), cut(head))
  if (middle === undefined) return undefined
  return [
    ...head.slice(0, start).map((text, index) => ({text, headLine: index + 1})),
    ...middle.map(({text, headLine}) => ({text, headLine: headLine === undefined ? undefined : headLine + start})),
    ...head.slice(head.length - end).map((text, index) => ({text, headLine: head.length - end + index + 1})),
  ]
}

function mergeMiddle(tip: readonly string[], base: readonly string[], head: readonly string[]): MergedLine[] | undefined {
  if (base.length * (tip.length + head.length) > enoughPairs) return undefined
  const [tipKeys = [], baseKeys = [], headKeys = []] = distinct(tip, base, head)
  const kept = keptLines(baseKeys, headKeys)
  const merged: MergedLine[][] = []
  for (const region of diff3MergeRegions(tipKeys, baseKeys, headKeys)) {
    const lines = linesOfRegion(region, {tip, base, head, kept})
    if (lines === undefined) return undefined
    merged.push(lines)
  }
  return merged.flat()
}

interface Sides {
  readonly tip: readonly string[]
  readonly base: readonly string[]
  readonly head: readonly string[]
  readonly kept: ReadonlyMap<number, number>
}

/** node-diff3's `a` is the tip, `o` the base, `b` is head. Its contents are names, so lines are looked up by their index. */
function linesOfRegion(region: IRegion<string>, {tip, base, head, kept}: Sides): MergedLine[] | undefined {
  if (!region.stable) {
    const ours = head.slice(region.bStart, region.bStart + region.bLength)
    const theirs = tip.slice(region.aStart, region.aStart + region.aLength)
    // Both did the very same: no conflict.
    const same = ours.length === theirs.length && ours.every((text, index) => text === theirs[index])
    return same ? ours.map((text, index) => ({text, headLine: region.bStart + index + 1})) : undefined
  }
  const {buffer, bufferStart, bufferLength} = region
  const lines = (from: readonly string[]) => from.slice(bufferStart, bufferStart + bufferLength)
  if (buffer === 'a') return lines(tip).map(text => ({text, headLine: undefined}))
  if (buffer === 'b') return lines(head).map((text, index) => ({text, headLine: bufferStart + index + 1}))
  return lines(base).map((text, index) => ({text, headLine: kept.get(bufferStart + index + 1)}))
}
