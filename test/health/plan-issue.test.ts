import {describe, expect, test} from 'vitest'
import {mostBytes} from '../../src/health/issue-body.ts'
import type {IssueMemory} from '../../src/health/issue-memory.ts'
import {noIssue} from '../../src/health/issue-memory.ts'
import type {IssueSituation} from '../../src/health/issue-situation.ts'
import {planIssue} from '../../src/health/plan-issue.ts'
import {dayMs, dead, fine, healthOf, held, movedTo, record, seen, situation, start} from './health-of.ts'

const sick = healthOf(dead(2))
const well = healthOf([
  [held('https://ok.example/'), record(fine)],
  [held('https://old.example/a'), record(movedTo('https://old.example/b'))],
])
const counts = {links: 2, alive: 2, suspects: 0, moved: 0, unverified: 0}
const scan = (day: number, deadLinks: number) => ({...counts, dead: deadLinks, atMs: start + day * dayMs})

const kinds = (about: IssueSituation) => planIssue(about).operations.map(({kind}) => kind)

/** The body of what is dead, as it was written, and what is remembered then. */
function told(health = sick, about: Partial<IssueSituation> = {}): {readonly body: string; readonly memory: IssueMemory} {
  const {operations, memory} = planIssue(situation(health, about))
  const [first] = operations
  if (first?.kind !== 'create issue') throw new Error('no issue')
  return {body: first.body, memory: {...memory, number: 7}}
}

const {body, memory} = told()

test('it is made when a link is dead, and not before', () => {
  expect(kinds(situation(sick))).toEqual(['create issue'])
  expect(kinds(situation(well))).toEqual([])
  expect(kinds(situation(sick, {issue: 'disabled'}))).toEqual([])
  expect(kinds(situation(sick, {settings: {issue: {enabled: false}}}))).toEqual([])
  expect(planIssue(situation(sick, {settings: {issue: {label: 'rot'}}})).operations).toMatchObject([
    {title: 'Link health', label: 'rot'},
  ])
  expect(memory).toMatchObject({notifications: 1, told: expect.arrayContaining([sick.links[0]?.key])})
})

