import stringWidth from 'string-width'
import {printable} from './printable.ts'
import type {Reader} from './reader.ts'
import {count} from './tally.ts'

/** How far a run is. */
export interface Progress {
  readonly done: number
  readonly total: number
  readonly elapsedMs: number
  /** The site with the most links that are still waited for. */
  readonly waiting: {readonly site: string; readonly left: number} | undefined
}

const barCells = 20

/** A narrower terminal has better use for the room. */
const columnsForBar = 70

/** How far a run is, on one line of a terminal: the bar, the numbers, and as much of the rest as fits. */
export function progressLine({done, total, elapsedMs, waiting}: Progress, {colors, columns}: Reader): string {
  const seconds = elapsedMs / 1000
  const filled = total === 0 ? barCells : Math.floor((done / total) * barCells)
  const numbers = `${done} of ${count(total, 'link')}`
  const rate = seconds < 1 || done === 0 ? undefined : `${Math.round(done / seconds)}/s`
  const site = waiting === undefined ? undefined : `waiting for ${printable(waiting.site)} (${waiting.left})`
  const bar = `${colors.green('━'.repeat(filled))}${colors.dim('─'.repeat(barCells - filled))} `

  // A terminal breaks a line that fills it to the last cell.
  const hasBar = columns >= columnsForBar
  const room = columns - 1 - (hasBar ? barCells + 1 : 0)
  let words = numbers
  for (const more of [rate, `${Math.round(seconds)} s`, site]) {
    const longer = `${words} · ${more}`
    if (more !== undefined && stringWidth(longer) <= room) words = longer
  }
  if (stringWidth(words) > room) return ''
  return hasBar ? `${bar}${words}` : words
}
