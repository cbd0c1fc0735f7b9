import type {Decision} from '../../src/health/decision.ts'
import type {HeldLink} from '../../src/health/held-link.ts'
import {noIssue} from '../../src/health/issue-memory.ts'
import type {IssueSituation} from '../../src/health/issue-situation.ts'
import type {ListHealth} from '../../src/health/link-health.ts'
import {listHealth} from '../../src/health/list-health.ts'
import type {PageRecord} from '../../src/health/page-record.ts'
import {planIssue} from '../../src/health/plan-issue.ts'
import type {SeenIssue} from '../../src/health/seen-issue.ts'
import type {Settings} from '../../src/settings/settings.ts'
import {pageOf} from '../../src/url/page.ts'
import type {Verdict} from '../../src/verdict/verdict.ts'

export const dayMs = 86_400_000

/** 3 November 2026, 04:12 UTC. */
export const start = Date.UTC(2026, 10, 3, 4, 12)

export const gone: Verdict = {kind: 'dead', reason: 'not-found', status: 404}
export const fine: Verdict = {kind: 'alive', reason: 'answers', status: 200, finalUrl: 'https://ant.example/'}
export const silent: Verdict = {kind: 'unverified', reason: 'timeout', status: undefined, detail: ''}
export const movedTo = (finalUrl: string): Verdict => ({kind: 'moved', reason: 'permanent-redirect', status: 200, finalUrl})

/** A link of a list, in an entry of its own. */
export const held = (url: string, line = 1, about: Partial<HeldLink['places'][number]> = {}): HeldLink => {
  const page = pageOf(url)
  return {
    url,
    ...(page === undefined ? {} : {page}),
    places: [{path: 'readme.md', line, entry: `Entry ${line}`, section: 'Ants', ...about}],
  }
}

/** What is remembered of a page that was seen so once. */
export const record = (verdict: Verdict, about: Partial<PageRecord> = {}): PageRecord => ({
  verdict,
  checkedMs: start,
  sinceMs: start,
  steady: 1,
  ...about,
})

/** Dead with all strikes that the default settings ask for. */
export const struck = (about: Partial<PageRecord> = {}): PageRecord =>
  record(gone, {
    strikes: {count: 4, firstMs: start - 7 * dayMs, lastMs: start, proof: {kind: 'dead', reason: 'not-found', status: 404}},
    ...about,
  })

export interface Known {
  readonly settings?: Settings
  readonly decisions?: readonly Decision[]
  readonly nowMs?: number
}

/** The health of links, each with what is remembered of its page. */
export const healthOf = (
  links: readonly (readonly [HeldLink, PageRecord | undefined])[],
  {settings = {}, decisions = [], nowMs = start}: Known = {},
): ListHealth =>
  listHealth({
    links: links.map(([link]) => link),
    records: new Map(links.flatMap(([{page}, record]) => (page === undefined || record === undefined ? [] : [[page, record]]))),
    settings,
    decisions,
    nowMs,
  })

const repository = {
  webUrl: 'https://github.com/ada/awesome-ants',
  headSha: 'c0ffee'.padEnd(40, '0'),
  settingsPath: '.github/listkeeper.yml',
}

export const situation = (health: ListHealth, about: Partial<IssueSituation> = {}): IssueSituation => ({
  health,
  trend: [],
  issue: 'none',
  memory: noIssue,
  isAsked: false,
  isScanning: false,
  nextMs: start + 7 * dayMs,
  settings: {},
  repository,
  notes: [],
  nowMs: start,
  ...about,
})

export const seen = (body: string, about: Partial<SeenIssue> = {}): SeenIssue => ({
  number: 7,
  title: 'Link health',
  body,
  state: 'open',
  isLocked: false,
  isEditedByBot: false,
  ...about,
})

export type Links = readonly (readonly [HeldLink, PageRecord | undefined])[]

/** The body that is written about links, of which one at least is dead. */
export function bodyOn(links: Links, known: Known = {}, about: Partial<Parameters<typeof planIssue>[0]> = {}): string {
  const [operation] = planIssue(situation(healthOf(links, known), {settings: known.settings ?? {}, ...about})).operations
  if (operation?.kind !== 'create issue') throw new Error('no issue')
  return operation.body
}

/** Dead links, each in an entry of its own. */
export const dead = (count: number): Links =>
  Array.from({length: count}, (_, index) => [held(`https://dead${index}.example/page`, index + 1), struck()] as const)