describe('an open one', () => {
  const open = (about: Partial<IssueSituation> = {}, text = body) => situation(sick, {issue: seen(text), memory, ...about})

  test('is left alone while there is nothing new', () => {
    expect(kinds(open())).toEqual([])
    expect(kinds(open({}, body.replaceAll('\n', '\r\n')))).toEqual([])
  })

  test.each([
    ['there is something new', open({health: healthOf(dead(3))})],
    ['a scan ended', open({trend: [scan(0, 2)]})],
    ['somebody ticked a box', open({}, body.replace('[ ] Rescan', '[x] Rescan'))],
    ['it was emptied', open({}, '')],
    ['its marker is gone', open({}, body.replace(/<!-- listkeeper \{.*$/, ''))],
    ['most of it is gone', open({}, body.slice(body.lastIndexOf('<!--')))],
    ['a program changed it', open({issue: seen(`Buy!\n${body}`, {isEditedByBot: true})})],
  ])('is edited where %s', (_, about) => {
    const {operations} = planIssue(about)
    expect(operations).toMatchObject([{kind: 'edit issue', number: 7}])
    const [edit] = operations
    expect(edit?.kind === 'edit issue' && kinds({...about, issue: seen(edit.body)})).toEqual([])
  })

  test('what people wrote into it stays until there is something new', () => {
    expect(kinds(open({}, `Ada: I am on it.\n\n${body}`))).toEqual([])
  })

  test('is closed after two scans without a dead link, whatever else there is, and no scan counts twice', () => {
    const sawOne = planIssue(situation(well, {issue: seen(body), memory, trend: [scan(0, 2), scan(7, 0)]}))
    expect(sawOne.operations.map(({kind}) => kind)).toEqual(['edit issue'])
    const again = situation(well, {issue: seen(body), memory: sawOne.memory, trend: [scan(0, 2), scan(7, 0)]})
    expect(kinds(again)).not.toContain('close issue')
    const second = {...again, trend: [scan(0, 2), scan(7, 0), scan(14, 0)]}
    expect(kinds(second)).toEqual(['edit issue', 'close issue'])
    expect(planIssue(second).memory).toMatchObject({closedBy: 'us', notifications: 2})
    // Nothing was remembered of either scan: the trend still tells.
    expect(kinds({...second, memory})).toEqual(['edit issue', 'close issue'])
    expect(kinds({...second, health: sick})).not.toContain('close issue')
  })

  test('that people reopened while nothing was dead is theirs to close', () => {
    const closed: IssueMemory = {...memory, closedMs: start, closedBy: 'us', countedMs: start}
    const trend = [scan(0, 0), scan(7, 0), scan(14, 0), scan(21, 0)]
    const first = planIssue(situation(well, {issue: seen(body), memory: closed, trend}))
    expect(first.operations.map(({kind}) => kind)).toEqual(['edit issue'])
    const later = situation(well, {issue: seen(body), memory: first.memory, trend: [...trend, scan(28, 0), scan(35, 0)]})
    expect(kinds(later)).toEqual(['edit issue'])
  })

  test('says its last words once the settings do not want it', () => {
    const off = open({settings: {issue: {enabled: false}}})
    const [edit] = planIssue(off).operations
    expect(edit?.kind === 'edit issue' && edit.body).toContain('This issue is no longer kept up to date')
    expect(edit?.kind === 'edit issue' && kinds({...off, issue: seen(edit.body)})).toEqual([])
    expect(edit?.kind === 'edit issue' && kinds({...off, settings: {}, issue: seen(edit.body)})).toEqual(['edit issue'])
  })

  test('that is locked is kept like any other', () => {
    expect(kinds(open({issue: seen('', {isLocked: true})}))).toEqual(['edit issue'])
  })

  test('tells what was fixed since the last scan but one', () => {
    const one = healthOf([...dead(1), [held('https://dead1.example/page', 2), record(fine)]])
    const trend = [scan(0, 2), scan(7, 1)]
    const plan = planIssue(open({health: one, trend, nowMs: start + 7 * dayMs}))
    expect(plan.operations[0]?.kind === 'edit issue' && plan.operations[0].body).toContain('1 link fixed since last time')
    const next = planIssue(
      open({health: one, memory: plan.memory, trend: [...trend, scan(14, 1), scan(21, 1)], nowMs: start + 21 * dayMs}),
    )
    expect(next.operations[0]?.kind === 'edit issue' && next.operations[0].body).not.toContain('fixed since')
  })
})

describe('a closed one', () => {
  const closed = (about: Partial<IssueSituation> = {}, how = {}) =>
    situation(sick, {
      issue: seen(body, {state: 'closed', closedMs: start, isClosedByUs: false, stateReason: 'completed', ...how}),
      memory,
      ...about,
    })
  const three = healthOf(dead(3))
  const later = {nowMs: start + 30 * dayMs}
  const soon = {nowMs: start + 29 * dayMs}
  const byUs = {isClosedByUs: true}
  const unwanted = {stateReason: 'not_planned'}

  test.each([
    ['by us: as soon as a link is dead', closed({}, byUs), true],
    ['by us: not for what has moved', closed({health: well}, byUs), false],
    ['by people: not for what was in it', closed(later), false],
    ['by people: for what was not, after 30 days', closed({health: three, ...later}), true],
    ['by people: not sooner', closed({health: three, ...soon}), false],
    ['by people: if somebody asks', closed({...soon, isAsked: true}), true],
    ['as not planned: never', closed({health: three, nowMs: start + 999 * dayMs}, unwanted), false],
    ['as a duplicate: never', closed({health: three, nowMs: start + 999 * dayMs}, {stateReason: 'duplicate'}), false],
    ['as not planned: if somebody asks', closed({health: three, ...soon, isAsked: true}, unwanted), true],
    [
      'as not planned: not if somebody asked before',
      closed({health: three, ...later, memory: {...memory, askedMs: start - 1}}, unwanted),
      false,
    ],
    [
      'as not planned: not if the scan that ends now was asked for before',
      closed({...later, isAsked: true, askedMs: start - 1}, unwanted),
      false,
    ],
    ['by we know not whom: that is people', closed({health: three, ...soon}, {isClosedByUs: undefined}), false],
  ])('is reopened %s', (_, about, expected) => {
    expect(kinds(about).includes('reopen issue')).toBe(expected)
    if (!expected) expect(kinds(about)).toEqual([])
  })

  test('has its ticks taken away and is else left alone', () => {
    const ticked = body.replace('[ ] ignore', '[x] ignore')
    expect(kinds(closed({issue: seen(ticked, {state: 'closed', closedMs: start, isClosedByUs: false})}))).toEqual(['edit issue'])
  })

  test('what stood in it was told, even where that could not be remembered', () => {
    expect(kinds(closed({...later, memory: noIssue}))).toEqual([])
  })

  test('what only rode along was not told as dead: once it dies, it is reopened', () => {
    const old = held('https://dead1.example/page', 2)
    const {body, memory} = told(healthOf([...dead(1), [old, record(movedTo('https://dead1.example/b'))]]))
    const issue = seen(body, {state: 'closed', closedMs: start, isClosedByUs: false, stateReason: 'completed'})
    expect(kinds(situation(sick, {...later, issue, memory}))).toContain('reopen issue')
  })
})

test('a deleted one is made again by a scan that was asked for after that, not by one that was asked for before', () => {
  const later = start + 16 * dayMs
  const {memory: gone} = planIssue(situation(sick, {issue: 'gone', memory}))
  const ended = (askedMs: number) => situation(sick, {issue: 'gone', memory: gone, isAsked: true, askedMs, nowMs: later})
  expect(kinds(ended(start - 1))).toEqual([])
  expect(kinds(ended(later - 60_000))).toEqual(['create issue'])
  // Nobody knows when it was deleted: people win.
  expect(kinds(situation(sick, {issue: 'gone', memory, isAsked: true, askedMs: start - 1}))).toEqual([])
})

test('a deleted one is not made again until somebody asks', () => {
  const gone = planIssue(situation(sick, {issue: 'gone', memory}))
  expect(gone.operations).toEqual([])
  expect(kinds(situation(sick, {issue: 'none', memory: gone.memory}))).toEqual([])
  const asked = planIssue(situation(sick, {issue: 'gone', memory: gone.memory, isAsked: true}))
  expect(asked.operations.map(({kind}) => kind)).toEqual(['create issue'])
})

test('its body is within the limit however much is dead', () => {
  const [create] = planIssue(situation(healthOf(dead(5000)))).operations
  expect(create?.kind === 'create issue' && new TextEncoder().encode(create.body).length).toBeLessThanOrEqual(mostBytes)
})
