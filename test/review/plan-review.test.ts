import fc from 'fast-check'
import {expect, test} from 'vitest'
import type {Finding, Fingerprint} from '../../src/findings/finding.ts'
import {fingerprint} from '../../src/findings/fingerprint.ts'
import {readMarker} from '../../src/markdown/marker.ts'
import {momentOf, wasToldAloud} from '../../src/review/moment.ts'
import type {Operation} from '../../src/review/plan.ts'
import {planReview, reviewsPerPullRequest, type Situation} from '../../src/review/plan-review.ts'
import {targetOf} from '../../src/url/target.ts'
import {repositoryFacts} from '../verdict/facts.ts'
import {after, blank, file, finding, inspection, type Page, path, placeOn, situation} from './page.ts'

const kinds = (plan: readonly Operation[]) => plan.map(({kind}) => kind)
const planned = (page: Page, findings: readonly Finding[], more = {}) => planReview(situation(findings, page, more))
const applied = (page: Page, findings: readonly Finding[], more = {}) => planned(page, findings, more).reduce(after, page)
/** What becomes of a comment of which all is fixed, and nothing else to do. */
const asFixed = ['edit comment', 'fold comment', 'complete check run']
const settle = (page: Page, n: number): Page => ({
  ...page,
  said: page.said.map((one, index) => (index === n ? {...one, state: 'settled'} : one)),
})

function review(plan: readonly Operation[]) {
  const operation = plan.find(({kind}) => kind === 'create review')
  if (operation?.kind !== 'create review') throw new Error('There is no review')
  return operation
}

function result(plan: readonly Operation[]) {
  const operation = plan.at(-1)
  if (operation?.kind !== 'complete check run') throw new Error('The check run is not the last')
  return operation.result
}

const anyFinding = fc
  .record({
    name: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    line: fc.integer({min: 1, max: 10}),
    kind: fc.constantFrom('words', 'fix', 'long fix', 'nowhere'),
    severity: fc.constantFrom('error' as const, 'warning' as const),
  })
  .map(({name, line, kind, severity}): Finding => {
    if (kind === 'nowhere') return finding(name, line, {severity, path: 'other.md'})
    if (kind === 'fix') return finding(name, line, {severity, expected: [`better ${name}`]})
    if (kind === 'words') return finding(name, line, {severity})
    const place = {start: placeOn(Math.max(1, line - 2)).start, end: placeOn(line).end}
    return finding(name, line, {severity, expected: [`better ${name}`], place, anchor: place})
  })
const anyFindings = fc.array(anyFinding, {maxLength: 6})

const push = fc.record({
  findings: anyFindings,
  operationsBeforeTheKill: fc.nat(4),
  /** How many states of the page GitHub's listing is behind. */
  lag: fc.nat(3),
  settled: fc.option(fc.nat(6), {nil: undefined}),
  resolved: fc.option(fc.nat(6), {nil: undefined}),
  deleted: fc.option(fc.nat(6), {nil: undefined}),
  outdated: fc.option(fc.nat(6), {nil: undefined}),
  demandsResolved: fc.boolean(),
  voice: fc.constantFrom('aloud' as const, 'aloud' as const, 'check run only' as const),
  limits: fc.record({comments: fc.option(fc.nat(4), {nil: undefined}), suggestions: fc.boolean()}),
})

interface Acts {
  readonly settled: number | undefined
  readonly resolved: number | undefined
  readonly deleted: number | undefined
  readonly outdated: number | undefined
}

/** What people do between two pushes. */
function people(page: Page, {settled, resolved, deleted, outdated}: Acts): Page {
  const pushed = page.said.map((said, n) => ({
    ...said,
    ...(n === outdated ? {line: undefined} : {}),
    ...(n === resolved ? {isResolved: true} : {}),
  }))
  const answered = settled === undefined ? {...page, said: pushed} : settle({...page, said: pushed}, settled)
  return {...answered, said: answered.said.filter((_, n) => n !== deleted)}
}

