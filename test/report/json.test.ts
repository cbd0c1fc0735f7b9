import {expect, test} from 'vitest'
import {jsonReport, jsonText} from '../../src/report/json.ts'
import {jsonSchema} from './json-schema.ts'
import {finding, inspection, placeOf} from './sample.ts'

test('has the shape that is promised', () => {
  expect(jsonSchema.parse(JSON.parse(jsonText(inspection)))).toEqual(jsonReport(inspection))
})

test('findings stand by file, from top to bottom, with their places', () => {
  const [readme, more] = jsonReport(inspection).files
  expect(readme?.findings.map(({rule, line, column, endLine, endColumn}) => [rule, line, column, endLine, endColumn])).toEqual([
    ['entry-separator', 4, 29, 4, 31],
    ['dead-link', 5, 11, 5, 32],
    ['moved-link', 6, 10, 6, 32],
    ['entry-punctuation', 6, 42, 6, 42],
    ['no-duplicate-url', 7, 1, 8, 1],
  ])
  expect(more).toEqual({path: 'more.md', findings: []})
})

test('links say where they stand; what is not known is null', () => {
  expect(
    jsonReport(inspection).links.map(({url, verdict, reason, status, finalUrl}) => [url, verdict, reason, status, finalUrl]),
  ).toEqual([
    ['https://alive.example/army', 'alive', 'answers', 200, 'https://alive.example/army'],
    ['https://gone.example/', 'dead', 'not-found', 404, null],
    ['https://moved.example/', 'moved', 'permanent-redirect', 301, 'https://moved.example/new'],
    ['https://slow.example/', 'unverified', 'timeout', null, null],
  ])
  expect(jsonReport(inspection).links[1]?.occurrences).toEqual([{path: 'readme.md', line: 5, column: 11, isImage: false}])
})

test('the summary counts', () => {
  expect(jsonReport(inspection).summary).toEqual({
    files: 2,
    errors: 3,
    warnings: 2,
    links: {alive: 1, moved: 1, dead: 1, invalid: 0, unverified: 1, refused: 0, ignored: 0},
    fixed: 0,
    notes: ['Only the first 300 of 301 new links were checked.'],
  })
})

test('a settings file with mistakes is a file like the others', () => {
  const mistake = finding('settings', 'Army', 'Unknown key', {path: '.github/listkeeper.yml'})
  expect(jsonReport({...inspection, findings: [mistake]}).files.map(({path}) => path)).toEqual([
    '.github/listkeeper.yml',
    'readme.md',
    'more.md',
  ])
})

test('where there is nothing there are empty arrays', () => {
  expect(JSON.parse(jsonText({paths: ['a.md'], findings: [], links: [], notes: []}))).toMatchObject({
    files: [{path: 'a.md', findings: []}],
    links: [],
  })
})

test('the text holds no character that acts on a terminal, and still says the very same', () => {
  const evil = '\u001B[2J\u009B2J\u202E\u2028\u200B'
  const report = jsonText({...inspection, notes: [evil]})
  expect(report).not.toMatch(/[[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]--[\n]]/v)
  expect(JSON.parse(report).summary.notes).toEqual([evil])
})

test('what is suggested stands beside what is a fix, with its own place', () => {
  const suggested = {place: {start: placeOf(' - Stings').start, end: placeOf(' - Stings').start}, text: ' - Bites.'}
  const one = finding('entry-description', '[Fire](https://moved.example/)', 'Unexpected entry', {suggested})
  const report = jsonReport({...inspection, findings: [one]})
  expect(report.files[0]?.findings[0]).toMatchObject({
    expected: [],
    suggested: {line: 6, column: 33, endLine: 6, endColumn: 33, text: ' - Bites.'},
  })
  expect(jsonSchema.parse(report)).toEqual(report)
})
