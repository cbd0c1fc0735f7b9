import {createServer, type Socket} from 'node:net'
import {brotliCompressSync, deflateRawSync, deflateSync, gzipSync} from 'node:zlib'
import {expect, onTestFinished, test} from 'vitest'
import {enough} from '../../src/links/check-links.ts'
import type {Verdict} from '../../src/verdict/verdict.ts'
import {forever, limits, listening, openLocalWeb, openTestEngine, verdicts} from './local-web.ts'

test('each address has the verdict that its answer proves', async () => {
  const web = await openLocalWeb((request, response) => {
    const {port} = web
    const redirects: Record<string, [number, string]> = {
      '/moved': [301, '/new'],
      '/308': [308, '/new'],
      '/temporary': [302, '/new'],
      '/front': [301, '/'],
      '/slack': [302, 'slack://open'],
      '/circle': [302, '/circle2'],
      '/circle2': [302, '/circle'],
      '/to-gone': [301, '/404'],
      '/away': [301, `http://bee.example:${port}/new`],
      '/nonsense': [302, 'http://['],
      '/utf8': [301, Buffer.from('/é').toString('latin1')],
      '/nameless': [302, ''],
    }
    const [status, location] = redirects[request.url ?? ''] ?? [
      Number(/^\/(\d{3})$/.exec(request.url ?? '')?.[1] ?? 200),
      undefined,
    ]
    response.writeHead(status, {'content-type': 'text/html', ...(location === undefined ? {} : {location})})
    response.end(request.url === '/soft' ? '<title>Page not found</title>' : '<title>Ants</title>')
  })
  const expected: Record<string, string> = {
    '/': 'alive answers',
    '/new#anything': 'alive answers',
    '/moved': 'moved permanent-redirect',
    '/308': 'moved permanent-redirect',
    '/utf8': 'moved permanent-redirect',
    '/temporary': 'alive redirects',
    '/404': 'dead not-found',
    '/410': 'dead gone',
    '/to-gone': 'dead leads-to-not-found',
    '/401': 'unverified login',
    '/403': 'unverified refuses-bots',
    '/500': 'unverified server-error',
    '/front': 'unverified to-home',
    '/away': 'unverified other-site',
    '/slack': 'unverified redirects-elsewhere',
    '/circle': 'unverified too-many-redirects',
    '/nonsense': 'unverified protocol',
    '/nameless': 'unverified too-many-redirects',
    '/soft': 'unverified soft-404',
  }
  const paths = Object.keys(expected)
  const found = await verdicts(
    openTestEngine(),
    paths.map(path => `http://ant.example:${web.port}${path}`),
  )
  expect(Object.fromEntries(paths.map((path, index) => [path, found[index]]))).toEqual(expected)
  expect(web.requests.filter(request => request.startsWith('HEAD'))).toEqual([])
})

test('a page is asked for once, however many fragments and spellings of it there are, and each link has its verdict', async () => {
  const web = await openLocalWeb((_, response) => response.writeHead(301, {location: '/b'}).end())
  const second = await openLocalWeb((request, response) =>
    request.url === '/a' ? response.writeHead(301, {location: '/b'}).end() : response.end(),
  )
  expect(web.port).not.toBe(second.port)
  const urls = ['#one', '#two', '']
    .map(fragment => `http://ant.example:${second.port}/a${fragment}`)
    .concat(`HTTP://ANT.example:${second.port}/a`)
  const checked = await openTestEngine().checkLinks(urls, limits, forever)
  expect(urls.map(url => checked.get(url))).toMatchObject(
    ['#one', '#two', '', ''].map(fragment => ({kind: 'moved', finalUrl: `http://ant.example:${second.port}/b${fragment}`})),
  )
  expect(second.requests).toEqual(['GET ant.example/a', 'GET ant.example/b'])
})

test('what can not be asked is told without asking', async () => {
  expect(
    await verdicts(openTestEngine({resolve: async () => expect.fail('asked for a name')}), [
      'mailto:a@ant.example',
      '#ants',
      'docs/a.md',
      'www.ant.example/',
      'https://a b/',
      'https://https://ant.example/',
    ]),
  ).toEqual([
    'ignored other-scheme',
    'ignored relative',
    'ignored relative',
    'invalid no-scheme',
    'invalid not-an-address',
    'invalid doubled-scheme',
  ])
})

test('a domain that does not exist is dead', async () => {
  const resolve = async () => Promise.reject(Object.assign(new Error('x'), {failure: {kind: 'no such domain', detail: ''}}))
  expect(await verdicts(openTestEngine({resolve}), ['https://nowhere.example/'])).toEqual(['dead no-such-domain'])
})

