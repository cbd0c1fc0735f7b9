import fc from 'fast-check'
import {expect, test} from 'vitest'
import type {Hunk} from '../../src/findings/change.ts'
import type {Finding} from '../../src/findings/finding.ts'
import type {Operation} from '../../src/review/plan.ts'
import {planReview, reviewsPerPullRequest} from '../../src/review/plan-review.ts'
import {after, blank, file, finding, type Page, placeOn, situation} from './page.ts'

/** One line, or a fix over some. */
const anyFinding = fc
  .record({
    name: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
    line: fc.integer({min: 1, max: 10}),
    fixes: fc.constantFrom(0, 0, 1, 3),
    severity: fc.constantFrom('error' as const, 'warning' as const),
  })
  .map(({name, line, fixes, severity}): Finding => {
    const place = {start: placeOn(Math.max(1, line - fixes + 1)).start, end: placeOn(line).end}
    return fixes === 0
      ? finding(name, line, {severity})
      : finding(name, line, {severity, place, anchor: place, expected: [`better ${name}`]})
  })

/** Up to three hunks that don't touch, as GitHub shows them: some of their lines are new, and something may be gone between two. */
const anyHunks = fc
  .uniqueArray(fc.integer({min: 1, max: 10}), {minLength: 0, maxLength: 6})
  .chain(bounds => {
    const sorted = bounds.toSorted((a, b) => a - b)
    const ranges = sorted.flatMap((start, n) => (n % 2 === 0 ? [{start, end: sorted[n + 1] ?? start}] : []))
    return fc.tuple(
      ...ranges.map(lines => fc.tuple(fc.constant(lines), fc.array(fc.boolean(), {minLength: 10, maxLength: 10}), fc.boolean())),
    )
  })
  .map(all =>
    all.map(([lines, isNew, isCut]): Hunk => {
      const within = Array.from({length: lines.end - lines.start + 1}, (_, n) => lines.start + n)
      return {lines, added: within.filter(line => isNew[line - 1]), deletedAfter: isCut ? [lines.start] : []}
    }),
  )

const optional = (most: number) => fc.option(fc.nat(most), {nil: undefined, freq: 2})

/** A push of any kind, and what people and accidents do until the next one. */
const anyPush = fc.record({
  findings: fc.array(anyFinding, {maxLength: 7}),
  hunks: anyHunks,
  /** A rebase moves comments to other lines, a force-push leaves them outdated. */
  moves: fc.array(fc.option(fc.integer({min: 1, max: 10}), {nil: undefined}), {minLength: 12, maxLength: 12}),
  answered: optional(11),
  resolved: optional(11),
  deleted: optional(11),
  dismissed: fc.boolean(),
  isDraft: fc.boolean(),
  /** Somebody may switch the branch's rule on and off. */
  demandsResolved: fc.boolean(),
  comments: fc.constantFrom(undefined, 1, 2, 20),
})
type Push = typeof anyPush extends fc.Arbitrary<infer Value> ? Value : never

/** How many operations were done before each kill, and whether the event came once more after all was done. */
const anyAccidents = fc.record({kills: fc.array(fc.nat(6), {maxLength: 3}), isDoubled: fc.boolean()})

interface Run {
  page: Page
  readonly dismissed: string[]
  readonly spoken: string[]
}

const newRun = (): Run => ({page: blank, dismissed: [], spoken: []})

const headOf = (n: number) => String(n % 10).repeat(40)

/** What is planned for the page as it is. */
function plan({page, dismissed}: Run, push: Push, n: number, voice: 'aloud' | 'quiet' = 'aloud'): readonly Operation[] {
  const {findings, hunks, isDraft, comments, demandsResolved} = push
  return planReview(
    situation(findings, page, {
      files: [{...file, hunks}],
      headSha: headOf(n),
      demandsResolved,
      isDraft,
      voice,
      dismissed,
      posted: page.reviews.map(({id}) => id),
      limits: {comments},
    }),
  )
}

function apply(run: Run, operations: readonly Operation[], {hunks}: Push): void {
  for (const operation of operations) {
    if (operation.kind === 'create review') {
      for (const {line, startLine = line, fingerprints} of operation.comments) {
        expect(hunks.some(({lines}) => lines.start <= startLine && startLine <= line && line <= lines.end)).toBe(true)
        run.spoken.push(...fingerprints)
      }
    }
    const id = 'id' in operation ? operation.id : undefined
    const said = run.page.said.find(one => one.id === id)
    expect(said?.state).not.toBe('settled')
    run.page = after(run.page, operation)
  }
}

