import {expect, test} from 'vitest'
import type {Exchange} from '../../src/verdict/exchange.ts'
import {answersTheSame, httpsTwinOf, withTwin} from '../../src/verdict/https-twin.ts'

const seen = (hops: readonly string[], title: string | undefined = 'Ants', failure?: 'tls'): Exchange => {
  const answers = hops.map(hop => ({status: Number(hop.split(' ')[0]), url: hop.split(' ')[1] ?? ''}))
  return {
    url: answers[0]?.url ?? 'https://ant.example/a',
    hops: answers.map(({status, url}, index) => ({status, url, location: answers[index + 1]?.url})),
    title,
    failure: failure === undefined ? undefined : {kind: failure, detail: ''},
  }
}

test.each([
  ['a living page', ['200 http://ant.example/a'], 'https://ant.example/a'],
  ['a page that leads on over http', ['302 http://ant.example/a', '200 http://ant.example/b'], 'https://ant.example/a'],
  ['a page that leads to https', ['301 http://ant.example/a', '200 https://ant.example/a'], undefined],
  ['a page of https', ['200 https://ant.example/a'], undefined],
  ['a dead page', ['404 http://ant.example/a'], undefined],
  ['a page that refuses us', ['403 http://ant.example/a'], undefined],
  ['a page on a port of its own', ['200 http://ant.example:8080/a'], undefined],
  ['an address without a name', ['200 http://45.83.1.1/a'], undefined],
])('the twin of %s', (_, hops, twin) => {
  expect(httpsTwinOf(seen(hops))).toBe(twin)
})

const plain = seen(['200 http://ant.example/a'])
test.each([
  ['the same title', seen(['200 https://ant.example/a']), true],
  ['the same title after a redirect', seen(['302 https://ant.example/a', '200 https://ant.example/a/']), true],
  ['another title', seen(['200 https://ant.example/a'], 'Welcome to nginx!'), false],
  ['no title', {...seen(['200 https://ant.example/a']), title: undefined}, false],
  ['not found', seen(['404 https://ant.example/a']), false],
  ['a part', seen(['206 https://ant.example/a']), false],
  ['a way back to http', seen(['302 https://ant.example/a', '200 http://ant.example/a']), false],
  ['a certificate that is wrong', seen([], undefined, 'tls'), false],
])('%s: %s', (_, secure, same) => {
  expect(answersTheSame(plain, secure)).toBe(same)
})

test('what has no title is the same at the same place', () => {
  const file = {...seen(['200 http://ant.example/a.pdf']), title: undefined}
  expect(answersTheSame(file, {...seen(['200 https://ant.example/a.pdf']), title: undefined})).toBe(true)
  expect(answersTheSame(file, {...seen(['302 https://ant.example/a.pdf', '200 https://ant.example/c']), title: undefined})).toBe(
    false,
  )
})

test('only the scheme of the address changes', () => {
  const alive = {kind: 'alive', reason: 'answers', status: 200, finalUrl: 'x'} as const
  expect(withTwin('HTTP://Ant.example/a?b#c', alive)).toMatchObject({better: {why: 'https', url: 'https://Ant.example/a?b#c'}})
  expect(withTwin('http://ant.example', {kind: 'dead', reason: 'gone', status: 410})).toEqual({
    kind: 'dead',
    reason: 'gone',
    status: 410,
  })
})
