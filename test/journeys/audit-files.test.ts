import fc from 'fast-check'
import {expect, test} from 'vitest'
import type {Asking} from '../../src/journeys/ask-links.ts'
import {auditFiles} from '../../src/journeys/audit-files.ts'
import {type AuditHistory, merged, noHistory, pruned} from '../../src/journeys/audit-history.ts'
import type {CheckLinks} from '../../src/links/check-links.ts'
import {enough} from '../../src/links/check-links.ts'
import type {Verdict} from '../../src/verdict/verdict.ts'

const dayMs = 86_400_000
const never = new AbortController().signal
const sites = 'ant bee fly moth wasp beetle mantis cricket louse flea'.split(' ')
const files = [{path: 'readme.md', text: sites.map(name => `- [${name}](https://${name}.example/) - Hums.\n`).join('')}]

const alive = (url: string): Verdict => ({kind: 'alive', reason: 'answers', status: 200, finalUrl: url})
const dead: Verdict = {kind: 'dead', reason: 'gone', status: 410}
const timeout: Verdict = {kind: 'unverified', reason: 'timeout', status: undefined, detail: ''}

/** A web of which one function says everything, and the moment it is. */
const web = (verdictOf: (url: string) => Verdict, nowMs: number): Asking => ({
  checkLinks: async urls => new Map(urls.map(url => [url, verdictOf(url)])),
  now: () => nowMs,
})

const auditOn = (verdictOf: (url: string) => Verdict, nowMs: number, history: AuditHistory | undefined) =>
  auditFiles(web(verdictOf, nowMs), files, {}, history, never)

const kinds = ({health}: Awaited<ReturnType<typeof auditOn>>): string[] => [...new Set(health.links.map(({state}) => state.kind))]

test('when most sites fail at once, our own network is to blame: everything stands as it was, and it is said', async () => {
  const first = await auditOn(alive, dayMs, noHistory)
  const second = await auditOn(() => timeout, 8 * dayMs, first.history)
  expect(kinds(second)).toEqual(['alive'])
  expect(second.notes).toEqual([
    'Most sites that answered before failed at once, so the network here is to blame: 10 pages stand as they were known before.',
  ])
  // It proves nothing, so it is no part of the trend, and what is remembered is what was.
  expect(second.trend).toEqual(first.trend)
  expect([...second.history.pages].map(([page, {record}]) => [page, record])).toEqual(
    [...first.history.pages].map(([page, {record}]) => [page, record]),
  )
})

test('any verdicts on any days: without strikes over seven days nothing is called dead', async () => {
  const day = fc.record({gap: fc.integer({min: 1, max: 20}), sees: fc.constantFrom(dead, timeout, alive('https://ant.example/'))})
  await fc.assert(
    fc.asyncProperty(fc.array(day, {minLength: 1, maxLength: 12}), async days => {
      let history = noHistory
      let nowMs = 0
      let strikes: number[] = []
      for (const {gap, sees} of days) {
        nowMs += gap * dayMs
        const audit = await auditFiles(
          web(() => sees, nowMs),
          [{path: 'a.md', text: '- [A](https://ant.example/) - Hums.'}],
          {},
          history,
          never,
        )
        history = audit.history
        strikes = sees.kind === 'alive' ? [] : sees.kind === 'dead' ? [...strikes, nowMs] : strikes
        const isDead = strikes.length >= 3 && nowMs - (strikes[0] ?? 0) >= 7 * dayMs
        if (audit.health.links[0]?.state.kind === 'dead') expect(isDead).toBe(true)
        if (isDead && sees.kind === 'dead') expect(audit.health.links[0]?.state.kind).toBe('dead')
      }
    }),
    {numRuns: 60},
  )
})

test('what was not reached keeps what was known of it, and is asked for the next time', async () => {
  const first = await auditOn(alive, dayMs, noHistory)
  const stop = new AbortController()
  const asked: string[] = []
  const checkLinks: CheckLinks = async urls => {
    asked.push(...urls)
    stop.abort(enough)
    return new Map(urls.map(url => [url, {...timeout, reason: 'not-reached'} as const]))
  }
  const second = await auditFiles({checkLinks, now: () => 3 * dayMs}, files, {}, first.history, stop.signal)
  expect([kinds(second), asked.length]).toEqual([['alive'], 10])
  asked.length = 0
  await auditFiles({checkLinks, now: () => 3 * dayMs + 1}, files, {}, second.history, never)
  expect(asked).toHaveLength(10)
})

test('a page that no list holds any more is remembered for 90 days, strikes and all, and then forgotten', async () => {
  const {history} = await auditOn(() => dead, dayMs, noHistory)
  const others = [{path: 'readme.md', text: '- [New](https://new.example/) - Hums.\n'}]
  const later = await auditFiles(web(alive, 60 * dayMs), others, {}, history, never)
  expect(pruned(later.history, 60 * dayMs).pages.get('https://bee.example/')?.record.strikes?.count).toBe(1)
  expect([...pruned(later.history, 91 * dayMs).pages.keys()]).toEqual(['https://new.example/'])
})

test('two runs that overlap lose nothing of each other', async () => {
  const begun = (await auditOn(alive, dayMs, noHistory)).history
  const one = (await auditOn(url => (url.includes('bee') ? dead : alive(url)), 9 * dayMs, begun)).history
  const other = (
    await auditFiles(web(alive, 10 * dayMs), [{path: 'b.md', text: '- [New](https://new.example/) - Hums.\n'}], {}, begun, never)
  ).history
  for (const both of [merged(one, other), merged(other, one)]) {
    expect(both.pages.size).toBe(11)
    expect(both.pages.get('https://bee.example/')?.record.verdict.kind).toBe('dead')
    expect(both.runs.map(({atMs}) => atMs / dayMs)).toEqual([1, 9, 10])
  }
})

test('of the same files the last twelve runs are kept, however many there are', () => {
  const run = (atMs: number, path: string) => ({
    paths: [path],
    atMs,
    links: 1,
    alive: 1,
    dead: 0,
    suspects: 0,
    moved: 0,
    unverified: 0,
  })
  const runs = Array.from({length: 30}, (_, n) => run(n, n % 2 === 0 ? 'a.md' : 'b.md'))
  const kept = pruned({pages: new Map(), runs}, 100).runs.map(({atMs}) => atMs)
  expect(kept).toEqual(Array.from({length: 24}, (_, n) => n + 6))
})
