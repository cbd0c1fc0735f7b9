import {expect, test} from 'vitest'
import {cut, read} from './read.ts'

/** An entry as its parts: name, separator, description. */
const parts = (line: string) => {
  const [entry] = read(`${line}\n`).list.entries
  return entry && [entry.name, entry.separator?.text, entry.description?.text]
}

test.each([
  ['- [Ant](https://a.example) - Builds.', ['Ant', ' - ', 'Builds.']],
  ['- [Ant](https://a.example)', ['Ant', undefined, undefined]],
  ['- [[Ant](https://a.example)] - Builds.', ['Ant', ' - ', 'Builds.']],
  ['- [o/ant](https://a.example) [[ant](https://c.example)] - Builds.', ['o/ant', ' - ', 'Builds.']],
  ['- **[Ant](https://a.example)** — Builds.', ['Ant', ' — ', 'Builds.']],
  ['- 🐜 [Ant](https://a.example) - Builds.', ['Ant', ' - ', 'Builds.']],
  ['- :ant: [Ant](https://a.example) :zap: - Builds.', ['Ant', ' - ', 'Builds.']],
  ['- [![logo](l.png)](https://a.example) [Ant](https://a.example) - Builds.', ['Ant', ' - ', 'Builds.']],
  ['- [Ant](https://a.example) ![stars](s.svg) - Builds.', ['Ant', ' - ', 'Builds.']],
  ['- [Ant](https://a.example) `⚠` - Builds.', ['Ant', ' - ', 'Builds.']],
  ['- [Ant](https://a.example) (old) - Builds.', ['Ant', ' - ', 'Builds.']],
  ['- [Ant](https://a.example) [177⭐] - Builds.', ['Ant', ' - ', 'Builds.']],
  ['- [Ant](https://a.example) [Old] hills', ['Ant', undefined, '[Old] hills']],
  ['- [Ant](https://a.example) by @ada – Builds.', ['Ant', ' – ', 'Builds.']],
  ['- [Ant](https://a.example) _In Chinese_ – Builds.', ['Ant', ' – ', 'Builds.']],
  ['- [Ant](https://a.example) / [Bee](https://b.example) - Small.', ['Ant', ' - ', 'Small.']],
  ['- [Ant](https://a.example): Builds.', ['Ant', ': ', 'Builds.']],
  ['- [Ant](https://a.example) - Builds. - [(Video)](https://v.example)', ['Ant', ' - ', 'Builds.']],
  ['- [Ant](https://a.example) - Builds. [(Video)](https://v.example)', ['Ant', ' - ', 'Builds.']],
  [
    '- [Ant](https://a.example) - Builds. ([Source](https://s.example), [Demo](https://d.example)) `MIT` `Go`',
    ['Ant', ' - ', 'Builds.'],
  ],
  ['- [Ant](https://a.example) - Builds. [MIT]', ['Ant', ' - ', 'Builds.']],
  ['- [Ant](https://a.example) - Builds. *(archived)*', ['Ant', ' - ', 'Builds.']],
  ['- [Ant](https://a.example) - Runs `ant`', ['Ant', ' - ', 'Runs `ant`']],
  ['- [Ant](https://a.example) Builds hills.', ['Ant', ' ', 'Builds hills.']],
  ['- [Ant](https://a.example) is small.', ['Ant', undefined, 'is small.']],
  ['- [Ant](https://a.example)-builder', ['Ant', undefined, '-builder']],
  ['- [Ant](https://a.example/x_(y)) - Builds - and carries.', ['Ant', ' - ', 'Builds - and carries.']],
  ['- <https://a.example> - Builds.', ['https://a.example', ' - ', 'Builds.']],
  ['1. [Ant](https://a.example) - Builds.', ['Ant', ' - ', 'Builds.']],
  ['- [ ] [Ant](https://a.example) - Builds.', ['Ant', ' - ', 'Builds.']],
])('%s', (line, expected) => {
  expect(parts(line)).toEqual(expected)
})