test('a page that hangs once is asked for again meanwhile, and then counts', async () => {
  let asked = 0
  const web = await openLocalWeb((_, response) => {
    asked += 1
    if (asked > 1) response.end()
  })
  expect(await verdicts(openTestEngine(), [`http://ant.example:${web.port}/`], {retries: 1, timeoutMs: 600})).toEqual([
    'alive answers',
  ])
  expect(asked).toBe(2)
})

test('a halt with Retry-After is waited for, and the page then counts', async () => {
  let asked = 0
  const web = await openLocalWeb((_, response) => {
    asked += 1
    response.writeHead(asked === 1 ? 429 : 200, {'retry-after': '0'}).end()
  })
  expect(await verdicts(openTestEngine(), [`http://ant.example:${web.port}/`], {retries: 1})).toEqual(['alive answers'])
})

test('a halt for a day is not waited for', async () => {
  const web = await openLocalWeb((_, response) => response.writeHead(429, {'retry-after': '86400'}).end())
  expect(await verdicts(openTestEngine(), [`http://ant.example:${web.port}/`], {retries: 5})).toEqual([
    'unverified too-many-requests',
  ])
  expect(web.requests).toHaveLength(1)
})

test('a connection that breaks off, one that is refused and an answer that is none', async () => {
  const breaking = createServer(socket => socket.resetAndDestroy())
  const babbling = createServer(socket => socket.end('mumble\r\n\r\n'))
  onTestFinished(() => void [breaking.close(), babbling.close()])
  const closed = createServer()
  const closedPort = await listening(closed)
  await new Promise(resolve => closed.close(resolve))
  const ports = [await listening(breaking), closedPort, await listening(babbling)]
  expect(
    await verdicts(
      openTestEngine(),
      ports.map((port, index) => `http://s${index}.example:${port}/`),
    ),
  ).toEqual(['unverified reset', 'unverified connection-refused', 'unverified protocol'])
})

test('a connection that broke off once is tried again', async () => {
  let asked = 0
  const web = await openLocalWeb((request, response) => {
    asked += 1
    if (asked === 1) request.socket.resetAndDestroy()
    else response.end()
  })
  expect(await verdicts(openTestEngine(), [`http://ant.example:${web.port}/`], {retries: 1})).toEqual(['alive answers'])
})

test('a certificate that nobody trusts proves nothing', async () => {
  const web = await openLocalWeb((_, response) => response.end(), 'https')
  expect(await verdicts(openTestEngine(), [`https://tls.example:${web.port}/`, `https://other.example:${web.port}/`])).toEqual([
    'unverified tls-self-signed',
    'unverified tls-self-signed',
  ])
  expect(web.requests).toEqual([])
})

test('headers that do not come are a timeout, also with no connection at all', async () => {
  const silent = await openLocalWeb(() => {})
  const held: Socket[] = []
  const neverTls = createServer(socket => void held.push(socket))
  onTestFinished(() => {
    for (const socket of held) socket.destroy()
    neverTls.close()
  })
  const port = await listening(neverTls)
  const began = performance.now()
  expect(
    await verdicts(openTestEngine(), [`http://ant.example:${silent.port}/`, `https://bee.example:${port}/`], {timeoutMs: 150}),
  ).toEqual(['unverified timeout', 'unverified timeout'])
  expect(performance.now() - began).toBeLessThan(1500)
})

test('the deadline gives every link a verdict, those that were not asked too', async () => {
  const web = await openLocalWeb(() => {})
  const urls = Array.from({length: 50}, (_, n) => `http://s${n % 7}.example:${web.port}/${n}`)
  const began = performance.now()
  expect(await verdicts(openTestEngine(), urls, {deadlineMs: 200, concurrency: 4})).toEqual(
    urls.map(() => 'unverified not-reached'),
  )
  expect(performance.now() - began).toBeLessThan(2000)
})

test('whoever asked can stop it at once', async () => {
  const asked = new AbortController()
  const web = await openLocalWeb(() => asked.abort(new Error('newer head')))
  const began = performance.now()
  await expect(openTestEngine().checkLinks([`http://ant.example:${web.port}/`], limits, asked.signal)).rejects.toThrow(
    'newer head',
  )
  expect(performance.now() - began).toBeLessThan(2000)
  await expect(openTestEngine().checkLinks([], limits, asked.signal)).rejects.toThrow('newer head')
})

