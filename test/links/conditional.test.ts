import type {IncomingMessage, ServerResponse} from 'node:http'
import {expect, test} from 'vitest'
import type {LinkOptions, SeenPage} from '../../src/links/check-links.ts'
import type {Validators} from '../../src/verdict/exchange.ts'
import {forever, limits, openLocalWeb, openTestEngine} from './local-web.ts'

const older = 'Mon, 23 Nov 2020 10:00:00 GMT'

/** What a request asks for, in short. */
const question = ({url, headers}: IncomingMessage): string =>
  `${url} ${headers['if-none-match'] ?? headers['if-modified-since'] ?? 'whole'}`

async function openAskedWeb(answer: (request: IncomingMessage, response: ServerResponse, url: string) => void) {
  const questions: string[] = []
  const web = await openLocalWeb((request, response) => {
    questions.push(question(request))
    answer(request, response, request.url ?? '')
  })
  const engine = openTestEngine()
  const page = (path: string): string => `http://ant.example:${web.port}${path}`
  return {
    questions,
    page,
    /** Each verdict in short, and what was seen beside it. */
    async check(
      paths: readonly string[],
      validators: Readonly<Record<string, Validators>> = {},
      more: Partial<LinkOptions> = {},
    ) {
      const seen = new Map<string, SeenPage>()
      const known = new Map(Object.entries(validators).map(([path, kept]) => [page(path), kept]))
      const onSeen = (url: string, what: SeenPage) => void seen.set(url, what)
      const options = {...limits, validators: known, onSeen, ...more}
      const checked = await engine.checkLinks(paths.map(page), options, forever)
      return paths.map(path => {
        const verdict = checked.get(page(path))
        return [`${verdict?.kind} ${verdict?.reason}`, seen.get(page(path))] as const
      })
    },
  }
}

const html = (response: ServerResponse, title: string, headers: Readonly<Record<string, string>> = {}): void =>
  void response.writeHead(200, {'content-type': 'text/html', ...headers}).end(`<title>${title}</title>`)

test('what was seen of a living page is told beside its verdict, and nothing of any other', async () => {
  const web = await openAskedWeb((_, response, url) => {
    if (url === '/dated') html(response, 'Dated', {'last-modified': older})
    else if (url === '/tagged') html(response, 'Tagged', {etag: '"a1"', 'last-modified': older})
    else if (url === '/plain') response.end('text')
    else if (url === '/moved') response.writeHead(301, {location: '/tagged', etag: '"m"'}).end()
    else if (url === '/refresh')
      response.writeHead(200, {'content-type': 'text/html', etag: '"r"', refresh: '0;url=/tagged'}).end('<p>')
    else if (url === '/sale') html(response, 'This domain is for sale', {etag: '"s"'})
    else if (url === '/soft') html(response, 'Page not found', {etag: '"n"'})
    else response.writeHead(404, {'content-type': 'text/html', etag: '"n"'}).end('<title>Ants</title>')
  })
  const paths = ['/dated', '/tagged', '/tagged#x', '/plain', '/moved', '/refresh', '/sale', '/soft', '/gone']
  expect(await web.check(paths)).toEqual([
    ['alive answers', {title: 'Dated', validators: {lastModified: older}, isUnchanged: false}],
    ['alive answers', {title: 'Tagged', validators: {etag: '"a1"'}, isUnchanged: false}],
    ['alive answers', {title: 'Tagged', validators: {etag: '"a1"'}, isUnchanged: false}],
    ['alive answers', {isUnchanged: false}],
    ['moved permanent-redirect', {title: 'Tagged', isUnchanged: false}],
    ['alive redirects', {title: 'Tagged', isUnchanged: false}],
    ['unverified for-sale', undefined],
    ['unverified soft-404', undefined],
    ['dead not-found', undefined],
  ])
  expect(web.questions.every(asked => asked.endsWith('whole'))).toBe(true)
})

test('a page whose server says that it has not changed is alive, was asked once, and can be asked so again', async () => {
  const web = await openAskedWeb((request, response, url) => {
    const etag = url === '/tagged' ? {etag: 'W/"a1"'} : undefined
    const asked = request.headers['if-none-match'] ?? request.headers['if-modified-since']
    if (asked === '"a1"' || asked === older) response.writeHead(304, etag).end()
    else html(response, 'Ants', etag ?? {'last-modified': older})
  })
  const kept = {'/tagged': {etag: '"a1"'}, '/dated': {lastModified: older}}
  expect(await web.check(['/tagged', '/tagged#x', '/dated'], kept)).toEqual([
    ['alive unchanged', {validators: kept['/tagged'], isUnchanged: true}],
    ['alive unchanged', {validators: kept['/tagged'], isUnchanged: true}],
    ['alive unchanged', {validators: kept['/dated'], isUnchanged: true}],
  ])
  expect(web.questions).toEqual(['/tagged "a1"', `/dated ${older}`])
})

