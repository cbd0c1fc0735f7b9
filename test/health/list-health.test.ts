import {expect, test} from 'vitest'
import {countsOf} from '../../src/health/counts-of.ts'
import type {Settings} from '../../src/settings/settings.ts'
import type {Verdict} from '../../src/verdict/verdict.ts'
import {dayMs, fine, gone, healthOf, held, type Known, movedTo, record, silent, start, struck} from './health-of.ts'

const url = 'https://ant.example/hill#top'

const stateOf = (known: Parameters<typeof healthOf>[0][number], about: Known = {}) => healthOf([known], about).links[0]?.state

const strikes = (count: number, days: number) => record(gone, {strikes: {count, firstMs: start - days * dayMs, lastMs: start}})

const elsewhere = (title: string, finalUrl = 'https://ant.dev/hill'): Verdict => ({
  kind: 'unverified',
  reason: 'other-site',
  status: 200,
  detail: '',
  elsewhere: {finalUrl, title, permanent: true},
})

const handed = {why: 'other site', sinceMs: start} as const

test.each([
  ['never looked at', undefined, {}, {kind: 'new'}],
  ['alive', record(fine), {}, {kind: 'alive', reason: 'answers', status: 200}],
  ['dead once', strikes(1, 0), {}, {kind: 'suspect', reason: 'not-found', status: 404, sinceMs: start, strikes: 1}],
  [
    'dead often, in a short time',
    strikes(9, 6),
    {},
    {kind: 'suspect', reason: 'not-found', status: 404, sinceMs: start - 6 * dayMs, strikes: 9},
  ],
  [
    'dead for long, seen twice',
    strikes(2, 30),
    {},
    {kind: 'suspect', reason: 'not-found', status: 404, sinceMs: start - 30 * dayMs, strikes: 2},
  ],
  ['dead', strikes(3, 7), {}, {kind: 'dead', reason: 'not-found', status: 404, sinceMs: start - 7 * dayMs}],
  [
    'dead by the strikes of the settings',
    strikes(1, 0),
    {strikes: {scans: 1, days: 0}},
    {kind: 'dead', reason: 'not-found', status: 404, sinceMs: start},
  ],
  [
    'dead, and silent since',
    struck({verdict: silent}),
    {},
    {kind: 'dead', reason: 'not-found', status: 404, sinceMs: start - 7 * dayMs},
  ],
  [
    'dead, with a copy',
    struck({copy: {askedMs: start, url: 'https://web.archive.org/x'}}),
    {},
    {kind: 'dead', reason: 'not-found', status: 404, sinceMs: start - 7 * dayMs, copyUrl: 'https://web.archive.org/x'},
  ],
  [
    'dead with a status that counts as alive',
    struck(),
    {links: {accept: [404]}},
    {kind: 'alive', reason: 'accepted', status: 404},
  ],
  [
    'moved: the fragment goes along',
    record(movedTo('https://ant.example/b')),
    {},
    {kind: 'moved', reason: 'permanent-redirect', finalUrl: 'https://ant.example/b#top', sinceMs: start},
  ],
  [
    'moved with a fragment of its own',
    record(movedTo('https://ant.example/b#new')),
    {},
    {kind: 'moved', reason: 'permanent-redirect', finalUrl: 'https://ant.example/b#new', sinceMs: start},
  ],
  ['unverified', record(silent), {}, {kind: 'unverified', reason: 'timeout', status: undefined, sinceMs: start}],
  [
    'on another site without proof',
    record(elsewhere('Casino'), {handed}),
    {},
    {kind: 'handed', ...handed, leadsTo: 'https://ant.dev/hill'},
  ],
  [
    'on another site, with the name of the entry',
    record(elsewhere('Entry 1, the hill'), {handed}),
    {},
    {kind: 'moved', reason: 'same-thing', finalUrl: 'https://ant.dev/hill#top', sinceMs: start},
  ],
  [
    'of somebody else, maybe',
    record(fine, {handed: {why: 'other title', sinceMs: start}}),
    {},
    {kind: 'handed', why: 'other title', sinceMs: start},
  ],
  [
    'moved by somebody else, maybe',
    record(movedTo('https://ant.example/b'), {handed: {why: 'other repository', sinceMs: start}}),
    {},
    {kind: 'handed', why: 'other repository', sinceMs: start},
  ],
  [
    'left out by the settings',
    struck(),
    {links: {ignore: [{url: 'https://ant.example/*', reason: 'works'}]}},
    {kind: 'ignored by settings', why: 'works'},
  ],
  [
    'left out until yesterday',
    record(fine),
    {links: {ignore: [{url: 'https://ant.example/*', until: '2026-11-02'}]}},
    {kind: 'alive', reason: 'answers', status: 200},
  ],
] satisfies readonly (readonly [string, Parameters<typeof healthOf>[0][number][1], Settings, object])[])(
  'a link is %s',
  (_, known, settings, state) => {
    expect(stateOf([held(url), known], {settings})).toEqual(state)
  },
)

