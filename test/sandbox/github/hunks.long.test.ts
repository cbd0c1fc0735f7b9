import {structuredPatch} from 'diff'
import fc from 'fast-check'
import {expect, test} from 'vitest'
import {hunkOf, moveLine, readHunks} from './hunks.ts'

const texts = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), {minLength: 1, maxLength: 40})

/** A patch with three lines of context, as git writes it. */
const patchOf = (before: readonly string[], after: readonly string[]): string =>
  structuredPatch('a', 'b', `${before.join('\n')}\n`, `${after.join('\n')}\n`, '', '', {context: 3})
    .hunks.flatMap(({oldStart, oldLines, newStart, newLines, lines}) => [
      `@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`,
      ...lines,
    ])
    .join('\n')

test('every line of a patch has its number in the file that it is of', () => {
  fc.assert(
    fc.property(texts, texts, (before, after) => {
      for (const {lines} of readHunks(patchOf(before, after))) {
        for (const {left, right, text} of lines) {
          if (left !== undefined) expect(before[left - 1]).toBe(text)
          if (right !== undefined) expect(after[right - 1]).toBe(text)
        }
      }
    }),
  )
})

test('a line moves to where its text is, and lines keep their order; a line that is gone moves nowhere', () => {
  fc.assert(
    fc.property(texts, texts, (before, after) => {
      const hunks = readHunks(patchOf(before, after))
      const gone = hunks.flatMap(({lines}) => lines.filter(({kind}) => kind === '-').map(({left}) => left))
      const moved = before.map((_, index) => moveLine(hunks, index + 1))
      expect(moved.flatMap((to, index) => (to === undefined ? [index + 1] : []))).toEqual(gone)
      const kept = moved.filter(to => to !== undefined)
      expect(kept).toEqual(kept.toSorted((a, b) => a - b))
      for (const [index, to] of moved.entries()) if (to !== undefined) expect(after[to - 1]).toBe(before[index])
    }),
  )
})

test('a line that no hunk shows has none', () => {
  const lines = Array.from({length: 20}, (_, index) => `${index + 1}`)
  const hunks = readHunks(patchOf(lines, [...lines, 'new']))
  expect(hunkOf(hunks, 'RIGHT', 21)?.header).toBe('@@ -18,3 +18,4 @@')
  expect(hunkOf(hunks, 'RIGHT', 18)).toBe(hunks[0])
  expect(hunkOf(hunks, 'RIGHT', 17)).toBeUndefined()
  expect(hunkOf(hunks, 'LEFT', 21)).toBeUndefined()
})
