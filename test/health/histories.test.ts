import fc from 'fast-check'
import {expect, test} from 'vitest'
import type {Decision} from '../../src/health/decision.ts'
import {decisionOf} from '../../src/health/decision-of.ts'
import {deadKeys} from '../../src/health/health-groups.ts'
import {mostBytes, wroteOf} from '../../src/health/issue-body.ts'
import {type IssueMemory, noIssue} from '../../src/health/issue-memory.ts'
import type {IssueOperation} from '../../src/health/issue-plan.ts'
import type {ListHealth} from '../../src/health/link-health.ts'
import {planIssue} from '../../src/health/plan-issue.ts'
import {readOrders} from '../../src/health/read-orders.ts'
import type {ScanCounts} from '../../src/health/scan-counts.ts'
import type {SeenIssue} from '../../src/health/seen-issue.ts'
import {dayMs, fine, healthOf, held, movedTo, record, situation, start, struck} from './health-of.ts'

const links = [0, 1, 2, 3].map(index => held(`https://ant${index}.example/`, index + 1))

/** What GitHub shows, what we remember, and what really happened: all that the property trusts. */
interface World {
  nowMs: number
  states: readonly ('dead' | 'alive' | 'moved')[]
  decisions: Decision[]
  trend: ScanCounts[]
  memory: IssueMemory
  issue: SeenIssue | undefined
  /** People deleted one; and nobody has asked since. */
  isDeleted: boolean
  isAsked: boolean
  /** Of all that notified people. */
  notifications: number
  /** A body was written and not remembered, an issue made and forgotten. */
  crashes: number
  /** What was dead in the body when it was written last, as long as it was open. */
  written: readonly string[]
  askedMs: number
}

const newWorld = (): World => ({
  nowMs: start,
  states: ['alive', 'alive', 'alive', 'alive'],
  decisions: [],
  trend: [],
  memory: noIssue,
  issue: undefined,
  isDeleted: false,
  isAsked: false,
  notifications: 0,
  crashes: 0,
  written: [],
  askedMs: -1,
})

const health = ({states, decisions, nowMs}: World): ListHealth =>
  healthOf(
    links.map((link, index) => {
      const state = states[index] ?? 'alive'
      return [link, state === 'dead' ? struck() : record(state === 'moved' ? movedTo(`${link.url}new`) : fine)] as const
    }),
    {decisions, nowMs},
  )

type Act =
  | {readonly kind: 'scan'; readonly states: World['states']}
  | {readonly kind: 'close'; readonly reason: 'completed' | 'not_planned' | 'duplicate'}
  | {readonly kind: 'tick'; readonly at: number}
  | {readonly kind: 'edit'; readonly how: 'empty' | 'cut' | 'write' | 'no marker' | 'by bot'}
  | {readonly kind: 'reopen' | 'delete' | 'ask' | 'nothing'}

