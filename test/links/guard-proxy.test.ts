import {createServer} from 'node:https'
import type {TLSSocket} from 'node:tls'
import {expect, onTestFinished, test} from 'vitest'
import {engineOn} from '../../src/links/link-engine.ts'
import {openNameService} from '../../src/links/resolver.ts'
import {spyOnConnections} from './connection-spy.ts'
import {disguisedHosts, ipv4Hosts, ipv6Hosts} from './inside-addresses.ts'
import {listening, openLocalWeb, openTestEngine, verdicts} from './local-web.ts'
import {openTestAuthority, type TestAuthority} from './test-authority.ts'
import {openTestProxy} from './test-proxy.ts'

const publicAddress = '93.184.216.34'
const resolve = async () => [publicAddress]
const dnsError = (code: string) => async (): Promise<string[]> => Promise.reject(Object.assign(new Error(code), {code}))

/** A web server with TLS that tells which name was asked for in the handshake. */
async function openTlsWeb(authority: TestAuthority, names: readonly string[]) {
  const seen: string[] = []
  const server = createServer(await authority.issue(names), (request, response) => {
    seen.push(`${(request.socket as TLSSocket & {readonly servername: string}).servername} ${request.headers.host}${request.url}`)
    response.end('ants')
  })
  server.on('tlsClientError', () => {})
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return {port: await listening(server), seen}
}

test('for https the proxy is asked for the address that was judged; the name is in the handshake and the request', async () => {
  const authority = await openTestAuthority()
  const web = await openTlsWeb(authority, ['ant.example'])
  const proxy = await openTestProxy({portFor: () => web.port})
  const engine = openTestEngine({
    allowPrivate: [],
    resolve,
    ca: [authority.cert],
    proxy: {https: `http://127.0.0.1:${proxy.port}`},
  })
  const attempts = spyOnConnections()
  expect(await verdicts(engine, ['https://ant.example/hill', 'https://other.example/'], {concurrency: 1})).toEqual([
    'alive answers',
    'unverified tls-wrong-host',
  ])
  expect(new Set(proxy.asked)).toEqual(new Set([`CONNECT ${publicAddress}:443`]))
  expect(web.seen).toEqual(['ant.example ant.example/hill'])
  expect(proxy.headers[0]).toMatchObject({host: `${publicAddress}:443`})
  expect(proxy.headers[0]).not.toHaveProperty('proxy-authorization')
  expect(attempts.filter(address => ![`127.0.0.1:${proxy.port}`, `127.0.0.1:${web.port}`].includes(address))).toEqual([])
})

test('for http too, since a proxy that is asked by address puts the address into Host', async () => {
  const web = await openLocalWeb((_, response) => response.end('ants'))
  const proxy = await openTestProxy({portFor: () => web.port})
  const engine = openTestEngine({allowPrivate: [], resolve, proxy: {http: `127.0.0.1:${proxy.port}`}})
  expect(await verdicts(engine, ['http://ant.example/hill', 'http://ant.example:8080/'])).toEqual([
    'alive answers',
    'alive answers',
  ])
  expect(proxy.asked.toSorted()).toEqual([`CONNECT ${publicAddress}:80`, `CONNECT ${publicAddress}:8080`])
  expect(web.requests.toSorted()).toEqual(['GET ant.example/', 'GET ant.example/hill'])
})

test('an IPv6 address is asked for in brackets, and the next address where the proxy finds nobody at the first', async () => {
  const web = await openLocalWeb((_, response) => response.end('ants'))
  const proxy = await openTestProxy({portFor: () => web.port, answer: authority => (authority.startsWith('8.8') ? 502 : 200)})
  const engine = openTestEngine({
    allowPrivate: [],
    resolve: async () => ['8.8.8.8', '2606:4700::1111'],
    proxy: {http: `http://127.0.0.1:${proxy.port}`},
  })
  expect(await verdicts(engine, ['http://ant.example/'])).toEqual(['alive answers'])
  expect(proxy.asked).toEqual(['CONNECT 8.8.8.8:80', 'CONNECT [2606:4700::1111]:80'])
})

test('a proxy is never asked for an inside address, however it is written, nor for a name that leads to one', async () => {
  const proxy = await openTestProxy()
  const at = `http://127.0.0.1:${proxy.port}`
  for (const guards of [false, true]) {
    const engine = openTestEngine({
      allowPrivate: [],
      resolve: async () => [publicAddress, '10.0.0.1'],
      proxy: {https: at, http: at, guards},
    })
    const urls = [...ipv4Hosts, ...ipv6Hosts, ...disguisedHosts].flatMap(host => [`http://${host}/`, `https://${host}/`])
    const names = [
      'http://localhost/',
      'https://ant.localhost/',
      'http://metadata.google.internal/',
      'http://metadata/',
      'http://nas.lan/',
    ]
    const results = await verdicts(engine, [...urls, ...names, ...(guards ? [] : ['https://ant.example/'])], {perSite: 16})
    expect(new Set(results)).toEqual(new Set(['refused private-address']))
  }
  expect([proxy.asked, proxy.connections()]).toEqual([[], 0])
})

