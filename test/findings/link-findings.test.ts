import {VFile} from 'vfile'
import {expect, test} from 'vitest'
import type {CheckedLink} from '../../src/findings/inspection.ts'
import {linkFindings} from '../../src/findings/link-findings.ts'
import {newLinks} from '../../src/findings/new-links.ts'
import {readList} from '../../src/list/read-list.ts'
import {parseMarkdown} from '../../src/markdown/parse.ts'
import type {Verdict} from '../../src/verdict/verdict.ts'

const place = {start: {line: 3, column: 1, offset: 20}, end: {line: 3, column: 30, offset: 49}}
const urlPlace = {start: {line: 3, column: 8, offset: 27}, end: {line: 3, column: 29, offset: 48}}
const url = 'https://bee.example/'
const checked = (verdict: Verdict): CheckedLink[] => [{url, verdict, occurrences: [{path: 'readme.md', place, urlPlace}]}]
const told = (verdict: Verdict) =>
  linkFindings(checked(verdict)).map(({rule, severity, message, expected}) => ({rule, severity, message, expected}))

test('a proof is told in a sentence, everything else is not told', () => {
  expect(told({kind: 'dead', reason: 'not-found', status: 404})).toEqual([
    {rule: 'dead-link', severity: 'error', message: 'This link is dead: the server answers `404 Not Found`', expected: []},
  ])
  expect(told({kind: 'dead', reason: 'no-such-domain', status: undefined})[0]?.message).toBe(
    'This link is dead: there is no such domain',
  )
  expect(told({kind: 'moved', reason: 'permanent-redirect', status: 301, finalUrl: 'https://bee.example/new'})).toEqual([
    {
      rule: 'moved-link',
      severity: 'warning',
      message: 'This page has moved for good, to `https://bee.example/new`',
      expected: ['https://bee.example/new'],
    },
  ])
  expect(told({kind: 'invalid', reason: 'not-an-address'})[0]?.message).toBe('This link leads nowhere: this is not a web address')
  expect(told({kind: 'alive', reason: 'answers', status: 200, finalUrl: url})).toEqual([])
  expect(told({kind: 'unverified', reason: 'timeout', status: undefined, detail: ''})).toEqual([])
  expect(told({kind: 'refused', reason: 'private-address', detail: ''})).toEqual([])
  expect(told({kind: 'ignored', reason: 'by-settings'})).toEqual([])
})

test('the fix of a moved link replaces the address alone, and only by one that Markdown takes as it is', () => {
  const moved = (finalUrl: string) =>
    linkFindings(checked({kind: 'moved', reason: 'permanent-redirect', status: 301, finalUrl}))[0]
  expect(moved('https://bee.example/new')).toMatchObject({place: urlPlace, anchor: urlPlace})
  for (const odd of [
    'https://bee.example/(',
    'https://bee.example/a b',
    'https://bee.example/&lt;',
    'https://bee.example/"',
    'javascript:x',
  ])
    expect(moved(odd)?.expected).toEqual([])
  const [unplaced] = linkFindings([
    {
      url,
      verdict: {kind: 'moved', reason: 'permanent-redirect', status: 301, finalUrl: 'https://bee.example/new'},
      occurrences: [{path: 'readme.md', place}],
    },
  ])
  expect(unplaced).toMatchObject({place, expected: []})
})

test('a repository can turn it off or say how bad it is', () => {
  const dead = checked({kind: 'dead', reason: 'gone', status: 410})
  expect(linkFindings(dead, {'dead-link': 'off'})).toEqual([])
  expect(linkFindings(dead, {'dead-link': 'warning'})[0]?.severity).toBe('warning')
  expect(linkFindings(dead, {'dead-link': {severity: 'warning'}})[0]?.severity).toBe('warning')
  expect(linkFindings(dead, {'dead-link': {}})[0]?.severity).toBe('error')
})

const read = (text: string) => readList(parseMarkdown(text), new VFile(text)).list

test('links are new by their page: neither a moved line, nor another fragment, nor a link within the document', () => {
  const base = read('# A\n\n- [Bee](https://bee.example) - Hums.\n- [Cat](https://cat.example/a#b) - Purrs.\n')
  const result = read(
    '# A\n\n- [Cat](https://cat.example/a#c) - Purrs.\n- [Dog](https://dog.example) - Barks, as [here](https://dog.example).\n- [Top](#a)\n- [Bee](https://bee.example/) - Hums.\n',
  )
  const added = newLinks([{path: 'readme.md', base, result}])
  expect(added.map(({url, occurrences}) => [url, occurrences.length])).toEqual([['https://dog.example', 2]])
  expect(
    newLinks([
      {path: 'a.md', base: undefined, result},
      {path: 'b.md', base: read('[Dog](https://dog.example)'), result: read('')},
    ]).map(({url}) => url),
  ).toEqual(['https://cat.example/a#c', 'https://bee.example/'])
})
