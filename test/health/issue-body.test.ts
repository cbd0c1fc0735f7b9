import fc from 'fast-check'
import {expect, test} from 'vitest'
import {parse} from 'yaml'
import {healthCheck} from '../../src/health/health-check.ts'
import {mostBytes, wroteOf} from '../../src/health/issue-body.ts'
import {readOrders} from '../../src/health/read-orders.ts'
import {readMarker} from '../../src/markdown/marker.ts'
import {readSettings} from '../../src/settings/read-settings.ts'
import {bodyOn, dayMs, dead, fine, healthOf, held, type Links, movedTo, record, silent, start, struck} from './health-of.ts'

test('a dead link is told with its entry, its line, since when and why, and can be ignored or snoozed', () => {
  const body = bodyOn([
    [held('https://ant.example/', 12), struck()],
    ...Array.from({length: 1203}, (_, n) => [held(`https://ok${n}.example/`), record(fine)] as const),
  ])
  expect(body).toContain('**1 of 1,204 links is dead.** 1,203 answer.\n')
  expect(body).toContain(
    '- `Entry 12` in `Ants` · [`readme.md` line 12](https://github.com/ada/awesome-ants/blob/c0ffee0000000000000000000000000000000000/readme.md?plain=1#L12)\\\n' +
      '  [`https://ant.example/`](https://ant.example/)\\\n' +
      '  since 27 October 2026: the server answers `404 Not Found`\n' +
      '  - [ ] ignore <!-- listkeeper ignore ',
  )
})