test('a page that has changed is read as a whole, whatever it has become', async () => {
  const becomes: Record<string, (response: ServerResponse) => void> = {
    '/new': response => html(response, 'New ants', {etag: '"b2"'}),
    '/sale': response => html(response, 'This domain is for sale', {etag: '"b2"'}),
    '/soft': response => html(response, '404 Not Found', {etag: '"b2"'}),
    '/gone': response => void response.writeHead(404, {etag: '"b2"'}).end(),
  }
  const web = await openAskedWeb((_, response, url) => becomes[url]?.(response))
  const paths = Object.keys(becomes)
  const kept = Object.fromEntries(paths.map(path => [path, {etag: '"a1"'}]))
  expect(await web.check(paths, kept)).toEqual([
    ['alive answers', {title: 'New ants', validators: {etag: '"b2"'}, isUnchanged: false}],
    ['unverified for-sale', undefined],
    ['unverified soft-404', undefined],
    ['dead not-found', undefined],
  ])
  // What was seen dead is looked at again as a whole.
  expect(web.questions.filter(asked => asked.startsWith('/gone'))).toEqual(['/gone "a1"', '/gone whole'])
})

test('a 304 that nobody asked for proves nothing, and one that is not about our page is not believed', async () => {
  const web = await openAskedWeb((request, response, url) => {
    if (url === '/always') response.writeHead(304).end()
    else if (request.headers['if-none-match'] === undefined) html(response, '404 Not Found')
    else response.writeHead(304, url === '/other' ? {etag: '"b2"'} : {}).end()
  })
  const tag = {etag: '"a1"'}
  expect(await web.check(['/always', '/other', '/silent'], {'/other': tag, '/silent': tag})).toEqual([
    ['unverified odd-answer', undefined],
    ['unverified soft-404', undefined],
    ['unverified soft-404', undefined],
  ])
  expect(web.questions.filter(asked => asked.startsWith('/other'))).toEqual(['/other "a1"', '/other whole'])
  expect(await web.check(['/always'], {'/always': tag})).toEqual([['unverified odd-answer', undefined]])
})

test('a server that does not bear the question is asked without it', async () => {
  const web = await openAskedWeb((request, response) => {
    if (request.headers['if-none-match'] === undefined) html(response, 'Ants')
    else response.writeHead(412).end()
  })
  expect(await web.check(['/'], {'/': {etag: '"a1"'}})).toEqual([['alive answers', {title: 'Ants', isUnchanged: false}]])
  expect(web.questions).toEqual(['/ "a1"', '/ whole'])
})

test('the question goes to the page itself and never along a redirect, not even to a page that has one of its own', async () => {
  const web = await openAskedWeb((request, response, url) => {
    if (url === '/a') response.writeHead(302, {location: '/b'}).end()
    else if (request.headers['if-none-match'] === undefined) html(response, 'Ants', {etag: '"b"'})
    else response.writeHead(304, {etag: '"b"'}).end()
  })
  expect(await web.check(['/a'], {'/a': {etag: '"a"'}, '/b': {etag: '"b"'}})).toEqual([
    ['alive redirects', {title: 'Ants', isUnchanged: false}],
  ])
  expect(web.questions).toEqual(['/a "a"', '/b whole'])
})

test('a 304 of the page that a redirect leads to proves nothing', async () => {
  const web = await openAskedWeb((_, response, url) => {
    if (url === '/a') response.writeHead(302, {location: '/b'}).end()
    else response.writeHead(304, {etag: '"a"'}).end()
  })
  expect(await web.check(['/a'], {'/a': {etag: '"a"'}})).toEqual([['unverified odd-answer', undefined]])
})

test('a page of which more is wanted than whether it has changed is read', async () => {
  const web = await openAskedWeb((request, response) => {
    if (request.headers['if-none-match'] === undefined) html(response, 'Ants')
    else response.writeHead(304, {etag: '"a"'}).end()
  })
  const kept = {'/a': {etag: '"a"'}}
  expect(await web.check(['/a#gone'], kept, {fragments: true})).toMatchObject([['alive answers', {title: 'Ants'}]])
  expect(await web.check(['/a'], kept, {httpsTwins: true})).toMatchObject([['alive answers', {title: 'Ants'}]])
  expect(web.questions).toEqual(['/a whole', '/a whole'])
})

test('a question that is asked twice, because the first answer proves nothing, is counted twice', async () => {
  const web = await openAskedWeb((request, response) => {
    if (request.headers['if-none-match'] === undefined) html(response, 'Ants')
    else response.writeHead(304).end()
  })
  let left = 1
  const mayAsk = (): boolean => {
    left -= 1
    return left >= 0
  }
  expect(await web.check(['/'], {'/': {etag: '"a"'}}, {mayAsk})).toEqual([['unverified over-limit', undefined]])
  expect(web.questions).toEqual(['/ "a"'])
})
