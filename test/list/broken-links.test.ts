import {VFile} from 'vfile'
import {expect, test} from 'vitest'
import {brokenLinks} from '../../src/list/broken-links.ts'
import {proseOf} from '../../src/list/prose.ts'
import {parseMarkdown} from '../../src/markdown/parse.ts'

/** A line with the one fix that is offered; undefined where there is none, the kind where nobody knows it. */
function mended(line: string): string | undefined {
  const [prose] = proseOf(parseMarkdown(line), new VFile(line))
  const [link] = prose === undefined ? [] : brokenLinks(prose)
  if (prose === undefined || link === undefined) return undefined
  if (link.expected === undefined) return link.kind
  return line.slice(0, prose.start) + prose.text.slice(0, link.start) + link.expected + prose.text.slice(link.end)
}

test.each([
  ['- [a] (https://b.example) - c', '- [a](https://b.example) - c'],
  ['- [a]-(https://b.example/c_(d)) e', '- [a](https://b.example/c_(d)) e'],
  ['- **[a][https://b.example/c]** - d', '- **[a](https://b.example/c)** - d'],
  ['- (a)[https://b.example/c] d', '- [a](https://b.example/c) d'],
  ['- [a]（https://b.example）c', '- [a](https://b.example)c'],
  ['- [a]https://b.example/c) - d', '- [a](https://b.example/c) - d'],
  ['- a b](https://b.example/c) - d', '- [a b](https://b.example/c) - d'],
  ['- [a(https://b.example/c) - d', '- [a](https://b.example/c) - d'],
  ['- [a)(https://b.example/c) - d', '- [a](https://b.example/c) - d'],
  ['- [a](https://b.example/c', '- [a](https://b.example/c)'],
  ['- [a](https://b.example/c - d (e)', '- [a](https://b.example/c) - d (e)'],
  ['- [a](https://b.example/c_(d) - e', '- [a](https://b.example/c_(d)) - e'],
  ['- [a](https://b.example/ c) - d', '- [a](https://b.example/c) - d'],
])('%s is mended', (line, right) => {
  expect(mended(line)).toBe(right)
  expect(mended(right)).toBeUndefined()
})

test('where a blank stands in an address nobody knows whether it is one too many', () => {
  expect(mended('- [a](https://b.example/c d) - e')).toBe('blank')
})

test.each([
  '- [a](https://b.example) [b] - c',
  '- [a](https://b.example/(c)) - d (https://e.example)',
  '- `[a] (https://b.example)`',
  '- [a](https://b.example "c d") - e',
  '- [ ] [a](https://b.example)',
  '- see [a] or (b) https://c.example',
])('%s is left alone', line => {
  expect(mended(line)).toBeUndefined()
})
