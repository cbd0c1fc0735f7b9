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

const read = (text: string) => readList(parseMarkdown(text), new VFile(text)).list

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
    'https://bee.example/?a=1&copy',
    // Where the address stands alone in a text, these would end before its last character.
    'https://bee.example/a.',
    'https://bee.example/a_',
    'https://bee.example/a~~',
    'https://bee.example/a?',
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

test.each([
  ['https://github.com/ada/ants', 'https://github.com/ada/all-ants', 'ada/all-ants'],
  ['https://github.com/ada/ants/issues/7#issue', 'https://github.com/bea/ants/issues/7#issue', 'bea/ants'],
  ['https://gitlab.com/ada/old/ants', 'https://gitlab.com/ada/new/ants', 'ada/new/ants'],
  ['https://codeberg.org/ada/ants', 'https://codeberg.org/ada/bees', 'ada/bees'],
])('that %s leads to %s for good is told as a new name', (url, finalUrl, name) => {
  const verdict = {kind: 'moved', reason: 'permanent-redirect', status: 200, finalUrl} as const
  expect(linkFindings([{url, verdict, occurrences: [{path: 'readme.md', place, urlPlace}]}])).toMatchObject([
    {
      rule: 'renamed-repository',
      severity: 'warning',
      message: `This repository is called \`${name}\` now`,
      expected: [finalUrl],
    },
  ])
})

test.each([
  ['https://github.com/ada/ants', 'https://github.com/ada'],
  ['https://github.com/ada/ants/wiki', 'https://github.com/Ada/Ants/wiki/Home'],
  ['https://bitbucket.org/ada/ants', 'https://github.com/ada/bees'],
])('that %s leads to %s for good is a move', (url, finalUrl) => {
  const verdict = {kind: 'moved', reason: 'permanent-redirect', status: 200, finalUrl} as const
  expect(linkFindings([{url, verdict, occurrences: [{path: 'readme.md', place}]}])).toMatchObject([{rule: 'moved-link'}])
})

test('on a GitHub of somebody’s own a new name is told where it is GitHub’s word', () => {
  const verdict = {kind: 'moved', reason: 'renamed', status: undefined, finalUrl: 'http://git.example:8080/ada/bees'} as const
  const link = {url: 'http://git.example:8080/ada/ants', verdict, occurrences: [{path: 'readme.md', place, urlPlace}]}
  expect(linkFindings([link])).toMatchObject([
    {rule: 'renamed-repository', message: 'This repository is called `ada/bees` now', expected: [verdict.finalUrl]},
  ])
})

test('of a page that lives a better address and a missing place are told', () => {
  const alive = {kind: 'alive', reason: 'answers', status: 200, finalUrl: url} as const
  expect(told({...alive, better: {why: 'https', url: 'https://bee.example/'}})).toEqual([
    {
      rule: 'prefer-https',
      severity: 'warning',
      message: 'The same page answers over `https://`',
      expected: ['https://bee.example/'],
    },
  ])
  expect(told({...alive, better: {why: 'shortener', url: 'https://hive.example/a?b=c'}})).toEqual([
    {
      rule: 'no-shortener',
      severity: 'warning',
      message: 'A shortener hides where this link leads: to `https://hive.example/a?b=c`',
      expected: ['https://hive.example/a?b=c'],
    },
  ])
  expect(told({...alive, missingFragment: 'wings'})).toEqual([
    {
      rule: 'missing-fragment',
      severity: 'warning',
      message: 'The page is there, but nothing in it is called `#wings`',
      expected: [],
    },
  ])
  expect(told({...alive, better: {why: 'https', url: 'https://bee.example/'}, missingFragment: 'wings'})).toHaveLength(2)
})

test('a link by reference is told of once, where its address stands; two links are two', () => {
  const list = read(
    '# A\n\n- [Bee][b] - Hums, as [others][b] do.\n- [Bee](https://bee.example) - Again.\n\n[b]: https://bee.example\n',
  )
  const links = newLinks([{path: 'readme.md', base: undefined, result: list}])
  const dead = {kind: 'dead', reason: 'gone', status: 410} as const
  const found = linkFindings(links.map(link => ({...link, verdict: dead})))
  expect(found.map(({place}) => place.start.line)).toEqual([4, 6])
})

test('a repository can turn it off or say how bad it is', () => {
  const dead = checked({kind: 'dead', reason: 'gone', status: 410})
  expect(linkFindings(dead, {'dead-link': 'off'})).toEqual([])
  expect(linkFindings(dead, {'dead-link': 'warning'})[0]?.severity).toBe('warning')
  expect(linkFindings(dead, {'dead-link': {severity: 'warning'}})[0]?.severity).toBe('warning')
  expect(linkFindings(dead, {'dead-link': {}})[0]?.severity).toBe('error')
})

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