test('a redirect into a private network is refused behind a proxy as well', async () => {
  const web = await openLocalWeb((_, response) => response.writeHead(302, {location: 'http://169.254.169.254/'}).end())
  const proxy = await openTestProxy({portFor: () => web.port})
  const engine = openTestEngine({allowPrivate: [], resolve, proxy: {http: `http://127.0.0.1:${proxy.port}`}})
  expect(await verdicts(engine, ['http://ant.example/'])).toEqual(['refused private-address'])
  expect(proxy.asked).toEqual([`CONNECT ${publicAddress}:80`])
})

test.each([
  ['ant.example', true], ['www.ant.example', true], ['notant.example', false], ['bee.example', true], ['x.bee.example', true], ['cat.example', false], ['cat.example:PORT', true], ['127.1.2.3', true], ['dog.example', true],
  ['eel.example', false],
])('NO_PROXY: %s is asked directly: %s', async (host, direct) => {
  const web = await openLocalWeb((_, response) => response.end('ants'))
  const proxy = await openTestProxy({portFor: () => web.port})
  const engine = openTestEngine({
    allowPrivate: ['*.example', 'ant.example', 'bee.example', 'cat.example', 'dog.example', '127.1.0.0/16'],
    resolve: async name => [name === 'dog.example' ? '127.0.0.9' : '127.0.0.1'],
    proxy: {
      http: `http://127.0.0.1:${proxy.port}`,
      except: ['ant.example', '.bee.example', `cat.example:${web.port}`, '127.1.0.0/16', '127.0.0.9/32', 'no host at all'],
    },
  })
  const attempts = spyOnConnections()
  const authority = host.includes(':') ? host.replace('PORT', String(web.port)) : `${host}:${host === 'cat.example' ? 8081 : web.port}`
  await verdicts(engine, [`http://${authority}/`], {timeoutMs: 300})
  expect(proxy.connections() > 0).toBe(!direct)
  expect(attempts.length).toBeGreaterThan(0)
}) // biome-ignore format: a list of words

test('NO_PROXY=* asks nobody but the web', async () => {
  const web = await openLocalWeb((_, response) => response.end('ants'))
  const proxy = await openTestProxy()
  const engine = openTestEngine({proxy: {http: `http://127.0.0.1:${proxy.port}`, except: ['*']}})
  expect(await verdicts(engine, [`http://ant.example:${web.port}/`])).toEqual(['alive answers'])
  expect(proxy.connections()).toBe(0)
})

test('a name and a password are given to the proxy alone, and shown to nobody', async () => {
  const web = await openLocalWeb((request, response) => response.end(JSON.stringify(request.headers)))
  const wanted = `Basic ${Buffer.from('ada:h%u@s:h').toString('base64')}`
  const proxy = await openTestProxy({portFor: () => web.port, answer: (_, given) => (given === wanted ? 200 : 407)})
  const engine = openTestEngine({allowPrivate: [], resolve, proxy: {http: `http://ada:h%25u%40s%3Ah@127.0.0.1:${proxy.port}`}})
  expect(await verdicts(engine, ['http://ant.example/'])).toEqual(['alive answers'])

  const wrong = openTestEngine({
    allowPrivate: [],
    resolve: async () => [publicAddress, '8.8.8.8'],
    proxy: {http: `http://ada:hush@127.0.0.1:${proxy.port}`},
  })
  const before = proxy.asked.length
  const checked = await wrong.checkLinks(
    ['http://ant.example/'],
    {timeoutMs: 5000, deadlineMs: 5000, concurrency: 4, perSite: 4, retries: 2},
    new AbortController().signal,
  )
  expect(checked.get('http://ant.example/')).toMatchObject({kind: 'unverified', reason: 'proxy-login'})
  expect(JSON.stringify([...checked])).not.toContain('hush')
  expect(proxy.asked.length - before).toBe(1)
})

test.each([
  ['refuses', 403, 'proxy'],
  ['finds nobody', 502, 'proxy'],
  ['has too much to do', 503, 'proxy'],
  ['answers with a page', 'HTTP/1.1 302 Found\r\nLocation: http://portal.example/\r\nContent-Length: 0\r\n\r\n', 'proxy'],
  ['says 404', 404, 'proxy'],
  ['says 410', 410, 'proxy'],
  ['speaks nonsense', 'SSH-2.0-ants\r\n\r\n', 'proxy'],
  ['hangs up', 'drop', 'proxy'],
  ['says nothing', 'hang', 'timeout'],
])('a proxy that %s proves nothing of the page', async (_, answer, reason) => {
  const proxy = await openTestProxy({answer: () => answer})
  const engine = openTestEngine({allowPrivate: [], resolve, proxy: {https: `http://127.0.0.1:${proxy.port}`}})
  expect(await verdicts(engine, ['https://ant.example/'], {timeoutMs: 1000})).toEqual([`unverified ${reason}`])
})

