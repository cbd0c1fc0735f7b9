import {bytesOf} from '../markdown/limit.ts'
import {say} from '../markdown/say.ts'
import {type Block, paragraph, write} from '../markdown/write.ts'
import {number} from './own-words.ts'

/** A part of a text: things of one kind under a title. */
export interface Section {
  /** How many there are. */
  readonly count: number
  /** The part with its first `kept` things; a sentence of how many are left out is put in by `keptWithin`. */
  readonly blocks: (kept: number, more: readonly Block[]) => readonly Block[]
  /** Bytes of one of them, by its index: asked only as far as there is room. */
  readonly sizeOf: (index: number) => number
}

/**
 * Parts of a text that together have at most `most` bytes, in the order given. `importance`: the same parts, those first that are cut last.
 * Each says how many of its things are left out; what has none is not there.
 */
export function keptWithin(inOrder: readonly Section[], importance: readonly Section[], most: number): readonly Block[] {
  const there = importance.filter(({count}) => count > 0)
  let left = most - there.reduce((sum, section) => sum + bytesOf(write(...section.blocks(0, beyond(section.count, 1)))) + 4, 0)
  const kept = new Map<Section, number>()
  for (const section of there) {
    let count = 0
    for (; count < section.count; count += 1) {
      const size = section.sizeOf(count)
      if (size > left) break
      left -= size
    }
    kept.set(section, count)
  }
  return inOrder.flatMap(section => {
    const count = kept.get(section)
    return count === undefined ? [] : section.blocks(count, beyond(section.count - count, count))
  })
}

/** What is beyond those that are `kept`. */
function beyond(count: number, kept: number): readonly Block[] {
  if (count === 0) return []
  return [paragraph(say`${number(count)}${kept === 0 ? [] : say` more`} are left out: there is no room for more text here.`)]
}
