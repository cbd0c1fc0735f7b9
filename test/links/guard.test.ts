import {expect, test} from 'vitest'
import {openLocalWeb, openTestEngine, verdicts} from './local-web.ts'

const refused = 'refused private-address'

test('an address of this machine is refused however it is written, and nobody is connected to', async () => {
  const web = await openLocalWeb((_, response) => response.end('secret'), 'http', '::')
  const engine = openTestEngine({allowPrivate: []})
  const hosts = [
    '127.0.0.1',
    '[::1]',
    '0x7f.1',
    '2130706433',
    '127.1',
    '0177.0.0.1',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[64:ff9b::7f00:1]',
    '0.0.0.0',
    '[::]',
    'localhost',
    'ant.example',
  ]
  const urls = hosts.flatMap(host => [`http://${host}:${web.port}/`, `https://${host}:${web.port}/`])
  expect(await verdicts(engine, urls)).toEqual(urls.map(() => refused))
  expect(web.connections()).toBe(0)
})

test('one inside address among others refuses the name', async () => {
  const web = await openLocalWeb((_, response) => response.end())
  const engine = openTestEngine({allowPrivate: ['127.0.0.1'], resolve: async () => ['127.0.0.1', '10.0.0.1']})
  expect(await verdicts(engine, [`http://ant.example:${web.port}/`])).toEqual([refused])
  expect(web.connections()).toBe(0)
})

test('a name that changes its address between two questions fools nobody', async () => {
  const inside = await openLocalWeb((_, response) => response.end('secret'))
  let asked = 0
  const engine = openTestEngine({
    allowPrivate: ['127.0.0.2'],
    resolve: async () => {
      asked += 1
      return [asked % 2 === 1 ? '127.0.0.2' : '127.0.0.1']
    },
  })
  const urls = [1, 2, 3, 4].map(n => `http://rebind.example:${inside.port}/${n}`)
  const results = await verdicts(engine, urls, {perSite: 1})
  expect(results.every(result => result === refused || result === 'unverified connection-refused')).toBe(true)
  expect(results).toContain(refused)
  expect(inside.connections()).toBe(0)
})

test('a redirect into a private network is refused at its door, also by the page itself', async () => {
  const inside = await openLocalWeb((_, response) => response.end('secret'), 'http', '::')
  const outside = await openLocalWeb((request, response) => {
    const target = `http://[::1]:${inside.port}/`
    if (request.url === '/meta')
      response.setHeader('content-type', 'text/html').end(`<meta http-equiv=refresh content="0;url=${target}">`)
    else response.writeHead(302, {location: target}).end()
  })
  const engine = openTestEngine()
  expect(await verdicts(engine, [`http://ant.example:${outside.port}/`, `http://ant.example:${outside.port}/meta`])).toEqual([
    refused,
    refused,
  ])
  expect(inside.connections()).toBe(0)
})

test('ports of other trades are refused, also where the operator allows the address', async () => {
  expect(
    await verdicts(openTestEngine(), ['http://ant.example:25/', 'http://ant.example:6667/', 'http://127.0.0.1:22/']),
  ).toEqual(Array.from({length: 3}).fill('refused blocked-port'))
})

test('what the operator names is let through: an address, a network, a name, and nothing else', async () => {
  const web = await openLocalWeb((_, response) => response.end())
  const urls = [`http://127.0.0.1:${web.port}/`, `http://wiki.example:${web.port}/`]
  expect(await verdicts(openTestEngine({allowPrivate: ['127.0.0.1']}), urls)).toEqual(['alive answers', 'alive answers'])
  expect(await verdicts(openTestEngine({allowPrivate: ['127.0.0.0/8']}), urls)).toEqual(['alive answers', 'alive answers'])
  expect(await verdicts(openTestEngine({allowPrivate: ['wiki.example']}), urls)).toEqual([refused, 'alive answers'])
})

test('an allowance that makes no sense is said at once', () => {
  expect(() => openTestEngine({allowPrivate: ['10.0.0.0/99']})).toThrow('"10.0.0.0/99" is no address')
})

test('the next address is tried where one does not answer', async () => {
  const web = await openLocalWeb((_, response) => response.end())
  const engine = openTestEngine({allowPrivate: ['127.0.0.0/8'], resolve: async () => ['127.0.0.9', '127.0.0.1']})
  expect(await verdicts(engine, [`http://ant.example:${web.port}/`])).toEqual(['alive answers'])
})
