import type {PhrasingContent} from 'mdast'
import {type Block, paragraph, write} from './write.ts'

/** GitHub's caps in characters, what is hidden counted. We count bytes, which are never fewer, since GitHub has counted both. */
export const caps = {
  /** Of an issue, a comment, a review. */
  body: 65_536,
  /** Of a check run's summary, and of its text. */
  check: 65_535,
} as const

/** What is left out is counted in this sentence: it is given how many blocks did not fit. */
export type CutWords = (blocksLeftOut: number) => readonly PhrasingContent[]

/**
 * Markdown of at most `cap` bytes. It is cut at a whole block, and says so; `last` is always there, at the end.
 *
 * A block that is longer than all is left out, and those after it too: order is meaning.
 */
export function writeWithin(cap: number, blocks: readonly Block[], cut: CutWords, last: readonly Block[] = []): string {
  const whole = write(...blocks, ...last)
  if (bytesOf(whole) <= cap) return whole

  // One serialised block more or less is two line ends and itself; the sentence that tells of the cut has its place kept free.
  let left = cap - bytesOf(write(paragraph(cut(blocks.length)), ...last)) - 4
  let kept = 0
  for (const block of blocks) {
    left -= bytesOf(write(block)) + 2
    if (left < 0) break
    kept += 1
  }
  return write(...blocks.slice(0, kept), paragraph(cut(blocks.length - kept)), ...last)
}

const encoder = new TextEncoder()

export const bytesOf = (text: string): number => encoder.encode(text).length
