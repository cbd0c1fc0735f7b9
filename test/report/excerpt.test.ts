import fc from 'fast-check'
import stringWidth from 'string-width'
import {expect, test} from 'vitest'
import {excerpt} from '../../src/report/excerpt.ts'
import {printable} from '../../src/report/printable.ts'

/** The line, with a mark below it. */
const drawn = (line: string, from: number, to: number, room = 60): string => {
  const {text, indent, length} = excerpt(line, from, to, room)
  return `${text}\n${' '.repeat(indent)}${length === 0 ? '^' : '~'.repeat(length)}`
}

const mark = (line: string, piece: string, room?: number): string => {
  const from = line.indexOf(piece)
  return drawn(line, from, from + piece.length, room)
}

test('the mark stands under its place', () => {
  expect(mark('- [Bee](https://bee.example): Hums.', ': ')).toBe(
    '- [Bee](https://bee.example): Hums.\n                            ~~',
  )
})

test('wide characters and emoji take two cells, combining marks none', () => {
  expect(mark('- [蜜蜂](x): a', ': ')).toBe('- [蜜蜂](x): a\n           ~~')
  expect(mark('- 👩‍👩‍👧‍👦🐝 x: a', 'x')).toBe('- 👩‍👩‍👧‍👦🐝 x: a\n       ~')
  expect(mark('- e\u0301e\u0301 x', 'x')).toBe('- e\u0301e\u0301 x\n     ~')
  expect(mark('- 蜜蜂 x', '蜜蜂')).toBe('- 蜜蜂 x\n  ~~~~')
})

test('a place between two characters is one caret, also at the end of the line', () => {
  expect(drawn('- [Bee](x)', 10, 10)).toBe('- [Bee](x)\n          ^')
  expect(drawn('', 0, 0)).toBe('\n^')
})

test('a long line is cut around the place, and says so', () => {
  const line = `${'before '.repeat(30)}HERE${' after'.repeat(30)}`
  const {text, indent, length} = excerpt(line, line.indexOf('HERE'), line.indexOf('HERE') + 4, 60)
  expect(text).toMatch(/^….*HERE after.*…$/)
  expect(text.slice(indent, indent + length)).toBe('HERE')
  expect(text.length).toBeLessThanOrEqual(62)
})

test('what could act on a terminal is shown as its code point', () => {
  expect(printable('a\u001B[31mred\u0007\u009B2J\u202Eb\tc')).toBe('aU+001B[31mredU+0007U+009B2JU+202Eb  c')
})

test('for any line and place: it fits, the mark is inside, nothing acts on the terminal', () => {
  const lines = fc.string({
    unit: fc.constantFrom('a', ' ', '蜂', '🐝', '\u0301', '\u001B', '\u202E', '\t', '👩‍👧', '-'),
    maxLength: 300,
  })
  fc.assert(
    fc.property(lines, fc.nat(600), fc.nat(600), fc.integer({min: 20, max: 120}), (line, a, b, room) => {
      const {text, indent, length} = excerpt(line, Math.min(a, b, line.length), Math.min(Math.max(a, b), line.length), room)
      expect(stringWidth(text)).toBeLessThanOrEqual(room + 2)
      expect(indent + length).toBeLessThanOrEqual(stringWidth(text))
      expect(text).not.toMatch(/[\p{Cc}\u202A-\u202E]/v)
    }),
  )
})

test('a line of ten megabytes is no more work than a short one', () => {
  const line = 'a'.repeat(10_000_000)
  const {user} = process.cpuUsage()
  excerpt(line, 5_000_000, 5_000_010, 80)
  expect((process.cpuUsage().user - user) / 1000).toBeLessThan(500)
})