test('any pushes, killed anywhere, people doing anything, lists that lag: two reviews, nothing said twice, people win, and a second run has nothing to do', () => {
  fc.assert(
    fc.property(fc.array(push, {maxLength: 6}), pushes => {
      const spoken: string[] = []
      let states: Page[] = [blank]
      const now = () => states.at(-1) ?? blank
      const apply = (operations: readonly Operation[]) => {
        for (const operation of operations) {
          const settled = now().said.filter(({state}) => state === 'settled')
          if (operation.kind === 'create review') {
            spoken.push(...operation.comments.flatMap(({fingerprints}) => fingerprints))
            const lines = operation.comments.map(({path, line}) => `${path}:${line}`)
            expect(new Set(lines).size).toBe(lines.length)
          }
          if (operation.kind === 'edit comment' || operation.kind === 'delete comment')
            expect(settled.map(({id}) => id)).not.toContain(operation.id)
          states.push(after(now(), operation))
        }
      }

      for (const {findings, operationsBeforeTheKill, lag, demandsResolved, voice, limits, ...acts} of pushes) {
        states = [...states, people(now(), acts)]
        // The store knows every review, whatever GitHub lists.
        const posted = () => now().reviews.map(({id}) => id)
        const look = (page: Page) => ({
          demandsResolved,
          limits,
          posted: posted(),
          isComplete: posted().every(id => page.reviews.some(review => review.id === id)),
        })
        const stale = states.at(-1 - lag) ?? blank
        const seen = {
          ...stale,
          said: stale.said.map(one => now().said.find(({id, state}) => id === one.id && state === 'settled') ?? one),
        }
        apply(planned(seen, findings, {...look(seen), voice}).slice(0, operationsBeforeTheKill))
        apply(planned(now(), findings, look(now())))
        expect(kinds(planned(now(), findings, look(now())))).toEqual(['complete check run'])
      }
      expect(now().reviews.length).toBeLessThanOrEqual(reviewsPerPullRequest)
      expect(new Set(spoken).size).toBe(spoken.length)
    }),
    {numRuns: 150},
  )
})

test('a clean change gets the check run alone, green', () => {
  const plan = planned(blank, [])
  expect(kinds(plan)).toEqual(['complete check run'])
  expect(result(plan)).toMatchObject({conclusion: 'success', title: 'Looks good'})
})

test('findings on one line are one comment with one fix for all', () => {
  const {comments} = review(
    planned(blank, [
      finding('a', 5, {place: placeOn(5, 1, 5), expected: ['LINE']}),
      finding('b', 5, {place: placeOn(5, 6, 7), expected: ['five'], rule: 'toc'}),
      finding('c', 7),
    ]),
  )
  expect(comments.map(({line, startLine, fingerprints}) => ({line, startLine, fingerprints}))).toEqual([
    {line: 5, startLine: undefined, fingerprints: ['a', 'b']},
    {line: 7, startLine: undefined, fingerprints: ['c']},
  ])
  expect(comments[0]?.body).toContain('\n```suggestion\nLINE five\n```\n')
  expect(comments[1]?.body).not.toContain('suggestion')
})

test('a fix of several lines stands on all of them', () => {
  const place = {start: placeOn(4).start, end: placeOn(6).end}
  const {comments} = review(planned(blank, [finding('a', 4, {place, anchor: place, expected: ['one']})]))
  expect(comments[0]).toMatchObject({startLine: 4, line: 6})
})

test('no fix is offered where GitHub could not apply it or the list does not want it', () => {
  const place = {start: placeOn(4).start, end: placeOn(6).end}
  const fix = finding('a', 5, {place, anchor: placeOn(5), expected: ['one']})
  const suggests = (more = {}) => review(planned(blank, [fix], more)).comments[0]?.body.includes('suggestion')
  expect(suggests()).toBe(true)
  expect(suggests({limits: {suggestions: false}})).toBe(false)
  expect(suggests({files: [{...file, hunks: [{lines: {start: 1, end: 10}, added: [5], deletedAfter: [4]}]}]})).toBe(false)
  expect(suggests({files: [{...file, hunks: [{lines: {start: 5, end: 10}, added: [5], deletedAfter: []}]}]})).toBe(false)
  expect(suggests({files: [{...file, head: `${file.head}\r\n`}]})).toBe(false)
})

