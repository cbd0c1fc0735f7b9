import {VFile} from 'vfile'
import {expect, test} from 'vitest'
import {anyProseMask, proseOf} from '../../src/list/prose.ts'
import {parseMarkdown} from '../../src/markdown/parse.ts'

/** Masks as letters, so that a test can be read. */
const shown = (masked: string) => masked.replaceAll(/[\uE001-\uE008]/g, mask => 'LICHMX?EX'[mask.charCodeAt(0) - 0xe001] ?? '?')
const prose = (text: string) => proseOf(parseMarkdown(text), new VFile(text))

test('links, images, code, HTML and marks become one character a kind, as long as they are', () => {
  const text = 'A [b](https://c.example) ![d](e) `f` <b>g</b> *h* _i **j**_ k'
  const [only] = prose(text)
  expect(only?.text).toBe(text)
  expect(only?.masked).toHaveLength(text.length)
  expect(shown(only?.masked ?? '')).toBe(`A ${'L'.repeat(22)} IIIIIII CCC HHHgHHHH MhM Mi MMjMMM k`)
})

test('emoji, escapes and bare addresses are no words', () => {
  const [only] = prose('a 🐝 b :bee: c &amp; d \\_ e https://f.example/g h')
  expect(only?.masked.replaceAll(new RegExp(`[${anyProseMask}]+`, 'g'), '#')).toBe('a # b # c # d # e # h')
})

test('headings, items and cells are prose, code and HTML blocks are not', () => {
  const kinds = prose('# a\n\n- b\n\n| c |\n| - |\n| d |\n\n```\ne\n```\n\n<p>f</p>\n').map(({kind, text}) => `${kind} ${text}`)
  expect(kinds).toEqual(['heading a', 'paragraph b', 'cell c', 'cell d'])
})

test('a place in the mask is a place in the document', () => {
  const text = '# a\n\n- b [c](d) wrong\n'
  const [, item] = prose(text)
  expect(text.slice((item?.start ?? 0) + (item?.masked.indexOf('wrong') ?? 0)).startsWith('wrong')).toBe(true)
})

test('addresses that the parser finds late, without positions, change nothing', () => {
  const [item] = prose('- **[b][https://c.example/d]** - e (f)[https://g.example/h]\n')
  expect(item?.text).toBe('**[b][https://c.example/d]** - e (f)[https://g.example/h]')
  expect(shown(item?.masked ?? '')).toMatch(/^MM\[b\]\[L+\]?MM - e \(f\)\[L+\]?$/)
  expect(prose('## [b][https://c.example/d] e ##\n')[0]?.text).toBe('[b][https://c.example/d] e ##')
})
