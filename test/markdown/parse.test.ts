import fc from 'fast-check'
import type {Root} from 'mdast'
import {fromMarkdown} from 'mdast-util-from-markdown'
import {frontmatterFromMarkdown} from 'mdast-util-frontmatter'
import {gfmFromMarkdown} from 'mdast-util-gfm'
import {frontmatter} from 'micromark-extension-frontmatter'
import {gfm} from 'micromark-extension-gfm'
import {expect, test} from 'vitest'
import {parseMarkdown} from '../../src/markdown/parse.ts'
import {cutsOf} from '../../src/markdown/parse-cuts.ts'
import {markdownTexts} from './markdown-texts.ts'

const whole = (text: string): Root =>
  fromMarkdown(text, {extensions: [gfm(), frontmatter()], mdastExtensions: [gfmFromMarkdown(), frontmatterFromMarkdown()]})

test('a text parsed by section is the very tree of the whole', () => {
  fc.assert(
    fc.property(markdownTexts(14), text => {
      expect(parseMarkdown(text)).toStrictEqual(whole(text))
    }),
    {numRuns: 600},
  )
})

test('two versions share the sections that stand at the same place in both, and each has the others where they are', () => {
  const [above, below] = ['# A\n\n- [x](https://x.example) and *y*\n\n', '# B\n\n> *text*\n\n# C\n\n- z\n']
  const before = parseMarkdown(`${above}${below}`)
  const after = parseMarkdown(`${above}# New\n\n${below}`)
  expect(after.children[1]).toBe(before.children[1])
  expect(after).toStrictEqual(whole(`${above}# New\n\n${below}`))
  expect(before).toStrictEqual(whole(`${above}${below}`))
})

test('a definition that moves into another section is found there', () => {
  const section = '# A\n\n[ref] and [^note]\n\n'
  for (const text of [section, `${section}# B\n\n[ref]: x\n`, `${section}# B\n\n[^note]: x\n`, `# B\n\n[ref]: x\n\n${section}`]) {
    expect(parseMarkdown(text)).toStrictEqual(whole(text))
  }
})

test.each([
  ['every heading at column 0', '# A\ntext\n## B\n- item\n# C\n', [9, 21]],
  ['not in a fence', '# A\n```\n# no\n```\n# B\n', [17]],
  ['not in a fence that is never closed', '# A\n```\n# no\n', []],
  ['after a closed fence of an item', '- a\n  ```\n  # no\n  ```\n# B\n', [23]],
  ['no more after a fence that may be that of an item', '- a\n  ```\n# B\n# C\n', []],
  ['not in a comment', '<!--\n# no\n-->\n# B\n', [14]],
  ['not in HTML', '<div>\n# no\n\n# B\n', [12]],
  ['not in front matter', '---\n# no\n---\n# B\n', [13]],
  ['with CRLF', '# A\r\n\r\n# B\r\n', [7]],
])('cuts %s', (_, text, cuts) => {
  expect(cutsOf(text)).toEqual(cuts)
})

test.each([
  ['brackets', ']'.repeat(20_000)],
  ['quotes', '>'.repeat(20_000)],
  ['items in items', '- '.repeat(20_000)],
  ['numbers in numbers', '1. '.repeat(20_000)],
  ['deeper items', Array.from({length: 300}, (_, depth) => `${' '.repeat(2 * depth)}- x\n`).join('')],
  ['underlines', 'a\n=\n'.repeat(20_000)],
  ['emphasis in emphasis', '*a **b '.repeat(8_000) + ' b** a*'.repeat(8_000)],
  ['emphasis over lines', '*a **b\n'.repeat(8_000) + 'b** a*\n'.repeat(8_000)],
])('a section of nothing but %s is not looked into, and costs no time', (_, costly) => {
  const start = performance.now()
  const text = `# A\n\n[x](https://x.example)\n\n# B\n${costly}\n# C\n`
  const {children} = parseMarkdown(text)
  expect(performance.now() - start).toBeLessThan(2_000)
  expect(children.map(({type}) => type)).toEqual(['heading', 'paragraph', 'code', 'heading'])
  expect(children.at(-1)?.position?.start.offset).toBe(text.length - '# C\n'.length)
})
