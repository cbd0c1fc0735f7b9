import {expect, test} from 'vitest'
import {cut, read} from './read.ts'

const linksOf = (text: string) =>
  read(text).list.links.map(({url, urlPlace, place}) => [url, cut(text, urlPlace), cut(text, place)])

test.each([
  ['[a](https://a.example)', [['https://a.example', 'https://a.example', '[a](https://a.example)']]],
  [
    '[a]( <https://a.example/x y> "t")',
    [['https://a.example/x y', 'https://a.example/x y', '[a]( <https://a.example/x y> "t")']],
  ],
  ['[a](https://a.example/?a&amp;b)', [['https://a.example/?a&b', undefined, '[a](https://a.example/?a&amp;b)']]],
  ['[](https://a.example)', [['https://a.example', 'https://a.example', '[](https://a.example)']]],
  ['[a]()', [['', undefined, '[a]()']]],
  ['<https://a.example>', [['https://a.example', 'https://a.example', '<https://a.example>']]],
  ['https://a.example.', [['https://a.example', 'https://a.example', 'https://a.example']]],
  ['www.a.example', [['http://www.a.example', undefined, 'www.a.example']]],
  ['[a\\]b]: <https://a.example>', [['https://a.example', 'https://a.example', '[a\\]b]: <https://a.example>']]],
  [
    '<p><a class="x" href="https://a.example">a</a></p>',
    [['https://a.example', 'https://a.example', '<a class="x" href="https://a.example">']],
  ],
  ["x <a href='https://a.example'>a</a>", [['https://a.example', 'https://a.example', "<a href='https://a.example'>"]]],
  ['<a href="https://a.example?a&amp;b">a</a>', [['https://a.example?a&b', undefined, '<a href="https://a.example?a&amp;b">']]],
])('%s', (text, links) => {
  expect(linksOf(`${text}\n`)).toEqual(links)
})

test('code, comments and images hold no links', () => {
  expect(
    linksOf(
      '`[a](https://a.example)`\n\n    https://b.example\n\n<!-- <a href="https://c.example">c</a> -->\n\n![d](https://d.example)\n',
    ),
  ).toEqual([])
})

test('an entry has its own link first, and every other one up to its nested items', () => {
  const text =
    '- [![i](i.png)](https://i.example) [Ant](https://a.example) - See [b](https://b.example).\n  - [c](https://c.example)\n'
  expect(read(text).list.entries.map(({links}) => links.map(({url}) => url))).toEqual([
    ['https://a.example', 'https://i.example', 'https://b.example'],
    ['https://c.example'],
  ])
})
