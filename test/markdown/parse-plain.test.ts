import fc from 'fast-check'
import {expect, test} from 'vitest'
import {parseBare} from '../../src/markdown/parse-bare.ts'
import {parsePlain} from '../../src/markdown/parse-plain.ts'

const nowhere = {definitions: [], footnotes: []}

/** What lists are made of, and what looks like it and is something else. */
const piece = fc.constantFrom(
  ...[
    'Ant',
    'snake_case',
    ' - ',
    ' ',
    '. ',
    'https://ant.example',
    'www.ant.example',
    'ada@ant.example',
    'by @ada',
    'A & B',
    '&amp;',
    'a < b',
    '<b>',
    '</b>',
    '<!-- c -->',
  ],
  ...[
    '[Ant](https://ant.example)',
    '[Ant](https://ant.example/a_(b))',
    '[Ant](<a b>)',
    '[Ant](a "t")',
    '[a_b](https://x.example/_*~)',
    '[Ant][ant]',
    '[ant]',
    '[ ] ',
    '[x] ',
    '[^1]',
    '[',
    ']',
    '](',
    ')',
  ],
  ...[
    '`code`',
    '``',
    '`',
    '` a `',
    '`[`',
    '**bold**',
    '_all of it_',
    '**[top](#ants)**',
    '***both***',
    '\u00A0',
    '*',
    '_',
    '__',
    '~~gone~~',
    '~',
    '\\',
    '\\[',
    '![Ant](a.png)',
    '!',
    '![',
    '🐜',
    '蟻',
    'é',
    '|',
    '#',
    '-',
    ':',
    '1. ',
    '> ',
    '=',
    ' #',
  ],
)
const words = fc.array(piece, {maxLength: 6}).map(pieces => pieces.join(''))
const line = fc
  .tuple(
    fc.constantFrom(
      '- ',
      '- ',
      '- ',
      '* ',
      '+ ',
      '',
      '## ',
      '# ',
      '-',
      '  - ',
      '- - ',
      '[ant]: ',
      '| ',
      '---',
      '```',
      '    ',
      '1. ',
    ),
    words,
  )
  .map(([mark, rest]) => mark + rest)
const cell = words.map(text => text.replaceAll('|', ''))
const row = (columns: number) =>
  fc
    .tuple(
      fc.array(cell, {minLength: columns, maxLength: columns}),
      fc.constantFrom('| ', '|', '|  '),
      fc.constantFrom(' |', '|', ''),
    )
    .map(([cells, start, end]) => start + cells.join(' | ') + end)
const table = fc
  .tuple(
    row(2),
    fc.constantFrom('|---|---|', '| :-- | :-: |', '--|--:', '---|---|'),
    fc.array(fc.oneof({weight: 9, arbitrary: row(2)}, row(3)), {maxLength: 4}),
  )
  .map(([head, delimiter, rows]) => [head, delimiter, ...rows].join('\n'))
const section = fc
  .array(fc.oneof({weight: 3, arbitrary: line}, {weight: 1, arbitrary: fc.constant('')}, {weight: 1, arbitrary: table}), {
    maxLength: 8,
  })
  .map(lines => lines.join('\n'))
const labels = fc.constantFrom([], ['ANT'])
const top = {lines: 0, characters: 0}

test('a section that is read line by line is the very same tree as by the parser proper', () => {
  let read = 0
  fc.assert(
    fc.property(section, labels, (text, definitions) => {
      const elsewhere = {definitions, footnotes: []}
      const plain = parsePlain({text, at: top}, elsewhere)
      if (plain === undefined) return
      read += 1
      const {tree} = parseBare(text, elsewhere)
      expect(JSON.parse(JSON.stringify(plain.tree))).toEqual(JSON.parse(JSON.stringify(tree)))
    }),
    {numRuns: 20_000},
  )
  // Else this promised nothing.
  expect(read).toBeGreaterThan(1_000)
})

test.each([
  [
    'items',
    '## Ants\n\n_All of them._\n\n- [Ant](https://ant.example) - Builds `hills`.\n- **[Bee](https://bee.example)** - Hums &amp; works.\n',
  ],
  ['an emoji first', '- 🐝 [Bee](https://bee.example) - Hums.\n'],
  ['no line at the end', 'Ants.'],
  ['a table', '## Ants\n\nName | What |\n|:---|---:|\n| [Ant](https://ant.example) | Builds `hills` |\n| **Bee** | |\n\nBees.\n'],
  ['a list of another bullet', '- Ants\n\nBees:\n\n* Wasps\n'],
])('read line by line: %s', (_, text) => {
  expect(parsePlain({text, at: top}, nowhere)?.tree).toEqual(parseBare(text, nowhere).tree)
})

test.each([
  ['nested items', '- Ants\n  - Fire ants\n'],
  ['a line that goes on', '- Ants\nBees\n'],
  ['blank lines between items', '- Ants\n\n- Bees\n'],
  ['two bullets', '- Ants\n* Bees\n'],
  ['a definition', '- [ant]: https://ant.example\n'],
  ['a table without bars before its rows', 'a | b\n--|--\n1 | 2\n'],
  ['a bar in a cell', '| a | b |\n|---|---|\n| `a\\|b` | c |\n'],
  ['a row that is too long', '| a | b |\n|---|---|\n| 1 | 2 | 3 |\n'],
  ['an underlined heading', 'Ants\n---\n'],
  ['code', '```\nAnts\n```\n'],
  ['other line endings', '- Ants\r\n- Bees\r\n'],
])('not read line by line: %s', (_, text) => {
  expect(parsePlain({text, at: top}, nowhere)).toBeUndefined()
})
