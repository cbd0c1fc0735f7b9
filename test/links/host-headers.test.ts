import https from 'node:https'
import {expect, onTestFinished, test} from 'vitest'
import type {HostHeaders} from '../../src/links/check-links.ts'
import {forever, limits, listening, openLocalWeb, openTestEngine} from './local-web.ts'
import {openTestAuthority, type TestAuthority} from './test-authority.ts'

const names = ['wiki.example', 'evil.example', 'sub.wiki.example']

/** A server for all of these names that tells who got which secret where. */
async function openWeb(
  authority: TestAuthority,
  answer: https.RequestOptions | ((path: string, host: string) => string | undefined),
) {
  const told: string[] = []
  const server = https.createServer(await authority.issue(names), ({headers, url = ''}, response) => {
    told.push(`${headers.host}${url} ${headers.authorization ?? '-'}${headers.cookie === undefined ? '' : ` ${headers.cookie}`}`)
    const location = typeof answer === 'function' ? answer(url, headers.host ?? '') : undefined
    if (location === undefined) response.end()
    else response.writeHead(302, {location, 'set-cookie': 'seen=1'}).end()
  })
  server.on('tlsClientError', () => {})
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return {port: await listening(server), told}
}

const run = async (authority: TestAuthority, urls: readonly string[], headers: HostHeaders) => {
  const engine = openTestEngine({ca: [authority.cert]})
  return engine.checkLinks(urls, {...limits, headers}, forever)
}

test('headers go to their host alone, on its port', async () => {
  const authority = await openTestAuthority()
  const {port, told} = await openWeb(authority, () => undefined)
  const {port: other, told: toldOther} = await openWeb(authority, () => undefined)
  const headers = new Map([[`wiki.example:${port}`, {authorization: 'hush'}]])
  const hosts = names.map(name => `${name}:${port}`)
  await run(
    authority,
    [...hosts, `wiki.example:${other}`].map(host => `https://${host}/a`),
    headers,
  )
  expect(told.toSorted()).toEqual([`evil.example:${port}/a -`, `sub.wiki.example:${port}/a -`, `wiki.example:${port}/a hush`])
  expect(toldOther).toEqual([`wiki.example:${other}/a -`])
})

test('a host without a port means 443, and nothing goes to another one or by http', async () => {
  const authority = await openTestAuthority()
  const {port, told} = await openWeb(authority, () => undefined)
  const seen: (string | undefined)[] = []
  const plain = await openLocalWeb(({headers}, response) => {
    seen.push(headers.authorization)
    response.end()
  })
  const headers = new Map(['wiki.example', `wiki.example:${plain.port}`].map(host => [host, {authorization: 'hush'}]))
  await run(authority, [`https://wiki.example:${port}/`, `http://wiki.example:${plain.port}/`], headers)
  expect([told, seen]).toEqual([[`wiki.example:${port}/ -`], [undefined]])
})

test('no redirect carries them to another host, whatever it says; one back to the host gets them again', async () => {
  const authority = await openTestAuthority()
  const plain = await openLocalWeb(({headers}, response) => response.end(String(headers.authorization)))
  const web: Awaited<ReturnType<typeof openWeb>> = await openWeb(authority, (path, host) => {
    if (path === '/there') return `https://evil.example:${web.port}/x`
    if (path === '/down') return `http://wiki.example:${plain.port}/x`
    if (path === '/user') return `https://wiki.example:${web.port}@evil.example:${web.port}/u`
    if (path === '/same') return '/same/2'
    if (path === '/dot') return `https://wiki.example.:${web.port}/d`
    return path === '/back' && host.startsWith('evil') ? `https://wiki.example:${web.port}/end` : undefined
  })
  const headers = new Map([[`wiki.example:${web.port}`, {authorization: 'hush', cookie: 'login=1'}]])
  const urls = [
    ...['there', 'down', 'user', 'dot', 'same'].map(path => `https://wiki.example:${web.port}/${path}`),
    `https://evil.example:${web.port}/back`,
  ]
  const verdicts = await run(authority, urls, headers)
  expect(web.told.toSorted()).toEqual(
    [
      `evil.example:${web.port}/back -`,
      `evil.example:${web.port}/u -`,
      `evil.example:${web.port}/x -`,
      `wiki.example.:${web.port}/d -`,
      `wiki.example:${web.port}/dot hush login=1`,
      `wiki.example:${web.port}/down hush login=1`,
      `wiki.example:${web.port}/end hush login=1`,
      `wiki.example:${web.port}/same hush login=1`,
      `wiki.example:${web.port}/same/2 hush login=1; seen=1`,
      `wiki.example:${web.port}/there hush login=1`,
      `wiki.example:${web.port}/user hush login=1`,
    ].toSorted(),
  )
  expect(plain.requests).toEqual(['GET wiki.example/x'])
  expect(JSON.stringify([...verdicts])).not.toContain('hush')
})