/** Git and people, the same in every run in which there are the same comments. */
function happen(run: Run, {moves, answered, resolved, deleted, dismissed, findings}: Push): void {
  const changed = run.page.said.map((said, n) => ({
    ...said,
    line: moves[n % moves.length],
    ...(n === answered ? {state: 'settled' as const, isAnswered: true} : {}),
    ...(n === resolved ? {isResolved: true} : {}),
  }))
  run.page = {...run.page, said: changed.filter((_, n) => n !== deleted)}
  if (dismissed) run.dismissed.push(...findings.slice(0, 2).map(({fingerprint}) => fingerprint))
}

function expectManners({page, spoken}: Run): void {
  expect(page.reviews.length).toBeLessThanOrEqual(reviewsPerPullRequest)
  expect(new Set(spoken).size).toBe(spoken.length)
}

test('killed between any two operations, events doubled: the same end as one undisturbed run, and no more is said', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(anyPush, anyAccidents), {maxLength: 6}), history => {
      const [calm, shaken] = [newRun(), newRun()]
      history.forEach(([push, {kills, isDoubled}], n) => {
        for (const run of [calm, shaken]) happen(run, push)
        for (const operations of kills) apply(shaken, plan(shaken, push, n).slice(0, operations), push)
        for (const run of [calm, shaken]) apply(run, plan(run, push, n), push)
        if (isDoubled) apply(shaken, plan(shaken, push, n), push)
        expect(shaken.page).toEqual(calm.page)
        expect(plan(shaken, push, n)).toEqual(plan(calm, push, n))
        expect(plan(shaken, push, n).map(({kind}) => kind)).toEqual(['complete check run'])
        expectManners(shaken)
      })
    }),
    {numRuns: 150},
  )
}, 120_000)

test('events lost and out of order: whoever looks last tells the same in the check run, and nothing is said twice', () => {
  const looks = fc.array(fc.boolean(), {minLength: 6, maxLength: 6})
  fc.assert(
    fc.property(fc.array(anyPush, {minLength: 1, maxLength: 6}), looks, fc.boolean(), (pushes, seen, isQuiet) => {
      const [calm, lossy] = [newRun(), newRun()]
      const quiet = pushes.map(push => ({
        ...push,
        answered: undefined,
        resolved: undefined,
        deleted: undefined,
        dismissed: false,
      }))
      quiet.forEach((push, n) => {
        for (const run of [calm, lossy]) happen(run, push)
        apply(calm, plan(calm, push, n), push)
        // An event that comes late finds what is there by then: the look is another one of today's.
        if (seen[n] === true || n === quiet.length - 1) apply(lossy, plan(lossy, push, n), push)
        if (isQuiet) apply(lossy, plan(lossy, push, n, 'quiet'), push)
        expectManners(lossy)
      })
      const last = quiet.at(-1)
      if (last === undefined) return
      const [one, other] = [calm, lossy].map(run => resultOf(plan(run, last, quiet.length - 1)))
      expect(other).toEqual(one)
    }),
    {numRuns: 150},
  )
}, 120_000)

/** What everybody sees of it, wherever the single findings are told. */
function resultOf(operations: readonly Operation[]) {
  const last = operations.at(-1)
  if (last?.kind !== 'complete check run') throw new Error('The check run is not the last')
  const {conclusion, title, annotations} = last.result
  const places = annotations.map(({path, startLine, title, message}) => `${path}:${startLine} ${title} ${message}`)
  return {conclusion, title, places: places.toSorted()}
}

test('when the base moves nothing is said anew, whatever is found', () => {
  fc.assert(
    fc.property(anyPush, anyPush, (push, moved) => {
      const run = newRun()
      apply(run, plan(run, push, 0), push)
      const before = run.page.reviews.length
      const judged = {...push, findings: moved.findings}
      apply(run, plan(run, judged, 0, 'quiet'), judged)
      expect(run.page.reviews.length).toBe(before)
    }),
    {numRuns: 50},
  )
})