test('what has no line in the diff is told by the check run, settings mistakes always', () => {
  const settings = finding('s', 1, {rule: 'settings', path: '.github/listkeeper.yml'})
  const elsewhere = finding('a', 4, {path: 'other.md'})
  expect(kinds(planned(blank, [settings, elsewhere]))).toEqual(['complete check run'])
  expect(result(planned(blank, [elsewhere])).text).toContain('other.md')
  expect(result(planned(blank, [settings]))).toMatchObject({
    conclusion: 'neutral',
    title: 'Looks good, 1 mistake in the settings',
  })
})

test('the check fails from the severity on that the list has set', () => {
  const conclusion = (severity: 'error' | 'warning', failOn?: 'error' | 'warning' | 'never') =>
    result(planned(blank, [finding('a', 5, {severity})], {limits: {failOn}})).conclusion
  expect([conclusion('error'), conclusion('warning')]).toEqual(['failure', 'neutral'])
  expect([conclusion('error', 'warning'), conclusion('warning', 'warning')]).toEqual(['failure', 'failure'])
  expect([conclusion('error', 'never'), conclusion('warning', 'never')]).toEqual(['neutral', 'neutral'])
})

test('nothing is said on drafts, in locked conversations, when asked for the check alone, or while GitHub hides what we said', () => {
  const found = [finding('a', 5)]
  const silent = [
    {isDraft: true},
    {limits: {mode: 'check-only' as const}},
    {limits: {comments: 0}},
    {voice: 'check run only' as const},
    {isComplete: false},
    {conversation: {...blank, locked: true}},
  ]
  for (const more of silent) {
    expect(kinds(planned(blank, found, more))).toEqual(['complete check run'])
    expect(result(planned(blank, found, more))).toMatchObject({conclusion: 'failure', title: '1 problem'})
  }
  expect(kinds(planned(blank, found, {isDraft: true, limits: {drafts: true}}))).toContain('create review')
})

test('beyond the limit of comments errors come first, and the rest is told by the check run', () => {
  const found = [finding('w', 4, {severity: 'warning'}), finding('e', 6), finding('f', 5)]
  const plan = planned(blank, found, {limits: {comments: 2}})
  expect(review(plan).comments.map(({fingerprints}) => fingerprints)).toEqual([['f'], ['e']])
  expect(result(plan).text).toContain('`w`')
  expect(review(plan).body).toContain('2 problems on the lines of this pull request. 1 more in the details of the check.')
})

test('what is fixed is said in the old comment, and opened again there when it comes back', () => {
  const page = applied(blank, [finding('a', 5)])
  const fixed = planned(page, [])
  expect(kinds(fixed)).toEqual(['edit comment', 'fold comment', 'complete check run'])
  expect(fixed[0]).toMatchObject({id: '1-0', body: expect.stringMatching(/^Fixed in `aaaaaaa`, thank you!\n\n<!--/)})
  const back = planned(fixed.reduce(after, page), [finding('a', 6)])
  expect(kinds(back)).toEqual(['unfold comment', 'edit comment', 'complete check run'])
  expect(back[1]).toMatchObject({id: '1-0', body: expect.stringContaining('Wrong is `a`')})
})

test('where unresolved conversations block, a fixed comment is deleted, unless somebody answered it', () => {
  const page = settle(applied(blank, [finding('a', 5), finding('b', 6)]), 1)
  const plan = planned(page, [], {demandsResolved: true})
  expect(plan[1]).toEqual({kind: 'delete comment', id: '1-0'})
  expect(kinds(plan)).toEqual(['edit review', 'delete comment', 'complete check run'])

  const answered = {...page, said: page.said.map(said => ({...said, isAnswered: true}))}
  expect(kinds(planned(answered, [], {demandsResolved: true}))).toEqual(asFixed)
})

