import {expect, onTestFinished, test, vi} from 'vitest'
import {afterAnswer, afterAsking, turnAt, unknownSite} from '../../src/links/politeness.ts'
import {openSiteBook} from '../../src/links/site-book.ts'
import {siteOf} from '../../src/url/site.ts'
import {forever, limits, openLocalWeb, openTestEngine, verdicts} from './local-web.ts'

const hourMs = 3_600_000

test('a pause that a site asked for is kept when the process is killed and another one begins', async () => {
  let halts = true
  const web = await openLocalWeb((_, response) =>
    halts ? response.writeHead(429, {'retry-after': '3600'}).end() : response.end(),
  )
  const page = `http://ant.example:${web.port}/`
  const site = siteOf(page) ?? ''
  const killed = openTestEngine()
  expect(await verdicts(killed, [page])).toEqual(['unverified too-many-requests'])
  const kept: unknown = JSON.parse(JSON.stringify([...killed.sites.save([site, 'never-asked.example'])]))
  await killed.close()
  halts = false

  expect(kept).toEqual([[site, expect.objectContaining({pausedUntilMs: expect.any(Number), halts: 1})]])
  const next = openTestEngine()
  next.sites.restore(new Map(kept as [string, unknown][]))
  expect(await verdicts(next, [page, `${page}other`])).toEqual(['unverified paused-site', 'unverified paused-site'])
  expect(web.requests).toHaveLength(1)
  // A stranger would be asked.
  expect(await verdicts(openTestEngine(), [page])).toEqual(['alive answers'])
})

test('what is under way when something is restored stays counted, and ends', async () => {
  const engine = openTestEngine()
  const web = await openLocalWeb((request, response) => {
    engine.sites.restore(
      new Map([
        [siteOf(`http://${request.headers.host}/`) ?? '', {lastAskedMs: Date.now() + 10, limit: 2, asked: 9, answered: 9}],
      ]),
    )
    setImmediate(() => response.end())
  })
  const pages = Array.from({length: 12}, (_, n) => `http://ant.example:${web.port}/${n}`)
  const checked = await engine.checkLinks(pages, limits, forever)
  expect(pages.map(page => checked.get(page)?.kind)).toEqual(pages.map(() => 'alive'))
})

test('nonsense is a stranger', () => {
  const book = openSiteBook(() => 1_000_000)
  book.restore(
    new Map<string, unknown>([
      ['ant.example', {limit: 0}],
      ['bee.example', 'x'],
      ['cat.example', null],
      ['dog.example', {}],
    ]),
  )
  expect(['ant.example', 'bee.example', 'cat.example', 'dog.example', 'elk.example'].map(book.read)).toEqual(
    Array.from({length: 5}, () => unknownSite),
  )
  expect(book.save(['ant.example', 'elk.example'])).toEqual(new Map())
})

test('a site that asked for a day is left alone for a day, although others are forgotten sooner', () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const book = openSiteBook()
  const halted = (site: string, retryAfterMs: number) =>
    book.change(site, state =>
      afterAnswer(afterAsking(state, Date.now()), {kind: 'rushed', startedMs: Date.now(), retryAfterMs}, Date.now()),
    )
  halted('ant.example', 24 * hourMs)
  halted('bee.example', 1000)
  vi.advanceTimersByTime(23 * hourMs)
  expect(turnAt(book.read('ant.example'), Date.now())).toMatchObject({kind: 'paused site'})
  expect(book.read('bee.example')).toBe(unknownSite)
  const other = openSiteBook()
  other.restore(book.save(['ant.example', 'bee.example']))
  expect(turnAt(other.read('ant.example'), Date.now())).toMatchObject({kind: 'paused site'})
  vi.advanceTimersByTime(hourMs + 2000)
  expect([book, other].map(each => each.read('ant.example'))).toEqual([unknownSite, unknownSite])
})

test('when a request ends, runs that somebody waits for are told before patient ones', () => {
  const book = openSiteBook()
  const told: string[] = []
  book.join(() => told.push('scan'), true)
  book.join(() => told.push('pull'))
  const own = book.join(() => told.push('own'), true)
  own.tellOthers()
  expect(told).toEqual(['pull', 'scan'])
  own.leave()
})
