import fc from 'fast-check'
import {expect, test} from 'vitest'
import {linesOf} from '../../src/findings/lines.ts'
import {mergeIntoTip} from '../../src/findings/merge-into-tip.ts'

const text = (...lines: string[]) => lines.map(line => `${line}\n`).join('')
const old = text('a', 'b', 'c', 'd', 'e')

test('what others merged since and what the change brings stand together, each line with its place in head', () => {
  const merge = mergeIntoTip({
    mergeBase: old,
    tip: text('a', 'new at tip', 'b', 'c', 'd', 'e'),
    head: text('a', 'b', 'c', 'd', 'new in head'),
  })
  expect(merge.kind).toBe('merged')
  expect(merge.text).toBe(text('a', 'new at tip', 'b', 'c', 'd', 'new in head'))
  expect([1, 2, 3, 4, 5, 6].map(merge.headLine)).toEqual([1, undefined, 2, 3, 4, 5])
  expect([1, 2, 3, 4, 5, 6].map(merge.isNew)).toEqual([false, false, false, false, false, true])
})

test('a base branch that stands still makes head the result', () => {
  const merge = mergeIntoTip({mergeBase: old, tip: old, head: text('a')})
  expect(merge).toMatchObject({kind: 'merged', base: old, text: text('a')})
})

test('where both changed the same lines the merge base stands in for the tip', () => {
  const merge = mergeIntoTip({mergeBase: old, tip: `${old}x\n`, head: `${old}y\n`})
  expect(merge).toMatchObject({kind: 'conflict', base: old, text: `${old}y\n`})
  expect(merge.headLine(6)).toBe(6)
})

test('where both added the file nobody is blamed for the other half', () => {
  expect(mergeIntoTip({mergeBase: undefined, tip: 'x\n', head: 'x\ny\n'})).toMatchObject({
    kind: 'conflict',
    base: 'x\n',
    text: 'x\ny\n',
  })
  expect(mergeIntoTip({mergeBase: undefined, tip: undefined, head: 'x\n'})).toMatchObject({
    kind: 'merged',
    base: undefined,
    text: 'x\n',
  })
  expect(mergeIntoTip({mergeBase: 'x\n', tip: undefined, head: 'y\n'})).toMatchObject({
    kind: 'conflict',
    base: 'x\n',
    text: 'y\n',
  })
})

test('the same change on both sides is no conflict, and line ends stay as they are', () => {
  const both = 'a\r\nb\nz'
  expect(mergeIntoTip({mergeBase: 'a\r\nb\nc', tip: both, head: both}).text).toBe(both)
  const merge = mergeIntoTip({mergeBase: 'a\r\nb\nc\nd', tip: 'A\r\nb\nc\nd', head: 'a\r\nb\nc\n__proto__'})
  expect(merge.text).toBe('A\r\nb\nc\n__proto__')
})

test('the lines that GitHub shows as added are new; without its hunks, those that the merge base lacks', () => {
  const shown = mergeIntoTip({
    mergeBase: old,
    tip: old,
    head: `b\n${old}`,
    hunks: [{lines: {start: 1, end: 4}, added: [1], deletedAfter: []}],
  })
  expect([1, 2, 3].map(shown.isNew)).toEqual([true, false, false])
  const unseen = mergeIntoTip({mergeBase: old, tip: old, head: `b\nx\n${old}`})
  expect([1, 2, 3, 4].map(unseen.isNew)).toEqual([true, true, false, false])
})

test('any edits: a merge holds every line that only one side brought, and each known line is the one of head', () => {
  const lines = fc.array(fc.constantFrom('a', 'b', 'c', '', '- x', 'hasOwnProperty'), {maxLength: 12})
  const edits = fc.array(fc.record({at: fc.nat(12), remove: fc.nat(2), insert: fc.nat(2)}), {maxLength: 3})
  const edited = (base: readonly string[], changes: readonly {at: number; remove: number; insert: number}[], name: string) =>
    changes.reduce(
      (all, {at, remove, insert}, n) => all.toSpliced(at, remove, ...Array.from({length: insert}, (_, m) => `${name}${n}${m}`)),
      base,
    )
  fc.assert(
    fc.property(lines, edits, edits, (base, ours, theirs) => {
      const [mergeBase, tip, head] = [base, edited(base, ours, 'tip'), edited(base, theirs, 'head')].map(all => text(...all))
      if (mergeBase === undefined || tip === undefined || head === undefined) return
      const merge = mergeIntoTip({mergeBase, tip, head})
      const result = linesOf(merge.text)
      for (const [index, line] of result.entries()) {
        const there = merge.headLine(index + 1)
        if (there !== undefined) expect(linesOf(head)[there - 1]).toBe(line)
        else expect(linesOf(tip)).toContain(line)
      }
      const fromHead = result.flatMap((_, index) => merge.headLine(index + 1) ?? [])
      expect(fromHead).toEqual([...new Set(fromHead)].toSorted((one, other) => one - other))
      const brought = linesOf(head).filter(line => line.startsWith('head'))
      expect(result.filter(line => line.startsWith('head'))).toEqual(brought)
      if (merge.kind === 'merged') {
        expect(result.filter(line => line.startsWith('tip'))).toEqual(linesOf(tip).filter(line => line.startsWith('tip')))
      }
    }),
    {numRuns: 500},
  )
})

test('texts that were made to take for ever are a conflict at once', () => {
  const blanks = '\n'.repeat(60_000)
  expect(mergeIntoTip({mergeBase: `a\n${blanks}b\n`, tip: `x\n${blanks}y\n`, head: `a\nb\n${blanks}z\n`}).kind).toBe('conflict')
})
