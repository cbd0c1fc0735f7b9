import {expect, test} from 'vitest'
import {linkHeaders} from '../../src/journeys/link-headers.ts'
import {headerHost} from '../../src/settings/header-host.ts'

const values = [
  {name: 'WIKI', value: 'hush', hosts: ['wiki.example', 'wiki.example:8443']},
  {name: 'CORP', value: '$WIKI $& $1', hosts: ['*.corp.example']},
]
const of = (headers: Readonly<Record<string, Readonly<Record<string, string>>>>) => linkHeaders({headers}, values)

test('a variable is filled in for the hosts that the operator named for it', () => {
  expect(of({'https://Wiki.example/': {Authorization: 'Bearer $WIKI', 'X-Twice': '$LISTKEEPER_HEADER_WIKI/$WIKI'}})).toEqual({
    headers: new Map([['wiki.example', {authorization: 'Bearer hush', 'x-twice': 'hush/hush'}]]),
    notes: [],
  })
  expect([...of({'wiki.example:8443': {a: '$WIKI'}, 'a.b.corp.example': {a: '$CORP'}}).headers]).toEqual([
    ['wiki.example:8443', {a: 'hush'}],
    // What a value holds is nobody's variable.
    ['a.b.corp.example', {a: '$WIKI $& $1'}],
  ])
})

test.each([
  'evil.example',
  'notwiki.example',
  'wiki.example.evil.example',
  'sub.wiki.example',
  'wiki.example:444',
  'corp.example',
  'evilcorp.example',
  'a.corp.example:8443',
  'wiki.example.',
])('a list has nothing sent to %s, and is told so without the value', host => {
  const {headers, notes} = of({[host]: {a: '$WIKI', b: '$CORP'}})
  expect([...headers]).toEqual([])
  expect(notes).toHaveLength(1)
  expect(notes[0]).toContain('LISTKEEPER_HEADER_')
  expect(notes[0]).not.toContain('hush')
})

test('what nobody set is not sent, nor is the other half of what a host wants', () => {
  expect(of({'wiki.example': {a: '$WIKI', b: '$HOME'}})).toEqual({
    headers: new Map(),
    notes: [
      '`links.headers` sends nothing to `wiki.example`: whoever runs Listkeeper has not set `LISTKEEPER_HEADER_HOME` for this host.',
    ],
  })
  expect(linkHeaders({headers: {'wiki.example': {a: '$PATH'}}}, []).headers.size).toBe(0)
  expect(linkHeaders(undefined, values)).toEqual({headers: new Map(), notes: []})
})

test.each([
  ['wiki.example', 'wiki.example'],
  ['https://WIKI.example', 'wiki.example'],
  ['https://wiki.example:443/', 'wiki.example'],
  ['wiki.example:8443', 'wiki.example:8443'],
  ['bücher.example', 'xn--bcher-kva.example'],
  ['http://wiki.example', undefined],
  ['https://wiki.example/path', undefined],
  ['https://ada@wiki.example', undefined],
  ['https://wiki.example?x', undefined],
  ['https://wiki.example\\@evil.example', undefined],
  ['*.wiki.example', undefined],
  ['a b', undefined],
  ['', undefined],
])('the key %j means the host %s', (key, host) => {
  expect(headerHost(key)).toBe(host)
})