test.each([
  '- Text with a [link](https://a.example) - more.',
  '- **Ada Lovelace** - GitHub: [ada](https://github.com/ada)',
  '-',
  '- ![image](i.png)',
  '- [Contents](#contents)',
  '-[Ant](https://a.example) - Builds.',
  '* * [x](',
])('no entry: %s', line => {
  expect(read(`${line}\n`).list.entries).toEqual([])
})

test('sections about the list itself hold no entries, and those below them neither', () => {
  const item = '- [Ant](https://a.example) - Builds.\n'
  const {list} = read(`# L\n## Ants\n${item}## Contributing\n${item}### How\n${item}## License\n${item}## Other\n${item}`)
  expect(list.entries.map(({section}) => list.sections[section]?.title)).toEqual(['Ants', 'Other'])
})

test('places are exact, in UTF-16 units, with CRLF and behind emoji', () => {
  const text = '# 🐜\r\n\r\n- 🐜 [Ant](https://a.example) - Bu🐜lds.\r\n  - [Fire](https://f.example "t") – Burns.\r\n'
  const {entries, links} = read(text).list
  expect(
    entries.map(entry => [
      cut(text, entry.separator?.place),
      cut(text, entry.description?.place),
      cut(text, entry.link.urlPlace),
    ]),
  ).toEqual([
    [' - ', 'Bu🐜lds.', 'https://a.example'],
    [' – ', 'Burns.', 'https://f.example'],
  ])
  expect(
    entries.map(({place, whole, depth, children}) => [
      cut(text, place)?.length,
      cut(text, whole)?.includes('Burns'),
      depth,
      children,
    ]),
  ).toEqual([
    ['- 🐜 [Ant](https://a.example) - Bu🐜lds.'.length, true, 0, 1],
    ['- [Fire](https://f.example "t") – Burns.'.length, true, 1, 0],
  ])
  expect(entries[0]?.separator?.place.start).toEqual({line: 3, column: 30, offset: 37})
  expect(links).toHaveLength(2)
})

test('a description may be in the next paragraph', () => {
  expect(parts('- [Ant](https://a.example)\n\n  Builds.')).toEqual(['Ant', undefined, 'Builds.'])
})

test('rows of tables are entries: the link of the first cell, or of the second after a number', () => {
  const text =
    '| # | Name | What |\n|---|---|---|\n| 1 | [Ant](https://a.example) | Builds |\n| x | [Bee](https://b.example) | Hums |\n| [Wasp](https://w.example) | | |\n'
  expect(read(text).list.entries.map(({form, name, description}) => [form, name, description?.text])).toEqual([
    ['row', 'Ant', 'Builds'],
    ['row', 'Wasp', undefined],
  ])
})

test('a reference is an entry with the address of its definition', () => {
  const [entry] = read('- [Ant][a] - Builds.\n\n[a]: https://a.example\n').list.entries
  expect([entry?.link.url, entry?.link.urlPlace]).toEqual(['https://a.example', undefined])
})

test.each([
  ['- [Ant](https://a.example) - Builds. [(Video)](https://v.example)', ['[(Video)](https://v.example)']],
  [
    '- [Ant](https://a.example) - Builds. ([Source](https://s.example), [Demo](https://d.example)) `MIT` `Go`',
    ['([Source](https://s.example), [Demo](https://d.example))', '`MIT` `Go`'],
  ],
  ['- [Ant](https://a.example) - Builds. [[MIT]](https://m.example) ![x](y.svg)', ['[[MIT]](https://m.example)', '![x](y.svg)']],
  ['- [Ant](https://a.example) - Builds. [MIT]', ['[MIT]']],
  ['- [Ant](https://a.example) - Builds, see [the docs](https://d.example)', []],
  ['- [Ant](https://a.example) `MIT`', []],
])('what stands behind the description is its suffixes: %s', (line, suffixes) => {
  const [entry] = read(`${line}\n`).list.entries
  expect(entry?.suffixes.map(({text}) => text)).toEqual(suffixes)
  expect(entry?.suffixes.map(({place}) => cut(line, place))).toEqual(suffixes)
})