test('an address that stands in many places is one row with its places', () => {
  const link = held('https://ant.example/', 1)
  const places = [1, 2, 3, 4, 5].map(line => ({path: 'readme.md', line}))
  const body = bodyOn([[{...link, places}, struck()]])
  expect(body.match(/https:\/\/ant\.example\//g)).toHaveLength(2)
  expect(body).toContain('and 2 more places')
})

test.each([0, 30, 200, 3000])(
  'with %i more dead links than one it is within the limit, says how many are left out, and can be read again',
  more => {
    const many = Array.from(
      {length: 600},
      (_, n) => [held(`https://old${n}.example/a`), record(movedTo(`https://old${n}.example/b`))] as const,
    )
    const unsure = Array.from({length: 600}, (_, n) => [held(`https://slow${n}.example/a`), record(silent)] as const)
    const body = bodyOn([...dead(more + 1), ...many, ...unsure])
    expect(new TextEncoder().encode(body).length).toBeLessThanOrEqual(mostBytes)
    expect(wroteOf(body)).toBeDefined()
    const told = body.match(/<!-- listkeeper snooze /g)?.length ?? 0
    const left =
      /### Dead[\s\S]*?(?:(\d[\d,]*) more are left out: there is no room for more text here\.)?\n\n###/.exec(body)?.[1] ?? '0'
    expect(told + Number(left.replace(',', ''))).toBe(more + 1)
    if (more < 100) expect(told).toBe(more + 1)
    // What matters least is cut first.
    expect(body).toMatch(/600 links could not be verified[\s\S]*are left out: there is no room/)
  },
)

test('addresses of any length and any letters keep it within the limit', () => {
  const address = fc
    .tuple(fc.string({unit: 'binary', maxLength: 3000}), fc.nat(3))
    .map(([text, n]) => `https://ant${n}.example/${text}`)
  fc.assert(
    fc.property(fc.uniqueArray(address, {minLength: 1, maxLength: 30}), urls => {
      const links = urls.flatMap((url, index): Links => [[held(url, index + 1, {entry: url, section: url, path: url}), struck()]])
      const body = bodyOn([...links, [held('https://dead.example/'), struck()]])
      expect(new TextEncoder().encode(body).length).toBeLessThanOrEqual(mostBytes)
      expect(readMarker(body)?.kind).toBe('health')
      expect(readOrders(body)).toEqual([])
    }),
    {numRuns: 12},
  )
})

test('the list of what is ignored is settings that read back', () => {
  const hostile = [
    'https://ant.example/"quoted"',
    "https://ant.example/'x': y # z",
    'https://ant.example/&a*b',
    'https://ant.example/{{x}}|>-',
    'https://ant.example/é\u202e',
  ]
  const settings = {links: {ignore: [{url: 'https://*.bee.example/*', reason: 'works: "in" a browser', until: '2027-01-31'}]}}
  const links: Links = [...hostile.map(url => [held(url), struck()] as const), ...dead(1)]
  const decisions = hostile.map(url => ({url, kind: 'ignore', by: 'ada', atMs: start}) as const)
  const body = bodyOn(links, {settings, decisions})
  const yaml = /```yaml\n([\s\S]*?)\n```/.exec(body)?.[1] ?? ''
  const reason = 'ignored by ada on 2026-11-03'
  expect(parse(yaml)).toEqual({links: {ignore: [...settings.links.ignore, ...hostile.map(url => ({url, reason}))]}})
  expect(readSettings(yaml, '.github/listkeeper.yml').mistakes).toEqual([])
})

test('trend, scans and what was fixed since last time are told in days that stay true', () => {
  const counts = {links: 3, alive: 2, suspects: 0, moved: 0, unverified: 0}
  const health: Links = [...dead(1), [held('https://mended.example/'), record(fine)]]
  const body = bodyOn(
    health,
    {},
    {
      trend: [
        {...counts, atMs: start - 604_800_000, dead: 2},
        {...counts, atMs: start, dead: 1},
      ],
    },
  )
  expect(body).toContain('Scanned on 3 November 2026, 04:12 UTC; the next scan is due on 10 November 2026, 04:12 UTC.')
  expect(body).toContain('Dead in the last 2 scans, since 27 October 2026: 2 → 1')
})

test('the check run never fails, and says where the rest is told', () => {
  const check = healthCheck(
    healthOf([...dead(2), [held('https://ok.example/'), record(fine)]]),
    start,
    'https://github.com/ada/awesome-ants/issues/7',
  )
  expect(check).toMatchObject({title: '2 dead links', conclusion: 'neutral', buttons: [{identifier: 'scan-now'}]})
  expect(check.summary).toContain('**2 of 3 links are dead.** 1 answers. The next scan is due on 3 November 2026, 04:12 UTC.')
  expect(healthCheck(healthOf([[held('https://ok.example/'), record(fine)]]), undefined, undefined)).toMatchObject({
    title: 'No dead links',
    summary: '**No dead links.** 1 link answers.',
    conclusion: 'success',
  })
})

test('the first words are what matters, and the numbers add up', () => {
  const first = (links: Links) => healthCheck(healthOf(links), undefined, undefined).summary
  const moved = (n: number) => [held(`https://old${n}.example/a`), record(movedTo(`https://old${n}.example/b`))] as const
  const ok = [held('https://ok.example/'), record(fine)] as const
  const slow = [held('https://slow.example/'), record(silent)] as const
  const fresh = [held('https://new.example/'), undefined] as const
  const sold = [held('https://sold.example/'), record(fine, {handed: {why: 'domain for sale', sinceMs: start}})] as const

  expect(first([...dead(2), ok, moved(1), slow, fresh, sold])).toBe(
    '**2 of 7 links are dead.** 2 answer (1 has moved), 1 may have changed hands, 1 could not be verified, 1 was not looked at yet.',
  )
  expect(first([ok, moved(1), moved(2)])).toBe('**No dead links.** All 3 links answer (2 have moved).')
  expect(first([ok, slow])).toBe('**No dead links.** 1 of 2 links answer, 1 could not be verified.')
  expect(first(dead(1))).toBe('**1 of 1 link is dead.**')
  expect(first([slow])).toBe('**No dead links.** 1 could not be verified.')
  expect(first([])).toBe('**There are no links to look at.**')
})

test.each([
  [{}, 'Gone in at least 3 scans over at least 7 days. Replace'],
  [{scans: 1}, 'Gone over at least 7 days. Replace'],
  [{scans: 1, days: 1}, 'Gone over at least 1 day. Replace'],
  [{scans: 2, days: 0}, 'Gone in at least 2 scans. Replace'],
  [{scans: 1, days: 0}, '\n\nReplace'],
])('what dead means is told as the settings say: %o', (strikes, words) => {
  expect(bodyOn(dead(1), {settings: {strikes}})).toContain(
    `${words} or remove them, or tick what is to be left alone.\n\n- \`Entry 1\``,
  )
})

test('whatever rides along can be ignored, too, and the new address be opened before it is used', () => {
  const stale = record(fine, {repository: {id: 'R1', name: 'ada/ants', isArchived: true}})
  const body = bodyOn([
    ...dead(1),
    [held('https://old.example/a'), record(movedTo('https://old.example/b'))],
    [held('https://github.com/ada/ants'), stale],
    [held('http://[no'), undefined],
  ])
  expect(body).toContain('`https://old.example/a` → [`https://old.example/b`](https://old.example/b)\n  - [ ] ignore')
  expect(body).toContain('archived: it is no longer worked on\n  - [ ] ignore')
  expect(body).toContain('### Not web addresses')
  expect(body.match(/- \[ \] ignore/g)).toHaveLength(4)
  expect(body.match(/- \[ \] snooze/g)).toHaveLength(1)
})

test('what is dead for longest comes first, and what died on one day in the order of the list', () => {
  const since = (days: number, ms: number) => {
    const firstMs = start - days * dayMs - ms
    return struck({strikes: {count: 4, firstMs, lastMs: start, proof: {kind: 'dead', reason: 'not-found', status: 404}}})
  }
  const body = bodyOn([
    [held('https://a.example/', 1), since(8, 1000)],
    [held('https://b.example/', 2), since(8, 2000)],
    [held('https://c.example/', 3), since(90, 0)],
  ])
  expect([...body.matchAll(/- `Entry (\d)`/g)].map(([, line]) => line)).toEqual(['3', '1', '2'])
})
