import {getEventListeners} from 'node:events'
import type {ServerResponse} from 'node:http'
import {expect, test} from 'vitest'
import {siteOf} from '../../src/url/site.ts'
import {forever, limits, openLocalWeb, openTestEngine} from './local-web.ts'

/** The most that is open at a web at once, and how it answers when it is told to. */
async function openSlowWeb(answer: (response: ServerResponse) => void) {
  let open = 0
  let most = 0
  const web = await openLocalWeb((_, response) => {
    open += 1
    most = Math.max(most, open)
    response.on('close', () => {
      open -= 1
    })
    answer(response)
  })
  return {
    web,
    open: () => open,
    most: () => most,
    page: (run: number, site: number, n: number) => `http://s${site}-run${run}.example:${web.port}/${n}`,
  }
}

const scan = {...limits, concurrency: 64, perSite: 16, deadlineMs: 120_000, isPatient: true}

test('sixteen runs of a hundred pages of thirty sites at once: all are answered, never more is open than may be, and nothing stays behind', async () => {
  const slow = await openSlowWeb(response => void setTimeout(() => response.end(), 20))
  const engine = openTestEngine({mostAtOnce: 40})
  const stop = new AbortController()
  const batches = Array.from({length: 16}, (_, run) => Array.from({length: 100}, (__, n) => slow.page(run, n % 30, n)))
  const verdicts = await Promise.all(batches.map(pages => engine.checkLinks(pages, scan, stop.signal)))
  for (const [run, pages] of batches.entries())
    expect(pages.map(page => verdicts[run]?.get(page)?.reason)).toEqual(pages.map(() => 'answers'))
  expect(slow.web.requests).toHaveLength(1600)
  expect(slow.most()).toBeLessThanOrEqual(30)
  expect(slow.most()).toBeGreaterThan(20)
  expect(getEventListeners(stop.signal, 'abort')).toEqual([])
  const sites = batches.flat().map(page => siteOf(page) ?? '')
  for (const site of engine.sites.save(sites).values()) expect(site).toMatchObject({answered: site['asked']})
}, 60_000)

test('however many scans hang, a pull request is answered meanwhile', async () => {
  let hangs = true
  const hanging: ServerResponse[] = []
  const slow = await openSlowWeb(response => void (hangs ? hanging.push(response) : response.end()))
  const engine = openTestEngine({mostAtOnce: 16})
  const scans = [1, 2, 3].map(run =>
    engine.checkLinks(
      Array.from({length: 30}, (_, n) => slow.page(run, n, n)),
      {...scan, timeoutMs: 60_000},
      forever,
    ),
  )
  await expect.poll(slow.open).toBe(12)
  hangs = false
  const asked = Array.from({length: 30}, (_, n) => slow.page(9, n, n))
  const pull = await engine.checkLinks(asked, limits, forever)
  expect(asked.map(page => pull.get(page)?.kind)).toEqual(asked.map(() => 'alive'))
  expect(slow.open()).toBe(12)
  for (const response of hanging) response.end()
  for (const checked of await Promise.all(scans)) expect([...checked.values()].every(({kind}) => kind === 'alive')).toBe(true)
})

test('a small scan beside a large one is not held up by it', async () => {
  const slow = await openSlowWeb(response => void setTimeout(() => response.end(), 5))
  const engine = openTestEngine({mostAtOnce: 8})
  const ends: string[] = []
  const run = async (name: string, size: number) => {
    await engine.checkLinks(
      Array.from({length: size}, (_, n) => slow.page(size, n, n)),
      scan,
      forever,
    )
    ends.push(name)
  }
  await Promise.all([run('large', 300), run('small', 20)])
  expect(ends).toEqual(['small', 'large'])
})
