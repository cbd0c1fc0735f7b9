import {request} from 'undici'
import {afterEach, beforeEach, expect, test} from 'vitest'
import {dayMs, openClock} from '../clock.ts'
import {openArchive} from './archive.ts'
import {alive, forSale, gone, life, limited, movedTo, pages} from './pages.ts'
import {startWeb, type Web} from './web.ts'

const clock = openClock()
let web: Web
beforeEach(async () => {
  web = await startWeb({now: clock.now})
})
afterEach(() => web.close())

const visit = async (url: string, headers: Record<string, string> = {}) => {
  const {host, pathname, search} = new URL(url)
  const answer = await request(web.url('127.0.0.1', `${pathname}${search}`), {headers: {host, ...headers}})
  return {status: answer.statusCode, headers: answer.headers, body: await answer.body.text()}
}

test('a page lives, dies, comes back and is sold as the days go by', async () => {
  web.site('ants.example', life([0, alive('Ants')], [3, gone], [5, alive('Ants')], [9, forSale]))
  const seen: string[] = []
  for (let day = 0; day < 10; day++) {
    const {status, body} = await visit(web.url('ants.example'))
    seen.push(`${status} ${/<title>(.*?)<\/title>/.exec(body)?.[1]}`)
    clock.jump(dayMs)
  }
  expect([...new Set(seen)]).toEqual(['200 Ants', '404 Not found', '200 ants.example is for sale'])
  expect(seen.findIndex(each => each.startsWith('404'))).toBe(3)
  expect(seen.lastIndexOf('200 Ants')).toBe(8)
})

test('who has a page already is told that it is the same, until it is another', async () => {
  web.site('ants.example', pages({'/': life([0, alive('Ants')], [1, alive('Casino')])}))
  const etag = String((await visit(web.url('ants.example'))).headers['etag'])
  expect(await visit(web.url('ants.example'), {'if-none-match': etag})).toMatchObject({status: 304, body: ''})
  clock.jump(dayMs)
  expect(await visit(web.url('ants.example'), {'if-none-match': etag})).toMatchObject({status: 200})
})

test('a site sends on, or asks to be left alone', async () => {
  web.site('ants.example', pages({'/old': movedTo('ants.example', '/new'), '/busy': limited(60)}))
  expect((await visit(web.url('ants.example', '/old'))).headers['location']).toBe(web.url('ants.example', '/new'))
  expect(await visit(web.url('ants.example', '/busy'))).toMatchObject({status: 429, headers: {'retry-after': '60'}})
  expect(await visit(web.url('ants.example', '/else'))).toMatchObject({status: 404})
})

test('in an outage everything fails at once, and is as it was afterwards', async () => {
  web.outage('not found')
  expect(await visit(web.url('alive.example'))).toMatchObject({status: 404})
  web.outage('reset')
  await expect(visit(web.url('alive.example'))).rejects.toThrow()
  web.outage(undefined)
  expect(await visit(web.url('alive.example'))).toMatchObject({status: 200})
})

test('the archive tells of the copies that it has, and whom it was asked about', async () => {
  const archive = openArchive(web)
  const ask = (url: string) =>
    visit(`${archive.url}/wayback/available?url=${encodeURIComponent(url)}`).then(({body}) => JSON.parse(body))
  archive.keep('http://ants.example/', Date.UTC(2018, 11, 24, 15, 30))
  expect(await ask('http://ants.example/')).toMatchObject({
    archived_snapshots: {
      closest: {
        available: true,
        status: '200',
        timestamp: '20181224153000',
        url: expect.stringContaining('/web/20181224153000/'),
      },
    },
  })
  expect(await ask('http://bees.example/')).toEqual({url: 'http://bees.example/', archived_snapshots: {}})
  expect(archive.asked).toEqual(['http://ants.example/', 'http://bees.example/'])
})