test('the mask of a description is as long as it, wherever it stands', () => {
  const text =
    '- [Ant](https://a.example) - Runs `ant` [here](https://h.example).\n- [Bee](https://b.example)\n\n  Hums *all* day.\n\n| a | b |\n| - | - |\n| [Wasp](https://w.example) | Stings `x` |\n'
  for (const {description, namePlace, name} of read(text).list.entries) {
    expect(description?.masked).toHaveLength(description?.text.length ?? -1)
    expect(description?.masked).toMatch(/^\w+ [\uE003\uE005]/)
    expect(cut(text, namePlace)).toBe(name)
  }
})

test('a table may name its entries in the first column and link them in another one', () => {
  const text =
    '| Name | What | Links |\n|---|---|---|\n| Ant | Builds | [site](https://a.example), [code](https://c.example) |\n| Bee | Hums | [site](https://b.example) |\n| Wasp | Stings | [site](https://w.example) |\n| Moth | Flies | - |\n'
  const rows = read(`${text}| Fly | Buzzes | [site](https://f.example) |\n`).list.entries
  expect(rows.map(({name, description, link}) => [name, description?.text, link.url])).toEqual([
    ['Ant', 'Builds', 'https://a.example'],
    ['Bee', 'Hums', 'https://b.example'],
    ['Wasp', 'Stings', 'https://w.example'],
    ['Fly', 'Buzzes', 'https://f.example'],
  ])
})

test('entries side by side are one group, those below an entry or in another list are not', () => {
  const text =
    '- [A](https://a.example)\n  - [B](https://b.example)\n  - [C](https://c.example)\n- [D](https://d.example)\n\n# H\n\n- [E](https://e.example)\n\n| N |\n|---|\n| [F](https://f.example) |\n'
  const {entries} = read(text).list
  const groups = Map.groupBy(entries, ({group}) => group)
  expect([...groups.values()].map(group => group.map(({name}) => name).join(''))).toEqual(['AD', 'BC', 'E', 'F'])
})

test.each([
  [
    'below groups that are plain text',
    '- Web\n  - [Ant](https://a.example) - Builds.\n- Desktop\n  - [Bee](https://b.example) - Hums.\n',
  ],
  [
    'below setext headings',
    'Ants\n====\n\n- [Ant](https://a.example) - Builds.\n\nBees\n----\n\n- [Bee](https://b.example) - Hums.\n',
  ],
  [
    'folded away',
    '<details>\n<summary>More</summary>\n\n- [Ant](https://a.example) - Builds.\n- [Bee](https://b.example) - Hums.\n\n</details>\n',
  ],
  ['with other bullets', '* [Ant](https://a.example) - Builds.\n\n+ [Bee](https://b.example) - Hums.\n'],
  [
    'after front matter and a comment',
    '---\ntitle: x\n---\n<!-- all -->\n- [Ant](https://a.example) - Builds.\n- [Bee](https://b.example) - Hums.\n',
  ],
  [
    'with a byte order mark and the line ends of Windows',
    '\uFEFF- [Ant](https://a.example) - Builds.\r\n- [Bee](https://b.example) - Hums.\r\n',
  ],
  ['right to left', '- [Ant](https://a.example) - نمل.\n- [Bee](https://b.example) - نحل.\n'],
  ['in Chinese', '- [Ant](https://a.example)：蚂蚁。\n- [Bee](https://b.example) —— 蜜蜂。\n'],
  [
    'behind a badge and an icon',
    '- ![new](n.svg) [Ant](https://a.example) - Builds.\n- <img src="b.png"> [Bee](https://b.example) - Hums.\n',
  ],
])('entries are found %s', (_, text) => {
  expect(read(text).list.entries.map(({link}) => link.url)).toEqual(['https://a.example', 'https://b.example'])
})
