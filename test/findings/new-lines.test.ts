import fc from 'fast-check'
import {expect, test} from 'vitest'
import {linesOf} from '../../src/findings/lines.ts'
import {newLines} from '../../src/findings/new-lines.ts'

/** The lines that a change wrote. */
function written(base: string, head: string, added: readonly number[] = []): readonly string[] {
  const hunks = added.length === 0 ? [] : [{lines: {start: 1, end: linesOf(head).length}, added, deletedAfter: []}]
  const isNew = newLines(base, head, hunks)
  return linesOf(head).flatMap((line, index) => (isNew(index + 1) ? [`${index + 1} ${line.trim()}`] : []))
}

const base = '# A\n\n- one\n- two\n- three\n\n| a | b |\n| --- | --- |\n| c | d |\n'

test.each([
  ['moved', '# A\n\n- two\n- three\n- one\n\n| a | b |\n| --- | --- |\n| c | d |\n', []],
  ['indented, under another bullet', base.replace('- two\n- three', '  * two\n    1. three'), []],
  ['padded anew', base.replace('| a | b |\n| --- | --- |\n| c | d |', '| a   | b |\n| :---- | - |\n|c|d|'), ['8 | :---- | - |']],
  ['with Windows line ends', base.replaceAll('\n', '\r\n'), []],
  ['at the end without a line end', `${base.trimEnd()}\n- new`, ['10 - new']],
  ['copied', `${base}- one\n`, ['10 - one']],
  ['moved and copied', '# A\n\n- two\n- one\n- three\n- one\n\n| a | b |\n| --- | --- |\n| c | d |\n', ['6 - one']],
  ['changed', base.replace('two', 'zwei'), ['4 - zwei']],
  ['taken away', base.replace('- two\n', ''), []],
])('a line is new only if the change wrote it: %s', (_, head, expected) => {
  expect(written(base, head)).toEqual(expected)
})

test('what GitHub shows as added counts, less what was only moved', () => {
  expect(written('a\nb\nc\n', 'c\na\nb\nx\n', [1, 4])).toEqual(['4 x'])
  expect(written('a\nb\n', 'a\na\nb\n', [1])).toEqual(['1 a'])
})

test('of a new file every line is new', () => {
  const isNew = newLines(undefined, 'a\n\na\n', [])
  expect([1, 2, 3].map(isNew)).toEqual([true, true, true])
})

test('any order of any lines writes none, and any lines put in between are all that is written', () => {
  const line = fc.constantFrom('- a', '- b', '- c', '## D', 'e | f', '', '  - a').map(text => `${text}\n`)
  fc.assert(
    fc.property(fc.array(line, {maxLength: 12}), fc.nat(12), fc.nat(12), fc.nat(12), (lines, from, to, at) => {
      const moved = lines.toSpliced(from, 1).toSpliced(to, 0, ...lines.slice(from, from + 1))
      expect(written(lines.join(''), moved.join(''))).toEqual([])
      const grown = moved.toSpliced(at, 0, '- new\n')
      expect(written(lines.join(''), grown.join(''))).toEqual([`${grown.indexOf('- new\n') + 1} - new`])
    }),
    {numRuns: 500},
  )
})

test('a text of many lines that are all alike, or all different, is compared in no time', () => {
  const {user} = process.cpuUsage()
  expect(written('x\n'.repeat(50_000), `${'x\n'.repeat(50_000)}y\n`)).toEqual(['50001 y'])
  const many = Array.from({length: 50_000}, (_, n) => `${n}\n`)
  expect(written(many.join(''), many.toReversed().join(''))).toEqual([])
  expect((process.cpuUsage().user - user) / 1000).toBeLessThan(3000)
})