/** What people, and the web, do; none of it is ours. */
function act(world: World, what: Act): void {
  const {issue} = world
  if (what.kind === 'scan') {
    world.nowMs += 7 * dayMs
    world.states = what.states
    const dead = deadKeys(health(world)).length
    world.trend = [
      ...world.trend,
      {atMs: world.nowMs, links: 4, alive: 4 - dead, dead, suspects: 0, moved: 0, unverified: 0},
    ].slice(-12)
    return
  }
  world.nowMs += 60_000
  if (what.kind === 'ask') {
    world.isAsked = true
    world.askedMs = world.nowMs
  }
  if (issue === undefined) return
  if (what.kind === 'close' && issue.state === 'open')
    world.issue = {...issue, state: 'closed', stateReason: what.reason, closedMs: world.nowMs, isClosedByUs: false}
  if (what.kind === 'reopen' && issue.state === 'closed') world.issue = {...issue, state: 'open', stateReason: 'reopened'}
  if (what.kind === 'delete') {
    world.issue = undefined
    world.isDeleted = true
  }
  if (what.kind === 'tick') {
    const boxes = [...issue.body.matchAll(/\[ \] (?=[\w ]+<!-- listkeeper (?:scan|ignore|snooze|watch))/g)]
    const box = boxes[what.at % Math.max(boxes.length, 1)]
    if (box !== undefined)
      world.issue = {...issue, body: `${issue.body.slice(0, box.index)}[x] ${issue.body.slice(box.index + 4)}`}
  }
  if (what.kind === 'edit') {
    const {body} = issue
    const bodies = {
      empty: '',
      cut: body.slice(0, body.length / 3),
      write: `${body.slice(0, 20)}Ada was here.${body.slice(20)}`,
      'no marker': body.replace(/<!-- listkeeper \{.*$/, ''),
      'by bot': `Buy slots!\n${body}`,
    }
    world.issue = {...issue, body: bodies[what.how], isEditedByBot: what.how === 'by bot'}
  }
}

/** The whole model of GitHub; what may never happen is told here. */
function apply(world: World, operation: IssueOperation): void {
  const dead = deadKeys(health(world))
  const {issue} = world
  if ('body' in operation) {
    expect(new TextEncoder().encode(operation.body).length).toBeLessThanOrEqual(mostBytes)
    expect(wroteOf(operation.body)).toBeDefined()
    expect(readOrders(operation.body)).toEqual([])
  }
  switch (operation.kind) {
    case 'create issue':
      expect(issue, 'at most one issue').toBeUndefined()
      expect(dead.length, 'only for what is dead').toBeGreaterThan(0)
      expect(world.isDeleted && world.askedMs < 0, 'not against who deleted it').toBe(false)
      world.issue = {
        number: 7,
        title: operation.title,
        body: operation.body,
        state: 'open',
        isLocked: false,
        isEditedByBot: false,
      }
      world.isDeleted = false
      world.askedMs = -1
      world.notifications += 1
      world.written = dead
      return
    case 'edit issue':
      if (issue === undefined) throw new Error('no such issue')
      world.issue = {...issue, body: operation.body, isEditedByBot: false}
      if (issue.state === 'open') world.written = dead
      return
    case 'close issue':
      if (issue === undefined) throw new Error('no such issue')
      expect(issue.state).toBe('open')
      expect(dead).toEqual([])
      expect(world.trend.slice(-2).map(({dead}) => dead)).toEqual([0, 0])
      world.issue = {...issue, state: 'closed', stateReason: 'completed', closedMs: world.nowMs, isClosedByUs: true}
      world.notifications += 1
      return
    case 'reopen issue': {
      if (issue === undefined) throw new Error('no such issue')
      expect(issue.state).toBe('closed')
      expect(dead.length, 'only for what is dead').toBeGreaterThan(0)
      const closedMs = issue.closedMs ?? 0
      const isNew = dead.some(key => !world.written.includes(key)) && world.nowMs >= closedMs + 30 * dayMs
      const isAsked = world.askedMs >= closedMs
      const mayBe = issue.isClosedByUs === true || isAsked || (issue.stateReason === 'completed' && isNew)
      expect(mayBe, 'never against a person').toBe(true)
      world.issue = {...issue, state: 'open', stateReason: 'reopened'}
      world.notifications += 1
      world.written = dead
    }
  }
}

/** What the journey does with it. `until`: it is killed after so many operations, and forgets what was to be remembered. */
function keep(world: World, until = Number.POSITIVE_INFINITY): void {
  // Orders are carried out before, and settled; the ticks are still in the body.
  for (const order of readOrders(world.issue?.body ?? '')) {
    const decision = order.kind === 'scan' ? undefined : decisionOf(order, links, 'ada', world.nowMs)
    if (decision !== undefined) world.decisions = [...world.decisions.filter(({url}) => url !== decision.url), decision]
  }
  const {memory, trend, nowMs, issue, isAsked} = world
  const there = issue ?? (memory.number === undefined ? 'none' : 'gone')
  const plan = planIssue(situation(health(world), {trend, memory, issue: there, isAsked, nowMs}))
  for (const [index, operation] of plan.operations.entries()) {
    if (index >= until) break
    if (operation.kind === 'create issue') world.memory = {...memory, begunMs: nowMs}
    apply(world, operation)
  }
  if (until === Number.POSITIVE_INFINITY) {
    world.memory = world.issue === undefined ? plan.memory : {...plan.memory, number: world.issue.number}
    world.isAsked = false
  } else world.crashes += 1
}

const state = fc.constantFrom('dead', 'alive', 'moved')
const acts: fc.Arbitrary<Act> = fc.oneof(
  {weight: 6, arbitrary: fc.tuple(state, state, state, state).map(states => ({kind: 'scan', states}) as const)},
  {weight: 3, arbitrary: fc.constant({kind: 'scan', states: ['alive', 'alive', 'alive', 'moved']} as const)},
  {
    weight: 3,
    arbitrary: fc
      .constantFrom('completed', 'completed', 'not_planned', 'duplicate')
      .map(reason => ({kind: 'close', reason}) as const),
  },
  {weight: 3, arbitrary: fc.nat(12).map(at => ({kind: 'tick', at}) as const)},
  {
    weight: 2,
    arbitrary: fc.constantFrom('empty', 'cut', 'write', 'no marker', 'by bot').map(how => ({kind: 'edit', how}) as const),
  },
  {weight: 3, arbitrary: fc.constantFrom('reopen', 'delete', 'ask', 'nothing').map(kind => ({kind}) as const)},
)

test('any scans, any people, killed anywhere: never against a person, one issue, whole, and nothing more to do the second time', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(acts, fc.option(fc.nat(2))), {maxLength: 14}), history => {
      const world = newWorld()
      for (const [what, killedAfter] of history) {
        act(world, what)
        const ticked = readOrders(world.issue?.body ?? '')
        if (killedAfter !== null) keep(world, killedAfter)
        keep(world)

        // Ticks are carried out, and gone.
        expect(readOrders(world.issue?.body ?? '')).toEqual([])
        for (const order of ticked)
          if ('key' in order)
            expect(world.decisions.map(({url}) => url)).toContain(
              links.find(link => decisionOf(order, [link], '', 0) !== undefined)?.url,
            )
        // An open one says what is there, whatever was done to it.
        if (world.issue?.state === 'open') expect(wroteOf(world.issue.body)).toBeDefined()
        if (what.kind === 'edit' && what.how !== 'write' && world.issue?.state === 'open')
          expect(world.issue.body).toContain('<!-- listkeeper scan -->')
        if (world.crashes === 0) expect(world.memory.notifications).toBe(world.notifications)

        // Planned again there is nothing left to do, and nothing else to remember.
        const before = {...world}
        keep(world)
        expect(world).toEqual(before)
      }
    }),
    {numRuns: 60},
  )
})

test('without people and kills: one issue while something is dead, and no notification beside its opening, closing and reopening', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(state, state, state, state), {maxLength: 12}), scans => {
      const world = newWorld()
      let isOpen: boolean = false
      let clean = 0
      let expected = 0
      for (const states of scans) {
        act(world, {kind: 'scan', states})
        keep(world)
        const isDead = states.includes('dead')
        clean = isDead ? 0 : clean + 1
        const shouldBeOpen: boolean = isDead || (isOpen && clean < 2)
        if (shouldBeOpen !== isOpen) expected += 1
        isOpen = shouldBeOpen
        expect(world.issue?.state === 'open').toBe(isOpen)
        expect(world.notifications).toBe(expected)
      }
    }),
    {numRuns: 60},
  )
})