test('whoever has enough gets what is known at once, and the rest was not reached', async () => {
  const asked = new AbortController()
  const web = await openLocalWeb((request, response) => {
    if (request.url !== '/hang') response.writeHead(request.url === '/gone' ? 404 : 200).end()
  })
  const urls = ['/', '/gone', '/hang'].map(path => `http://ant.example:${web.port}${path}`).concat('mailto:a@ant.example')
  const told: string[] = []
  const began = performance.now()
  const onSettled = (url: string) => {
    told.push(url)
    if (url === urls[0]) asked.abort(enough)
  }
  const checked = await openTestEngine().checkLinks(urls, {...limits, onSettled}, asked.signal)
  expect(urls.map(url => checked.get(url)?.reason)).toEqual(['answers', 'not-reached', 'not-reached', 'other-scheme'])
  expect(told.toSorted()).toEqual(urls.toSorted())
  expect(performance.now() - began).toBeLessThan(2000)

  const before = await openTestEngine().checkLinks(urls, limits, asked.signal)
  expect([...before.values()].map(({kind}) => kind)).toEqual(['ignored', 'unverified', 'unverified', 'unverified'])
})

test('each address is told of once, with the verdict that it has in the end', async () => {
  const web = await openLocalWeb((request, response) => response.writeHead(request.url === '/gone' ? 404 : 200).end())
  const urls = ['/', '/#part', '/gone', '/gone#part', '/'].map(path => `http://ant.example:${web.port}${path}`)
  const told: [string, Verdict][] = []
  const onSettled = (url: string, verdict: Verdict) => void told.push([url, verdict])
  const checked = await openTestEngine().checkLinks(urls, {...limits, onSettled}, forever)
  expect(told).toHaveLength(4)
  expect(new Map(told)).toEqual(checked)
  expect(told.slice(2).map(([, {kind}]) => kind)).toEqual(['dead', 'dead'])
})

test('closing ends a run that is going, with a verdict for every link', async () => {
  const engine = openTestEngine()
  const web = await openLocalWeb(() => void engine.close())
  expect(await verdicts(engine, [`http://ant.example:${web.port}/`])).toEqual(['unverified not-reached'])
})

test('a body that drips, never ends or lies about its length does not matter: the status is there', async () => {
  const written = {endless: 0}
  const web = await openLocalWeb((request, response) => {
    response.setHeader('content-type', 'text/html')
    if (request.url === '/drip') response.write('<title>Ants</title>')
    if (request.url === '/short') response.writeHead(200, {'content-length': '5000'}).write('x', () => request.socket.destroy())
    if (request.url !== '/endless') return
    const pump = () => {
      while (!response.destroyed && response.write('x'.repeat(16_384))) written.endless += 16_384
    }
    response.on('drain', pump)
    pump()
  })
  const urls = ['/drip', '/endless', '/short'].map(path => `http://ant.example:${web.port}${path}`)
  expect(await verdicts(openTestEngine(), urls)).toEqual(urls.map(() => 'alive answers'))
  expect(written.endless).toBeLessThan(20_000_000)
})

test('bodies that nobody reads hold up no one', async () => {
  const web = await openLocalWeb((_, response) => {
    response.writeHead(200, {'content-type': 'application/pdf'})
    response.write('x'.repeat(100))
  })
  const urls = Array.from({length: 30}, (_, n) => `http://ant.example:${web.port}/${n}`)
  const began = performance.now()
  expect(await verdicts(openTestEngine(), urls, {perSite: 1, concurrency: 1})).toEqual(urls.map(() => 'alive answers'))
  expect(performance.now() - began).toBeLessThan(3000)
})

test('an inflated body is read to its title and no further', async () => {
  const page = `<title>Page not found</title>${'x'.repeat(30_000_000)}`
  const bodies: Record<string, Buffer> = {
    gzip: gzipSync(page),
    br: brotliCompressSync(page.slice(0, 3_000_000)),
    deflate: deflateSync(page),
    'x-gzip': gzipSync(page),
  }
  const raw = deflateRawSync('<title>Page not found</title>')
  const web = await openLocalWeb((request, response) => {
    const encoding = (request.url ?? '').slice(1)
    response.writeHead(200, {'content-type': 'text/html', 'content-encoding': encoding === 'raw' ? 'deflate' : encoding})
    response.end(encoding === 'raw' ? raw : (bodies[encoding] ?? 'garbage'))
  })
  const before = process.memoryUsage().rss
  const paths = [...Object.keys(bodies), 'raw']
  expect(
    await verdicts(
      openTestEngine(),
      paths.map(path => `http://ant.example:${web.port}/${path}`),
    ),
  ).toEqual(paths.map(() => 'unverified soft-404'))
  expect(await verdicts(openTestEngine(), [`http://ant.example:${web.port}/unknown`])).toEqual(['alive answers'])
  expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000)
})