test('a comment says once in which commit it was fixed, and is folded where GitHub lets us', () => {
  const page = applied(applied(blank, [finding('a', 5)]), [])
  expect(page.said[0]).toMatchObject({body: expect.stringContaining('Fixed in `aaaaaaa`'), isFolded: true})
  expect(kinds(planned(page, [], {headSha: 'b'.repeat(40)}))).toEqual(['complete check run'])
  const killedBefore = {...page, said: page.said.map(one => ({...one, isFolded: false}))}
  expect(kinds(planned(killedBefore, []))).toEqual(['fold comment', 'complete check run'])
  const forbidden = {...page, said: page.said.map(one => ({...one, isFolded: false, canFold: false}))}
  expect(kinds(planned(forbidden, []))).toEqual(['complete check run'])
})

test('a resolved thread is final while what it told of is there; once that is fixed, it comes back in the check run alone', () => {
  const open = applied(blank, [finding('a', 5)])
  const page = {...open, said: open.said.map(one => ({...one, isResolved: true}))}
  expect(kinds(planned(page, [finding('a', 5)]))).toEqual(['complete check run'])
  expect(result(planned(page, [finding('a', 5)]))).toMatchObject({conclusion: 'success'})

  expect(kinds(planned(page, [], {demandsResolved: true}))).toEqual(asFixed)
  const back = planned(applied(page, []), [finding('a', 6)])
  expect(kinds(back)).toEqual(['complete check run'])
  expect(result(back)).toMatchObject({conclusion: 'failure', text: expect.stringContaining('Wrong is `a`')})
})

test('what was dismissed by the button is folded away, stays silent, and is not called fixed', () => {
  const found = [finding('a', 5), finding('b', 4, {path: 'other.md'})]
  const page = applied(blank, found)
  const plan = planned(page, found, {dismissed: ['a', 'b']})
  expect(plan[0]).toEqual({kind: 'fold comment', id: '1-0', nodeId: 'node 1-0', reason: 'resolved'})
  expect(kinds(plan)).toEqual(['fold comment', 'edit review', 'complete check run'])
  expect(result(plan)).toMatchObject({conclusion: 'success', annotations: []})
  expect(readMarker(result(plan).summary)).toMatchObject({left: ['a', 'b']})
})

test('what we deleted ourselves is no person’s decision, also when the branch demands nothing any more', () => {
  const page = applied(applied(blank, [finding('a', 5), finding('b', 6)]), [finding('b', 6)], {demandsResolved: true})
  expect(page.said.map(({fingerprints}) => fingerprints)).toEqual([['b']])
  const back = planned(page, [finding('a', 5), finding('b', 6)])
  expect(kinds(back)).toEqual(['complete check run'])
  expect(result(back)).toMatchObject({conclusion: 'failure', title: '2 problems'})

  const byPerson = planned({...page, said: []}, [finding('a', 5), finding('b', 6)], {demandsResolved: true})
  expect(result(byPerson)).toMatchObject({conclusion: 'failure', title: '1 problem'})
})

test('what joined a comment later is known when a person deletes it', () => {
  const joined = applied(applied(blank, [finding('a', 5)]), [finding('a', 5), finding('b', 5)])
  const plan = planned({...joined, said: []}, [finding('a', 5), finding('b', 5)])
  expect(kinds(plan)).toEqual(['complete check run'])
  expect(result(plan)).toMatchObject({conclusion: 'success'})
})

test('what was dismissed by the button does not come back in a second review when our database is lost', () => {
  const elsewhere = finding('b', 4, {path: 'other.md'})
  const first = applied(blank, [finding('a', 5), elsewhere])
  const dismissed = applied(first, [finding('a', 5), elsewhere], {dismissed: ['b']})
  const lines = [finding('b', 7), finding('c', 8)]
  expect(review(planned(dismissed, lines)).comments.map(({fingerprints}) => fingerprints)).toEqual([['c']])
  const atOnce = applied(blank, [finding('a', 5), elsewhere], {dismissed: ['b']})
  expect(review(planned(atOnce, lines)).comments.map(({fingerprints}) => fingerprints)).toEqual([['c']])
})

