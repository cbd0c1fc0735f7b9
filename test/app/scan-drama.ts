import {expect} from 'vitest'
import {openDatabase} from '../../src/store/open-database.ts'
import {sql} from '../../src/store/sql.ts'
import {dayMs} from '../sandbox/clock.ts'
import {type Fleet, prepareFleet, type Roles, workOf} from '../sandbox/fleet.ts'
import {seeIssue} from '../sandbox/seen-issue.ts'
import {until} from '../sandbox/until.ts'
import {moreLinks, rottingList} from './rotting-list.ts'

/** What is left in the end, as far as it does not hang on ports, on chance and on the time of day: undisturbed or not, it is the same. */
export interface Outcome {
  readonly pages: readonly unknown[]
  readonly decisions: readonly unknown[]
  readonly trend: number
  readonly memory: unknown
  readonly issues: readonly unknown[]
  readonly reactions: readonly unknown[]
  readonly notifications: readonly string[]
  readonly check: unknown
  /** What should be nowhere: jobs, scans that are open, orders, what was given up. */
  readonly leftovers: unknown
}

/** How often each page was asked for, by the acts of the drama. */
export type Visits = readonly ReadonlyMap<string, number>[]

/** What disturbs an act: called when it begins, done when it is to go on undisturbed. `acts` are what people do meanwhile. */
export type Disturb = (fleet: Fleet, act: string, meanwhile: readonly (() => Promise<void>)[]) => Promise<void>

/**
 * Seventeen days of a list in five acts: its first scan, suspects, the day on which the issue is made, what people do to it, and two weeks more. Before
 * and after each act nothing is left to do.
 */
export async function playScans(shared: Roles, disturb: Disturb): Promise<{outcome: Outcome; visits: Visits; fleet: Fleet}> {
  const fleet = await prepareFleet(shared, untilMonday())
  const {github, web} = fleet
  const startMs = fleet.clock.now()
  try {
    await Promise.all(fleet.processes.map(each => each.start()))
    const list = rottingList(web)
    const visits: Map<string, number>[] = []
    let seen = web.visits.length
    const act = async (name: string, meanwhile: readonly (() => Promise<void>)[] = []) => {
      await disturb(fleet, name, meanwhile)
      await Promise.all(fleet.processes.map(each => each.start()))
      await rest(fleet)
      visits.push(counted(web.visits.slice(seen).map(({asked}) => asked)))
      seen = web.visits.length
    }

    const repository = await github.createRepository('dee/rotting-ants', {
      'readme.md': list.text,
      '.github/listkeeper.yml': 'issue:\n  schedule: 0 12 * * 3\n',
    })
    repository.addCollaborator('tom', 'triage')
    await act('the first scan')

    await fleet.travel(dayMs)
    await act('suspects')
    await fleet.travel(3 * dayMs)
    await act('suspects again')

    await fleet.travel(3 * dayMs)
    await act('the issue')
    const [made] = repository.issues()
    if (made === undefined) throw new Error(`There is no issue.\n${fleet.tail()}`)
    const issue = seeIssue(github, made)

    await act('people', [
      () => issue.tick('ignore', list.url(0), 'tom'),
      async () => void (await issue.comment(`/listkeeper snooze ${list.url(16)}`, 'dee')),
      async () => void (await repository.push('main', {'readme.md': old => `${old}${moreLinks(web)}`})),
      () => issue.tick('Rescan', undefined, 'tom'),
    ])

    await fleet.travel(10 * dayMs)
    await act('ten days later')

    const outcome = await outcomeOf(fleet, shared, startMs, () => ({
      issues: repository
        .issues()
        .map(({title, body, state, author, labels}) => ({title, body: masked(body), state, author, labels})),
      reactions: made.comments.map(({reactions}) => reactions.map(({content}) => content)),
      notifications: github.notifications().map(({kind, by, where}) => `${kind} by ${by} in ${where}`),
      check: repository
        .checkRuns()
        .slice(0, 1)
        .map(({conclusion, title, status}) => ({conclusion, title, status})),
    }))
    return {outcome, visits, fleet}
  } catch (error) {
    await fleet.close()
    throw error
  }
}

/** The schedule is kept by the calendar, so that every drama begins on a Monday at six. */
function untilMonday(): number {
  const now = new Date()
  const monday = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + ((8 - now.getUTCDay()) % 7 || 7), 6)
  return monday - now.getTime()
}

