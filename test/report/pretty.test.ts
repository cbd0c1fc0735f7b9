import picocolors from 'picocolors'
import {expect, test} from 'vitest'
import type {Finding} from '../../src/findings/finding.ts'
import {pretty} from '../../src/report/pretty.ts'
import {finding, inspection, placeOf, text} from './sample.ts'

const plain = {colors: picocolors.createColors(false), columns: 80}
const texts = new Map([['readme.md', text]])
const nothing = {paths: ['readme.md'], findings: [], links: [], notes: []}

test('a finding shows where it is, the entry, a mark under the place and the fix; links are counted, doubts folded', () => {
  expect(pretty(inspection, texts, plain)).toMatchInlineSnapshot(`
    "readme.md:4:29 warning entry-separator
      Unexpected \`: \` after the link, expected \` - \` as in the rest of the list
      4 │ - [Bee](https://bee.example): Hums.
        │                             ~~ → \` - \`

    readme.md:5:11 error dead-link
      This link is dead: the server answers \`404 Not Found\`
      5 │ - [蜜蜂 🐝](https://gone.example/) - Hides.
        │             ~~~~~~~~~~~~~~~~~~~~~

    readme.md:6:10 warning moved-link
      This page has moved for good
      6 │ - [Fire](https://moved.example/) - Stings
        │          ~~~~~~~~~~~~~~~~~~~~~~ → \`https://moved.example/new\`
      See also readme.md:3:4

    readme.md:6:42 error entry-punctuation
      Expected a final stop as in the rest of the list
      6 │ - [Fire](https://moved.example/) - Stings
        │                                          ^ → add \`.\`

    readme.md:7:1 error no-duplicate-url
      This link is in the list already
      7 │ - [Slow](https://slow.example/) - Sleeps.
        │ ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ → delete this line

    1 link could not be verified (not a problem):
      the server did not answer in time
        https://slow.example/  readme.md:7:10

    Only the first 300 of 301 new links were checked.
    3 errors, 2 warnings in 2 files
    4 links: 1 alive, 1 moved, 1 dead, 1 unverified
    "
  `)
})

test('a clean run is one line', () => {
  expect(pretty(nothing, texts, plain)).toBe('No problems in 1 file\n')
})

test('nothing but warnings is not told as an error', () => {
  const warning = finding('toc', '# Ants', 'The contents lack `Ants`', {severity: 'warning'})
  expect(pretty({...nothing, findings: [warning]}, texts, plain)).toMatch(/\n1 warning in 1 file\n$/)
})

test('a fix of several lines stands below the mark', () => {
  const place = {start: placeOf('- [Bee]').start, end: placeOf('Hides.').end}
  const several = finding('alphabetical', '- [Bee]', 'Out of order', {
    place,
    expected: ['- [A](https://a.example)\n- [B](https://b.example)\n'],
  })
  expect(pretty({...nothing, findings: [several]}, texts, plain)).toMatchInlineSnapshot(`
    "readme.md:4:1 error alphabetical
      Out of order
      4 │ - [Bee](https://bee.example): Hums.
        │ ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ to line 5
        │ → - [A](https://a.example)
        │   - [B](https://b.example)

    1 error in 1 file
    "
  `)
})

const told = (piece: string, place: Finding['place'], ...expected: readonly string[]): string => {
  const report = pretty({...nothing, findings: [finding('style', piece, 'Odd', {place, expected})]}, texts, plain)
  return report.split('\n').slice(2, -3).join('\n')
}

test('lines that are put in stand where they will be, above the line or below it', () => {
  const [before, after] = [placeOf('- [Bee]').start, placeOf('Hums.').end]
  expect(told('- [Bee]', {start: before, end: before}, '- [Ape](https://ape.example) - Thinks.\n')).toBe(
    '    │ + - [Ape](https://ape.example) - Thinks.\n  4 │ - [Bee](https://bee.example): Hums.',
  )
  expect(told('Hums.', {start: after, end: after}, '\n- [Ape](https://ape.example)\n- [Cow](https://cow.example)')).toBe(
    '  4 │ - [Bee](https://bee.example): Hums.\n    │ + - [Ape](https://ape.example)\n    │ + - [Cow](https://cow.example)',
  )
})

test('what is put into a line is to be added; what is too long to stand beside the mark is shown in its line', () => {
  const {end} = placeOf('Hums')
  expect(told('Hums', {start: end, end}, ' loud')).toContain('^ → add ` loud`')
  const long = 'A description that goes on and on, so that nothing of it fits beside a mark.'
  expect(told('Hums.', placeOf('Hums.'), long)).toBe(
    `  4 │ - [Bee](https://bee.example): Hums.
    │                               ~~~~~
    │ → - [Bee](https://bee.example): A description that goes on and on, so tha…`,
  )
})