test('a review says where the list tells what it asks for', () => {
  const guide = 'https://github.com/ada/ants/blob/main/CONTRIBUTING.md'
  expect(review(planned(blank, [finding('a', 5)], {guide})).body.split('\n')[0]).toBe(
    `1 problem on the lines of this pull request. What this list asks for is in its [contributing guide](${guide}).`,
  )
})

test('a look at what was told aloud already keeps what was said true and says nothing anew', () => {
  const page = applied(blank, [finding('a', 5)])
  const quiet = planned(page, [finding('b', 7)], {voice: 'quiet'})
  expect(kinds(quiet)).toEqual(asFixed)
  expect(result(quiet)).toMatchObject({conclusion: 'failure', title: '1 problem'})
  expect(kinds(planned(page, [finding('b', 7)]))).toContain('create review')
})

test('the check run remembers that all could be said, so that the next look at the same is a quiet one', () => {
  const aloud = (more: Partial<Situation>) => {
    const marker = readMarker(result(planned(blank, [finding('a', 5)], more)).summary)
    return marker?.kind === 'check' && wasToldAloud(marker, 'now')
  }
  expect([aloud({}), aloud({voice: 'quiet'}), aloud({isDraft: true})]).toEqual([true, true, true])
  expect([aloud({voice: 'check run only'}), aloud({isComplete: false}), aloud({moment: 'then'})]).toEqual([false, false, false])
  expect(aloud({conversation: {...blank, locked: true}})).toBe(false)
  expect(momentOf({base: 'main', draft: false})).not.toBe(momentOf({base: 'main', draft: true}))
})

test('a comment that is fixed in part tells what is left, and a new finding on its line joins it without a review', () => {
  const page = applied(blank, [finding('a', 5), finding('b', 5)])
  const plan = planned(page, [finding('b', 5), finding('c', 5)])
  expect(kinds(plan)).toEqual(['edit comment', 'edit review', 'complete check run'])
  const [edit] = plan
  expect(edit?.kind === 'edit comment' && readMarker(edit.body)).toEqual({
    v: 1,
    kind: 'comment',
    open: ['b', 'c'],
    fixed: ['a'],
    lines: 1,
  })
})

test('what a person settled or deleted is not raised again and does not fail the check', () => {
  const found = [finding('a', 5), finding('b', 6)]
  const page = applied(blank, found)
  for (const after of [settle(settle(page, 0), 1), {...page, said: []}]) {
    const plan = planned(after, found)
    expect(kinds(plan)).toEqual(['complete check run'])
    expect(result(plan)).toMatchObject({
      conclusion: 'success',
      summary: expect.stringMatching(/^2 are left as people want them\.\n\n<!--/),
    })
  }
})

test('a dead link that could not be verified this time is not called fixed', () => {
  const url = 'https://gone.example/'
  const dead = finding('x', 5, {rule: 'dead-link', fingerprint: fingerprint('dead-link', path, url)})
  const page = applied(blank, [dead])
  const links = [
    {
      url,
      verdict: {kind: 'unverified', reason: 'timeout', status: undefined, detail: ''} as const,
      occurrences: [{path, place: placeOn(5)}],
    },
  ]
  expect(kinds(planned(page, [], {inspection: inspection([], {links})}))).toEqual(['complete check run'])
  expect(kinds(planned(page, [], {inspection: inspection([])}))).toEqual(asFixed)
  const unread = inspection([], {paths: [], notes: ['`readme.md` is too large to be looked at.']})
  expect(kinds(planned(page, [], {inspection: unread}))).toEqual(['complete check run'])
})

