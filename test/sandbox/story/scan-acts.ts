import type {SeenIssue} from '../seen-issue.ts'
import type {Archive} from '../web/archive.ts'
import {alive, failing, forSale, gone, movedTo, removed} from '../web/pages.ts'
import type {Web} from '../web/web.ts'
import type {ScanList} from './scan-list.ts'

/** What can be done in an act. */
export interface Stage {
  readonly list: ScanList
  readonly web: Web
  readonly archive: Archive
  /** Of the story's repository; undefined while there is none. */
  readonly issue: () => SeenIssue | undefined
  readonly now: () => number
}

/** Something happens, some days go by, and people see this. */
export interface Act {
  readonly name: string
  readonly what: string
  readonly days: number
  do(stage: Stage): Promise<void> | void
  readonly seen: Seen
}

/** What people see of the issue after an act. */
export interface Seen {
  readonly state: 'none' | 'open' | 'closed'
  /** Names of entries that stand under “Dead”, in any order. */
  readonly dead: readonly string[]
  /** Words that stand somewhere in the issue. */
  readonly says?: readonly string[]
  /** All notifications so far, by whom. */
  readonly notifications: readonly string[]
}

const opened = 'issue opened by listkeeper[bot]'
const closedByUs = 'issue closed by listkeeper[bot]'
const reopened = 'issue reopened by listkeeper[bot]'

/** The eight weeks of a list, scanned once a week, whose dead links count after three scans and a week. */
export const scanActs: readonly Act[] = [
  {
    name: 'The app is installed',
    what: 'Everything answers.',
    days: 0,
    do() {},
    seen: {state: 'none', dead: [], notifications: []},
  },
  {
    name: 'Three pages die, one flickers',
    what: 'DVC answers 404, PFA 410, Apache Kafka answers 404 for a day, Apache Arrow is overloaded.',
    days: 7,
    do({list, archive, now}) {
      archive.keep(list.urlOf('Data Version Control (DVC)'), now() - 30 * 86_400_000)
      list.become('Data Version Control (DVC)', gone)
      list.become('PFA', removed)
      list.become('Oozie', gone)
      list.become('Apache Kafka', gone)
      list.become('Apache Arrow', failing)
    },
    seen: {state: 'none', dead: [], notifications: []},
  },
  {
    name: 'The flickering page is back',
    what: 'What is dead was dead in every scan of a week and more: now it is said, once.',
    days: 8,
    do({list}) {
      list.become('Apache Kafka', alive('Apache Kafka: kafka'))
    },
    seen: {
      state: 'open',
      dead: ['Data Version Control (DVC)', 'PFA', 'Oozie'],
      says: ['copy in the Wayback Machine'],
      notifications: [opened],
    },
  },
  {
    name: 'A person ticks “ignore” and “snooze”',
    what: 'PFA is left alone, Oozie for 90 days. DVC comes back by itself.',
    days: 7,
    async do({list, issue}) {
      list.become('Data Version Control (DVC)', alive('Data Version Control (DVC): dvc'))
      await issue()?.tick('ignore', list.urlOf('PFA'))
      await issue()?.tick('snooze', list.urlOf('Oozie'))
    },
    seen: {state: 'open', dead: [], says: ['ignored by', 'snoozed by'], notifications: [opened]},
  },
  {
    name: 'Two clean weeks',
    what: 'Nothing is dead in two scans in a row: we close it. One page has moved, one domain is for sale: both ride along.',
    days: 10,
    do({list}) {
      list.become('ModelDB', request =>
        request.path === '/projects/modeldb/'
          ? alive('ModelDB: modeldb')(request)
          : movedTo(request.host, '/projects/modeldb/')(request),
      )
      list.become('Clipper', forSale)
    },
    seen: {state: 'closed', dead: [], notifications: [opened, closedByUs]},
  },
  {
    name: 'Our own network fails for a day',
    what: 'Everything is “gone” at once. That is thrown away, and nothing is said.',
    days: 1,
    do({web}) {
      web.outage('not found')
    },
    seen: {state: 'closed', dead: [], notifications: [opened, closedByUs]},
  },
  {
    name: 'Another page dies',
    what: 'Our network is back. Skytree stays dead until that is proven: we open the issue again.',
    days: 15,
    do({web, list}) {
      web.outage(undefined)
      list.become('Skytree 16.0', gone)
    },
    seen: {
      state: 'open',
      dead: ['Skytree 16.0'],
      says: ['May have changed hands', 'Moved'],
      notifications: [opened, closedByUs, reopened],
    },
  },
  {
    name: 'A person asks for a scan',
    what: '“/listkeeper scan” is answered by a reaction alone. Nothing has changed.',
    days: 1,
    async do({issue}) {
      await issue()?.comment('/listkeeper scan')
    },
    seen: {state: 'open', dead: ['Skytree 16.0'], notifications: [opened, closedByUs, reopened, 'comment by ada']},
  },
  {
    name: 'A person closes it',
    what: 'It is left closed, although one more page dies: people win.',
    days: 10,
    async do({list, issue}) {
      await issue()?.close('completed')
      list.become('Luigi', gone)
    },
    seen: {
      state: 'closed',
      dead: ['Skytree 16.0'],
      notifications: [opened, closedByUs, reopened, 'comment by ada', 'issue closed by ada'],
    },
  },
]

/** What is otherwise than it must be, as sentences; none: all went as told. */
export function actDifferences(stage: Stage, notifications: readonly string[], expected: Seen): readonly string[] {
  const issue = stage.issue()
  const state = issue?.state ?? 'none'
  const deadWords = issue?.section('Dead') ?? ''
  const isDead = (name: string) => deadWords.includes(stage.list.urlOf(name))
  const told = deadWords.match(/^[-*] /gm)?.length ?? 0
  return [
    ...(state === expected.state ? [] : [`the issue is ${state}, not ${expected.state}`]),
    ...(JSON.stringify(notifications) === JSON.stringify(expected.notifications)
      ? []
      : [
          `people were notified of: ${notifications.join(', ') || 'nothing'}; not of: ${expected.notifications.join(', ') || 'nothing'}`,
        ]),
    ...expected.dead.filter(name => !isDead(name)).map(name => `“${name}” should stand under Dead`),
    ...(told === expected.dead.length ? [] : [`${told} links stand under Dead, not ${expected.dead.length}`]),
    ...(expected.says ?? [])
      .filter(words => issue?.words.includes(words) !== true)
      .map(words => `the issue should say “${words}”`),
  ]
}