test('what is deleted is named: a piece, a line, several lines', () => {
  expect(told(': ', placeOf(': '), '')).toContain('~~ → delete this')
  const {start} = placeOf('- [Bee]')
  expect(told('- [Bee]', {start, end: placeOf('- [蜜蜂').start}, '')).toContain('~ → delete this line')
  expect(told('- [Bee]', {start, end: placeOf('- [Fire]').start}, '')).toContain('~ to line 5 → delete these lines')
})

test('a line is cut so that its mark and the words beside it fit', () => {
  for (const columns of [40, 60, 80, 120]) {
    const place = {start: placeOf('Stings').end, end: placeOf('Stings').end}
    const report = pretty({...nothing, findings: [finding('a', 'Stings', 'Odd', {place, expected: ['.']})]}, texts, {
      ...plain,
      columns,
    })
    for (const line of report.split('\n').slice(2, 4)) expect(line.length).toBeLessThanOrEqual(columns)
    expect(report).toContain('^ → add `.`')
  }
})

test('what was fixed is counted', () => {
  expect(pretty(nothing, texts, plain, {fixed: 3})).toBe('3 problems fixed\nNo problems in 1 file\n')
})

test('a finding in a file that is not at hand is told without its line', () => {
  expect(pretty({...nothing, findings: [finding('toc', '# Ants', 'Odd')]}, new Map(), plain)).toMatch(
    /^readme\.md:1:1 error toc\n {2}Odd\n\n/,
  )
})

test('what is suggested is said below, and is no fix', () => {
  const suggested = {place: placeOf(' - Stings'), text: ' - Bites\u001B[31m.'}
  const one = finding('entry-description', '[Fire](https://moved.example/)', 'Unexpected entry', {suggested})
  const shown = pretty({...nothing, findings: [one]}, texts, plain)
  expect(shown).toContain('\n  Perhaps: add ` - Bites')
  expect(shown).not.toContain('\u001B')
  expect(shown).not.toContain('→')
})

test('three links of a reason are shown, the others counted', () => {
  const verdict = {kind: 'unverified', reason: 'timeout', status: undefined, detail: ''} as const
  const links = Array.from({length: 5}, (_, index) => ({url: `https://slow.example/${index}`, verdict, occurrences: []}))
  const report = pretty({...nothing, links}, texts, plain)
  expect(report).toContain('https://slow.example/2')
  expect(report).not.toContain('https://slow.example/3')
  expect(report).toContain('    and 2 others\n')
})

test('who asks for it sees every link that is doubtful or left out, with all its places', () => {
  const at = (piece: string) => ({path: 'readme.md', place: placeOf(piece)})
  const slow = {kind: 'unverified', reason: 'timeout', status: undefined, detail: ''} as const
  const links = [
    ...Array.from({length: 5}, (_, index) => ({
      url: `https://slow.example/${index}`,
      verdict: slow,
      occurrences: [at('Army'), at('Bee')],
    })),
    {url: 'https://img.shields.io/x', verdict: {kind: 'ignored', reason: 'badge'} as const, occurrences: [at('Fire')]},
  ]
  const report = pretty({...nothing, links}, texts, plain, {verbose: true})
  expect(report).toContain('    https://slow.example/4  readme.md:3:4, readme.md:4:4\n')
  expect(report).toContain(
    '1 link left out:\n  it is a badge, which its service draws for whoever asks\n    https://img.shields.io/x  readme.md:6:4\n',
  )
  expect(pretty({...nothing, links}, texts, plain)).not.toContain('left out')
  expect(pretty({...nothing, links}, texts, plain)).toContain('6 links: 5 unverified, 1 ignored')
})

test('nothing of what others wrote can act on the terminal, with colours or without', () => {
  const evil = '\u001B]0;title\u0007\u009B2J\u202E'
  const hostile = {
    paths: [`${evil}.md`],
    findings: [finding(`rule${evil}`, 'Army', `Message ${evil}`, {path: `${evil}.md`, expected: [evil]})],
    links: [
      {
        url: `https://x.example/${evil}`,
        verdict: {kind: 'refused', reason: 'private-address', detail: evil} as const,
        occurrences: [],
      },
    ],
    notes: [evil],
  }
  const report = pretty(hostile, new Map([[`${evil}.md`, `${evil}\n\n- [Army] ${evil}`]]), plain)
  expect(report).not.toMatch(/[[\p{Cc}\p{Cf}]--[\n]]/v)
  expect(report).toContain('U+001B]0;titleU+0007U+009B2JU+202E')
})

test('colours are used where they are asked for', () => {
  expect(pretty(inspection, texts, {...plain, colors: picocolors.createColors(true)})).toContain('\u001B[31merror\u001B[39m')
})