test('where there is no proxy at its address, that is what is said', async () => {
  const engine = openTestEngine({allowPrivate: [], resolve, proxy: {https: 'http://127.0.0.1:1', http: 'http://127.0.0.1:1'}})
  expect(await verdicts(engine, ['https://ant.example/', 'http://ant.example/'])).toEqual([
    'unverified proxy',
    'unverified proxy',
  ])
})

test.each(['ESERVFAIL', 'ETIMEOUT', 'ECONNREFUSED', 'ENODATA'])(
  'a name that can not be looked up here (%s) is not left to the proxy',
  async code => {
    const proxy = await openTestProxy()
    const engine = openTestEngine({allowPrivate: [], resolve: dnsError(code), proxy: {https: `http://127.0.0.1:${proxy.port}`}})
    expect(await verdicts(engine, ['https://ant.example/'])).toEqual(['unverified no-resolver'])
    expect(proxy.connections()).toBe(0)
    expect(await verdicts(openTestEngine({resolve: dnsError(code)}), ['https://ant.example/'])).toEqual(['unverified resolver'])
  },
)

test('where no name at all can be looked up, none is called dead; where others can, it is', async () => {
  const proxy = await openTestProxy()
  const options = {proxy: {https: `http://127.0.0.1:${proxy.port}`}}
  const unknown = dnsError('ENOTFOUND')
  const nothing = engineOn(openNameService({resolve4: unknown, resolve6: unknown, lookup: unknown}, Date.now), options)
  const others = engineOn(
    openNameService(
      {resolve4: name => (name === 'github.com' ? resolve() : unknown()), resolve6: unknown, lookup: unknown},
      Date.now,
    ),
    options,
  )
  onTestFinished(async () => {
    await Promise.all([nothing.close(), others.close()])
  })
  expect(await verdicts(nothing, ['https://ant.example/'])).toEqual(['unverified no-resolver'])
  expect(await verdicts(others, ['https://ant.example/'])).toEqual(['dead no-such-domain'])
  expect(proxy.connections()).toBe(0)
})

test('a proxy that the operator trusts with it finds the addresses itself', async () => {
  const authority = await openTestAuthority()
  const web = await openTlsWeb(authority, ['ant.example'])
  const proxy = await openTestProxy({portFor: () => web.port, answer: name => (name.startsWith('gone') ? 502 : 200)})
  const asked: string[] = []
  const engine = openTestEngine({
    allowPrivate: [],
    resolve: async name => {
      asked.push(name)
      return []
    },
    ca: [authority.cert],
    proxy: {https: `http://127.0.0.1:${proxy.port}`, guards: true},
  })
  expect(await verdicts(engine, ['https://ant.example/', 'https://gone.example/'])).toEqual(['alive answers', 'unverified proxy'])
  expect(proxy.asked.toSorted()).toEqual(['CONNECT ant.example:443', 'CONNECT gone.example:443'])
  expect([web.seen, asked]).toEqual([['ant.example ant.example/'], []])
})

test('a proxy may speak TLS itself', async () => {
  const authority = await openTestAuthority()
  const web = await openTlsWeb(authority, ['ant.example'])
  const proxy = await openTestProxy({portFor: () => web.port, identity: await authority.issue(['localhost'])})
  const engine = openTestEngine({
    allowPrivate: [],
    resolve,
    ca: [authority.cert],
    proxy: {https: `https://localhost:${proxy.port}`},
  })
  expect(await verdicts(engine, ['https://ant.example/'])).toEqual(['alive answers'])
  const distrusting = openTestEngine({allowPrivate: [], resolve, proxy: {https: `https://localhost:${proxy.port}`}})
  expect(await verdicts(distrusting, ['https://ant.example/'])).toEqual(['unverified proxy'])
})

test('tunnels are opened beside each other, not one after the other', async () => {
  const web = await openLocalWeb((_, response) => response.end('ants'))
  const all = Promise.withResolvers<number>()
  let waiting = 0
  const answer = () => {
    waiting += 1
    if (waiting === 24) all.resolve(200)
    return all.promise
  }
  const proxy = await openTestProxy({portFor: () => web.port, answer})
  const engine = openTestEngine({allowPrivate: [], resolve, proxy: {http: `http://127.0.0.1:${proxy.port}`}})
  const urls = Array.from({length: 24}, (_, n) => `http://site-${n}.example/`)
  expect(new Set(await verdicts(engine, urls, {concurrency: 24}))).toEqual(new Set(['alive answers']))
  expect(proxy.asked).toHaveLength(24)
})

test('closing the engine ends what is still being asked of a proxy', async () => {
  const proxy = await openTestProxy({answer: () => 'hang'})
  const engine = openTestEngine({allowPrivate: [], resolve, proxy: {http: `http://127.0.0.1:${proxy.port}`}})
  const run = verdicts(engine, ['http://ant.example/'])
  await expect.poll(() => proxy.asked.length).toBe(1)
  await engine.close()
  expect(await run).toEqual(['unverified not-reached'])
})

test('an address that is no proxy is said at once, without what may be a password', () => {
  expect(() => openTestEngine({proxy: {https: 'socks5://ada:hush@proxy.example'}})).toThrow(
    /^A proxy must be an http or https address, such as http:\/\/proxy\.example:3128$/,
  )
})