/** Nothing is left, and a tick finds nothing either: whatever was lost would be found by it. */
async function rest(fleet: Fleet): Promise<void> {
  await fleet.calm()
  for (let ticks = 0; ticks < 10; ticks++) {
    await fleet.travel(1)
    const told = await fleet.jobs()
    if (told !== undefined && workOf(told) === 0) return
    await fleet.calm()
  }
  throw new Error(`Ten ticks in a row found something to do.\n${fleet.tail()}`)
}

/** Waits until a scan is under way: there is work, and pages are asked for. */
export async function underWay(fleet: Fleet): Promise<void> {
  const before = fleet.web.visits.length
  await until(
    async () => {
      const told = await fleet.jobs()
      const isDone = told !== undefined && workOf(told) === 0 && before > 0
      return isDone || fleet.web.visits.length > before
    },
    {deadlineMs: 120_000, everyMs: 20, told: () => `nothing begins.\n${fleet.tail()}`},
  )
}

function counted(asked: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const address of asked.map(masked)) counts.set(address, (counts.get(address) ?? 0) + 1)
  return counts
}

/** Stops all processes and reads what they leave. */
async function outcomeOf(
  {processes, jobs, github}: Fleet,
  shared: Roles,
  startMs: number,
  onGithub: () => Pick<Outcome, 'issues' | 'reactions' | 'notifications' | 'check'>,
): Promise<Outcome> {
  const told = await jobs()
  const heard = new Set([
    ...github.deliveries().flatMap(({guid, outcome}) => (outcome === 'OK' ? [guid] : [])),
    ...processes.flatMap(({app}) => app.log.flatMap(({msg, delivery}) => (msg.startsWith('event re') ? [delivery] : []))),
  ])
  for (const each of processes) expect(await each.stop()).toBe(0)
  const [front] = processes
  const database = await openDatabase(
    shared === undefined ? {kind: 'folder', path: `${front?.app.dataFolder}/database`} : {kind: 'server', url: shared.database},
    startMs,
    () => {},
  )
  try {
    const rows = async (statement: Parameters<typeof database.query>[0]) =>
      (await database.query(statement)).map(row => timeless(row, startMs))
    return {
      pages: await rows(sql`
        select scope, page, record, is_held, before, wanted_ms is null as is_checked from listkeeper.pages order by page`),
      decisions: await rows(sql`select url, kind, login from listkeeper.decisions order by url`),
      trend: (await rows(sql`select from listkeeper.scan_results`)).length,
      memory: (await rows(sql`select memory from listkeeper.repositories`)).map(({memory}) => ({
        ...Object(memory),
        told: undefined,
        fixed: undefined,
        countedMs: undefined,
      })),
      leftovers: {
        dead: told?.dead,
        work: told && workOf(told),
        lost: github
          .deliveries()
          .filter(({event, action, payload, guid}) => isForUs(event, action, payload) && !heard.has(guid))
          .map(({event, action}) => `${event}.${action}`),
        rows: await rows(sql`
          select (select count(*) from listkeeper.scans)::int as scans, (select count(*) from listkeeper.awaited_pages)::int as awaited,
            (select count(*) from listkeeper.orders)::int as orders, (select count(*) from listkeeper.stirred_repositories)::int as stirred`),
      },
      ...onGithub(),
    }
  } finally {
    await database.close()
  }
}

/** Events of people that ask for something. */
const isForUs = (event: string, action: string | null, payload: unknown): boolean =>
  ['issues.edited', 'issue_comment.created', 'push.', 'installation.created'].includes(`${event}.${action ?? ''}`) &&
  Object(payload).sender.type === 'User'

/** Times as days since the beginning; what hangs on ports is masked. */
function timeless(row: Readonly<Record<string, unknown>>, startMs: number): Readonly<Record<string, unknown>> {
  const text = JSON.stringify(row, (key, value) =>
    key.endsWith('Ms') && typeof value === 'number' ? `day ${Math.floor((value - startMs) / dayMs)}` : value,
  )
  return JSON.parse(masked(text))
}

/** Without ports, commits, times of day and what is hidden. */
const masked = (text: string): string =>
  text
    .replaceAll(/<!--[\s\S]*?-->/g, '')
    .replaceAll(/(\.example|127\.0\.0\.1):\d+/g, '$1')
    .replaceAll(/\b[0-9a-f]{40}\b/g, 'COMMIT')
    .replaceAll(/\d\d:\d\d UTC/g, 'TIME')