test('a title in another charset is read', async () => {
  const web = await openLocalWeb((_, response) =>
    response
      .writeHead(200, {'content-type': 'text/html; charset=windows-1251'})
      .end(Buffer.from('<title>\xd1\xf2\xf0\xe0\xed\xe8\xf6\xe0 \xed\xe5 \xed\xe0\xe9\xe4\xe5\xed\xe0</title>', 'latin1')),
  )
  expect(await verdicts(openTestEngine(), [`http://ant.example:${web.port}/`])).toEqual(['unverified soft-404'])
})

test('a site that sets a cookie and asks to come back is satisfied, and no cookie reaches another chain', async () => {
  const cookies: (string | undefined)[] = []
  const web = await openLocalWeb((request, response) => {
    cookies.push(request.headers.cookie)
    if (request.headers.cookie === 'seen=1') response.end()
    else response.writeHead(302, {location: request.url ?? '/', 'set-cookie': 'seen=1; Path=/'}).end()
  })
  const engine = openTestEngine()
  expect(await verdicts(engine, [`http://ant.example:${web.port}/a`])).toEqual(['alive redirects'])
  expect(await verdicts(engine, [`http://ant.example:${web.port}/b`])).toEqual(['alive redirects'])
  expect(cookies).toEqual([undefined, 'seen=1', undefined, 'seen=1'])
})

test('a page that sends its readers on is followed, one that reloads itself is not', async () => {
  const web = await openLocalWeb((request, response) => {
    const target: Record<string, string> = {
      '/on': '0; url=/404',
      '/self': '5',
      '/same': '5; url=/same',
      '/app': '0; url=slack://open',
    }
    response.writeHead(request.url === '/404' ? 404 : 200, {'content-type': 'text/html'})
    response.end(`<meta http-equiv="refresh" content="${target[request.url ?? ''] ?? ''}">`)
  })
  const urls = ['/on', '/self', '/same', '/app'].map(path => `http://ant.example:${web.port}${path}`)
  expect(await verdicts(openTestEngine(), urls)).toEqual([
    'dead leads-to-not-found',
    'alive answers',
    'alive answers',
    'alive answers',
  ])
})

test('it asks as a browser does: no range, no word that sites turn away, no password, room for large headers', async () => {
  const seen: (readonly [string, string | undefined])[] = []
  const web = await openLocalWeb((request, response) => {
    for (const name of ['user-agent', 'accept', 'accept-language', 'range', 'authorization'])
      seen.push([name, request.headers[name]?.toString()])
    response.writeHead(200, {'x-large': 'x'.repeat(100_000)}).end()
  })
  expect(await verdicts(openTestEngine(), [`http://ada:secret@ant.example:${web.port}/`])).toEqual(['alive answers'])
  const headers = new Map(seen)
  expect(headers.get('user-agent')).not.toMatch(/link/i)
  expect(headers.get('accept')).toContain('text/html')
  expect(headers.get('accept-language')).toBeTruthy()
  expect(headers.get('range')).toBeUndefined()
  expect(headers.get('authorization')).toBeUndefined()
})

test('a link that answers takes not much longer than its answer, and connections are used again', async () => {
  const web = await openLocalWeb((_, response) => response.setHeader('content-type', 'text/html').end('<title>Ants</title>'))
  const engine = openTestEngine()
  await verdicts(engine, [`http://ant.example:${web.port}/`])
  const began = performance.now()
  for (let n = 0; n < 50; n += 1) await verdicts(engine, [`http://ant.example:${web.port}/${n}`])
  expect((performance.now() - began) / 50).toBeLessThan(60)
  expect(web.connections()).toBeLessThanOrEqual(3)
})

test('second looks do not wait for the slowest page', async () => {
  let looks = 0
  let answerSlow: (() => void) | undefined
  const web = await openLocalWeb((request, response) => {
    if (request.url === '/slow') answerSlow = () => response.end('here')
    else {
      looks += 1
      response.writeHead(404).end()
      // It answers only after the other page was looked at twice: who waits for it first gets no answer in time.
      if (looks === 2) answerSlow?.()
    }
  })
  const urls = [`http://slow.example:${web.port}/slow`, `http://ant.example:${web.port}/gone`]
  expect(await verdicts(openTestEngine(), urls, {timeoutMs: 3000})).toEqual(['alive answers', 'dead not-found'])
  expect(looks).toBe(2)
})