test('a dead link that is beyond the limit of links this time is not called fixed', () => {
  const url = 'https://ghost.example/'
  const dead = finding('ghost', 5, {rule: 'dead-link', fingerprint: fingerprint('dead-link', path, targetOf(url))})
  const page = applied(blank, [dead])
  const verdict = {kind: 'unverified', reason: 'over-limit', status: undefined, detail: ''} as const
  const links = [{url, verdict, occurrences: [{path, place: placeOn(5)}]}]
  const beyond = inspection([], {links, notes: ['Only the first 300 of 301 new links were checked.']})
  expect(kinds(planReview(situation([], page, {inspection: beyond})))).toEqual(['complete check run'])
  expect(applied(page, []).said[0]?.body).toContain('Fixed')
})

test.each([
  ['archived-repository', {repository: 'unknown'}, 'kept'],
  ['archived-repository', {repository: repositoryFacts({name: 'ghost/ghost'})}, 'fixed'],
  ['stale-repository', {repository: undefined}, 'kept'],
  ['prefer-https', {repository: repositoryFacts()}, 'kept'],
  ['no-shortener', {repository: 'unknown'}, 'kept'],
  ['dead-link', {repository: 'unknown'}, 'fixed'],
] as const)('%s of a link that is still there and lives, with %j, is %s', (rule, known, becomes) => {
  const url = 'http://github.com/ghost/ghost'
  const page = applied(blank, [finding('ghost', 5, {rule, fingerprint: fingerprint(rule, path, targetOf(url))})])
  const verdict = {kind: 'alive', reason: 'answers', status: 200, finalUrl: url} as const
  const links = [{url, verdict, occurrences: [{path, place: placeOn(5)}], ...known}]
  const plan = planReview(situation([], page, {inspection: inspection([], {links})}))
  expect(kinds(plan)).toEqual(becomes === 'fixed' ? asFixed : ['complete check run'])
})

test('what was told of a file that is no longer looked at, or has another name now, is not called fixed', () => {
  const page = applied(blank, [finding('ant', 5)])
  expect(kinds(planReview(situation([], page, {inspection: inspection([], {paths: []})})))).toEqual(['complete check run'])
  const renamed = {inspection: inspection([], {paths: ['ants.md']}), files: [{...file, path: 'ants.md', before: path}]}
  expect(kinds(planReview(situation([], page, renamed)))).toEqual(['complete check run'])
  const left = planReview(situation([], page, {inspection: inspection([], {paths: []}), files: []}))
  expect(kinds(left)).toEqual(asFixed)
})

test('the same finding twice on an entry is two, each with its own place', () => {
  const {comments} = review(planned(blank, [finding('a', 7), finding('a', 5)]))
  expect(comments.map(({line, fingerprints}) => [line, ...fingerprints])).toEqual([
    [5, 'a'],
    [7, 'a.2'],
  ])
})

test('of two findings alike the first is mended: the comment on the other is not called fixed until that one is, too', () => {
  const page = applied(blank, [finding('a', 5), finding('a', 7)])
  expect(kinds(planned(page, [finding('a', 7)]))).toEqual(['complete check run'])
  expect(result(planned(page, [finding('a', 7)])).title).toBe('1 problem')
  expect(kinds(planned(page, []))).toEqual(['edit comment', 'fold comment', ...asFixed])
})

test('a line with more findings than anybody reads has one comment, and nothing left to do', () => {
  const many = Array.from({length: 1_500}, (_, n) => finding(`f${n}`, 4 + (n % 6)))
  const page = applied(blank, many, {limits: {comments: 100}})
  expect(page.reviews).toHaveLength(1)
  expect(kinds(planned(page, many, {limits: {comments: 100}}))).toEqual(['complete check run'])
})

test('a person who edits our comment loses nothing by it', () => {
  const page = applied(blank, [finding('a', 5)])
  const edited = {...page, said: page.said.map(one => ({...one, body: 'Mine now', fingerprints: ['a' as Fingerprint]}))}
  expect(kinds(planned(edited, []))).toEqual(['complete check run'])
})
