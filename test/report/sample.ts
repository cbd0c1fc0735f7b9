import type {Finding, Fingerprint} from '../../src/findings/finding.ts'
import type {CheckedLink, Inspection} from '../../src/findings/inspection.ts'
import type {Place} from '../../src/markdown/place.ts'
import type {Verdict} from '../../src/verdict/verdict.ts'

/** A list with one of everything. */
export const text = `# Ants

- [Army](https://alive.example/army) - Marches.
- [Bee](https://bee.example): Hums.
- [蜜蜂 🐝](https://gone.example/) - Hides.
- [Fire](https://moved.example/) - Stings
- [Slow](https://slow.example/) - Sleeps.
`

/** The place of a piece of the text. */
export function placeOf(piece: string, whole = text): Place {
  const point = (offset: number): Place['start'] => {
    const before = whole.slice(0, offset).split('\n')
    return {line: before.length, column: (before.at(-1)?.length ?? 0) + 1, offset}
  }
  const offset = whole.indexOf(piece)
  return {start: point(offset), end: point(offset + piece.length)}
}

/** A finding at a piece of the text. */
export const finding = (rule: string, piece: string, message: string, more: Partial<Finding> = {}): Finding => ({
  rule,
  severity: 'error',
  message,
  path: 'readme.md',
  place: placeOf(piece),
  anchor: placeOf(piece),
  expected: [],
  other: undefined,
  subject: {name: piece, key: piece},
  fingerprint: `${rule}-1` as Fingerprint,
  ...more,
})

const link = (url: string, verdict: Verdict): CheckedLink => ({
  url,
  verdict,
  occurrences: [{path: 'readme.md', place: placeOf(url)}],
})

/** What there would be to tell of it. */
export const inspection: Inspection = {
  paths: ['readme.md', 'more.md'],
  findings: [
    finding('dead-link', 'https://gone.example/', 'This link is dead: the server answers `404 Not Found`'),
    finding('entry-separator', ': ', 'Unexpected `: ` after the link, expected ` - ` as in the rest of the list', {
      place: placeOf(': '),
      severity: 'warning',
      expected: [' - '],
    }),
    finding('moved-link', 'https://moved.example/', 'This page has moved for good', {
      severity: 'warning',
      expected: ['https://moved.example/new'],
      other: placeOf('Army'),
    }),
    finding('entry-punctuation', 'Stings', 'Expected a final stop as in the rest of the list', {
      place: {start: placeOf('Stings').end, end: placeOf('Stings').end},
      expected: ['.'],
    }),
    finding('no-duplicate-url', '- [Slow](https://slow.example/) - Sleeps.\n', 'This link is in the list already', {
      expected: [''],
    }),
  ],
  links: [
    link('https://alive.example/army', {kind: 'alive', reason: 'answers', status: 200, finalUrl: 'https://alive.example/army'}),
    link('https://gone.example/', {kind: 'dead', reason: 'not-found', status: 404}),
    link('https://moved.example/', {
      kind: 'moved',
      reason: 'permanent-redirect',
      status: 301,
      finalUrl: 'https://moved.example/new',
    }),
    link('https://slow.example/', {kind: 'unverified', reason: 'timeout', status: undefined, detail: 'no answer'}),
  ],
  notes: ['Only the first 300 of 301 new links were checked.'],
}