test.each([
  ['mailto:ada@ant.example', {kind: 'left out', reason: 'other-scheme'}],
  ['htps://ant.example/', {kind: 'invalid', reason: 'misspelled-scheme'}],
  ['https://ant.example/?token=***', {kind: 'secret'}],
])('%s is not asked for', (text, state) => {
  expect(stateOf([held(text), undefined])).toEqual(state)
})

test('a badge is left out where it is an image everywhere', () => {
  const badge = 'https://img.shields.io/npm/v/ant'
  expect(stateOf([held(badge, 1, {isImage: true}), undefined])).toEqual({kind: 'left out', reason: 'badge'})
  expect(stateOf([held(badge), undefined])).toEqual({kind: 'new'})
})

test('the last decision of people counts, as long as it holds', () => {
  const ignore = {url, kind: 'ignore', by: 'ada', atMs: start} as const
  const snooze = {url, kind: 'snooze', by: 'bob', atMs: start + 1, untilMs: start + 90 * dayMs} as const
  const watch = {url, kind: 'snooze', atMs: start + 2, untilMs: start + 2} as const
  const state = (...decisions: NonNullable<Known['decisions']>) => stateOf([held(url), struck()], {decisions, nowMs: start + 3})
  expect(state(ignore)).toEqual({kind: 'ignored by people', decision: ignore})
  expect(state(snooze, ignore)).toEqual({kind: 'ignored by people', decision: snooze})
  expect(state(watch, snooze, ignore)?.kind).toBe('dead')
  expect(stateOf([held(url), struck()], {decisions: [snooze], nowMs: start + 91 * dayMs})?.kind).toBe('dead')
})

test('the repository that stands in the same entry proves by its homepage where a page moved to', () => {
  const repository = {id: '1', name: 'ada/ant', isArchived: false, homepage: 'https://formicidae.dev/'}
  const page = record(elsewhere('Formicidae', 'https://formicidae.dev/hill'), {handed})
  const states = (entry: string) =>
    healthOf([
      [held(url), page],
      [held('https://github.com/ada/ant', 1, {entry}), record(fine, {repository})],
    ]).links.map(({state}) => state.kind)
  expect(states('Entry 1')).toEqual(['moved', 'alive'])
  expect(states('Another')).toEqual(['handed', 'alive'])
})

test('archived and stale repositories are told as the settings want it, and only where the link is about the repository', () => {
  const about = (repository: object, settings: Settings, at = 'https://github.com/ada/ant') =>
    healthOf([[held(at), record(fine, {repository: {id: '1', name: 'ada/ant', isArchived: false, ...repository}})]], {settings})
      .links[0]?.repository
  const old = {lastCommitMs: start - 800 * dayMs}
  expect(about({isArchived: true}, {})).toEqual({id: '1', name: 'ada/ant', isArchived: true})
  expect(about({isArchived: true}, {repositories: {archived: false}})).toBeUndefined()
  expect(about(old, {})).toBeUndefined()
  expect(about(old, {repositories: {staleAfterMonths: 24}})).toEqual({id: '1', name: 'ada/ant', staleMonths: 26})
  expect(about(old, {repositories: {staleAfterMonths: 36}})).toBeUndefined()
  expect(about({isArchived: true}, {}, 'https://github.com/ada/ant/issues/1')).toBeUndefined()
})

test('a scan in numbers: what is ignored is in none but the whole', () => {
  const health = healthOf(
    [
      [held('https://a.example/'), record(fine)],
      [held('https://b.example/'), struck()],
      [held('https://c.example/'), strikes(1, 0)],
      [held('https://d.example/'), record(movedTo('https://d.example/x'))],
      [held('https://e.example/'), record(silent)],
      [held('https://f.example/'), struck()],
    ],
    {settings: {links: {ignore: [{url: 'https://f.example/'}]}}},
  )
  expect(countsOf(health, 9)).toEqual({atMs: 9, links: 6, alive: 1, dead: 1, suspects: 1, moved: 1, unverified: 1})
})
