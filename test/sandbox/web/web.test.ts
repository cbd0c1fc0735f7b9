import {Resolver} from 'node:dns/promises'
import {request} from 'undici'
import {afterEach, expect, test} from 'vitest'
import {startWeb, type Web} from './web.ts'

let web: Web
afterEach(() => web.close())

/** As a browser that resolves names by our name server would. */
const visit = (host: string, path = '/') =>
  request(web.url('127.0.0.1', path), {headers: {host: new URL(web.url(host)).host}}).then(
    async ({statusCode, headers, body}) => ({
      statusCode,
      location: headers['location'],
      body: await body.text(),
    }),
  )

const resolver = () => {
  const asked = new Resolver({tries: 1, timeout: 2000})
  asked.setServers([web.nameServer])
  return asked
}

test('a name says what its pages do', async () => {
  web = await startWeb()
  expect(await visit('alive.example', '/ant')).toMatchObject({
    statusCode: 200,
    body: expect.stringContaining('<title>Alive: ant</title>'),
  })
  expect(await visit('gone.example')).toMatchObject({statusCode: 404})
  expect(await visit('refusing.example')).toMatchObject({statusCode: 403})
  expect(await visit('limited.example')).toMatchObject({statusCode: 429})
  expect(await visit('moved.example', '/ant')).toMatchObject({statusCode: 301, location: web.url('moved.example', '/new/ant')})
  expect(await visit('moved.example', '/new/ant')).toMatchObject({statusCode: 200})
  expect(await visit('elsewhere.example', '/ant')).toMatchObject({statusCode: 301, location: web.url('alive.example', '/ant')})
  await expect(visit('broken.example')).rejects.toThrow()
})

test('a test puts its own host on the web, with a page that it can change', async () => {
  web = await startWeb()
  web.site('ants.example', ({path}) => ({status: path === '/army' ? 200 : 410}))
  expect(await visit('ants.example', '/army')).toMatchObject({statusCode: 200})
  expect(await visit('ants.example', '/fire')).toMatchObject({statusCode: 410})
  expect(web.visits.map(({asked, answer}) => `${asked} ${answer}`)).toEqual([
    `${web.url('ants.example', '/army')} 200`,
    `${web.url('ants.example', '/fire')} 410`,
  ])
})

test('names lead to this machine, into a private network, or nowhere; of names elsewhere nothing is known', async () => {
  web = await startWeb()
  expect(await resolver().resolve4('gone.example')).toEqual(['127.0.0.1'])
  expect(await resolver().resolve4('private.example')).toEqual(['10.0.0.1'])
  await expect(resolver().resolve6('gone.example')).rejects.toMatchObject({code: 'ENODATA'})
  await expect(resolver().resolve4('no-such-domain.example')).rejects.toMatchObject({code: 'ENOTFOUND'})
  await expect(resolver().resolve4('github.com')).rejects.toMatchObject({code: 'EREFUSED'})
})

test('an answer takes as long as was asked for', async () => {
  web = await startWeb({latencyMs: 40})
  const startMs = performance.now()
  await visit('alive.example')
  expect(performance.now() - startMs).toBeGreaterThanOrEqual(39)
})
