import {expect, test} from 'vitest'
import type {Finding, Fingerprint} from '../../src/findings/finding.ts'
import {fixOf} from '../../src/findings/fix-of.ts'
import {withoutCrossing} from '../../src/findings/without-crossing.ts'
import type {Place} from '../../src/markdown/place.ts'

const place = (start: number, end: number): Place => ({
  start: {line: 1, column: start + 1, offset: start},
  end: {line: 1, column: end + 1, offset: end},
})

const finding = (what: Pick<Finding, 'place' | 'expected' | 'swap'>): Finding => ({
  rule: 'style',
  severity: 'warning',
  message: 'Wrong',
  path: 'readme.md',
  anchor: what.place,
  other: undefined,
  subject: {name: 'Ant', key: 'ant'},
  fingerprint: '0' as Fingerprint,
  ...what,
})

test('lines that change places keep what is between them', () => {
  const moved = finding({place: place(0, 1), expected: [], swap: {first: place(0, 1), second: place(3, 5)}})
  expect(fixOf(moved, 'a\r\nbc')).toEqual({place: place(0, 5), text: 'bc\r\na'})
})

test('one text is a fix, several are not', () => {
  expect(fixOf(finding({place: place(0, 1), expected: ['b']}), 'a')).toEqual({place: place(0, 1), text: 'b'})
  expect(fixOf(finding({place: place(0, 1), expected: ['b', 'c']}), 'a')).toBeUndefined()
})

test('a word that is put right comes before a move of its line', () => {
  const edit = (start: number, end: number, isMove: boolean) => {
    const swap = {first: place(start, start), second: place(end, end)}
    return {
      start,
      end,
      finding: finding({place: place(start, end), expected: isMove ? [] : ['x'], swap: isMove ? swap : undefined}),
    }
  }
  const [move, far, inside, beside] = [edit(10, 30, true), edit(40, 60, true), edit(12, 14, false), edit(2, 5, false)]
  expect(withoutCrossing([move, far, inside, beside])).toEqual([far, inside, beside])
  expect(withoutCrossing([move, far, beside])).toEqual([move, far, beside])
  expect(withoutCrossing([move, edit(2, 11, false)])).toHaveLength(1)
})
