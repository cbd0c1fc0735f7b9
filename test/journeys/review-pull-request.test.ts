import {expect, test} from 'vitest'
import {reviewPullRequest} from '../../src/journeys/review-pull-request.ts'
import type {Verdict} from '../../src/verdict/verdict.ts'
import {never, ref} from '../github/octokit.ts'
import {headSha, outsideOf, type SmallGitHub, smallGitHub} from './small-github.ts'

const list = `# Ants

- [Army](https://army.example) - Marches.
- [Fire](https://fire.example) - Stings.
- [Leaf](https://leaf.example) - Cuts.
- [Wood](https://wood.example) - Carries.
- [Weaver](https://weaver.example) - Sews.
`
const ghost = 'https://ghost.example'
const withGhost = `${list}- [Ghost](${ghost}) - Hides.\n`
const dead: Verdict = {kind: 'dead', reason: 'not-found', status: 404}

const checks = ({checks}: SmallGitHub) => [...checks.values()].map(({head, conclusion}) => [head.slice(0, 1), conclusion])
const posts = ({calls}: SmallGitHub) => calls.filter(call => /^POST .*\/reviews$/.test(call)).length

test('a dead link is told once, on its line, in a check run and a review, and each step is told', async () => {
  const github = smallGitHub(list, withGhost)
  const {outside, told, asked, memory} = outsideOf(github, {[ghost]: dead})
  expect(await reviewPullRequest(outside, ref, never)).toEqual({kind: 'reviewed'})
  expect(asked).toEqual([ghost])
  expect(github.reviews).toMatchObject([
    {headSha: github.head, comments: [{path: 'readme.md', line: 8, body: expect.stringContaining('This link is dead')}]},
  ])
  expect([...github.checks.values()]).toEqual([{head: github.head, conclusion: 'failure', title: '1 dead link'}])
  expect(memory).toEqual({begun: undefined, posted: ['100']})
  expect(told.toSorted()).toEqual(
    [
      'pull loaded',
      'check run started',
      'lists read',
      'links checked',
      'review planned',
      'review posted',
      'check run completed',
    ].toSorted(),
  )

  expect(await reviewPullRequest(outside, ref, never)).toEqual({kind: 'reviewed'})
  expect(posts(github)).toBe(1)
})

test('a clean pull request gets a green check run and not a word', async () => {
  const github = smallGitHub(list, withGhost)
  await reviewPullRequest(outsideOf(github).outside, ref, never)
  expect(checks(github)).toEqual([['c', 'success']])
  expect(posts(github)).toBe(0)
})

test('where no list was changed the check run says so', async () => {
  const github = smallGitHub('Just a text.\n', 'Just another text.\n')
  await reviewPullRequest(outsideOf(github).outside, ref, never)
  expect([...github.checks.values()]).toMatchObject([{conclusion: 'success', title: 'No list was changed'}])
})

test.each([
  ['a draft', (github: SmallGitHub) => Object.assign(github, {draft: true}), 0],
  [
    'a draft, where drafts are asked for',
    (github: SmallGitHub) => Object.assign(github, {draft: true, settings: 'review: {drafts: true}'}),
    1,
  ],
  ['check-only', (github: SmallGitHub) => Object.assign(github, {settings: 'review: {mode: check-only}'}), 0],
  [
    'a file that the settings do not ask for',
    (github: SmallGitHub) => Object.assign(github, {settings: 'files: [docs/*.md]'}),
    0,
  ],
  ['a rule that is off', (github: SmallGitHub) => Object.assign(github, {settings: 'rules: {dead-link: off}'}), 0],
])('%s', async (_, change, reviews) => {
  const github = smallGitHub(list, withGhost)
  change(github)
  await reviewPullRequest(outsideOf(github, {[ghost]: dead}).outside, ref, never)
  expect(posts(github)).toBe(reviews)
  expect(checks(github)).toHaveLength(1)
  expect(checks(github)[0]?.[1]).toBeDefined()
})

test.each([false, true])(
  'what is fixed is edited in its comment, or deleted where unresolved conversations block merging (%s)',
  async demands => {
    const github = smallGitHub(list, withGhost)
    const {outside} = outsideOf(github, {[ghost]: dead})
    await reviewPullRequest(outside, ref, never)
    Object.assign(github, {head: headSha('d'), text: list.replace('Sews.', 'Sews well.'), demandsResolved: demands})
    await reviewPullRequest(outside, ref, never)
    const comments = github.reviews.flatMap(({comments}) => comments.map(({body}) => body))
    expect(comments).toEqual(demands ? [] : [expect.stringContaining('Fixed')])
    expect(checks(github)).toEqual([
      ['c', 'failure'],
      ['d', 'success'],
    ])

    const calls = github.calls.length
    await reviewPullRequest(outside, ref, never)
    expect(github.calls.slice(calls).filter(call => /^(?:PATCH|DELETE) .*comments/.test(call))).toEqual([])
    expect(posts(github)).toBe(1)
  },
)

test('a generated list that is edited by hand gets a neutral check and one comment: which file to edit instead', async () => {
  const comment = '<!-- Generated from data/ants.yml, do not edit -->\n\n'
  const github = smallGitHub(comment + list, `${comment}${withGhost}- [Thief](https://thief.example): Steals.\n`)
  const {outside, asked} = outsideOf(github, {[ghost]: dead})
  await reviewPullRequest(outside, ref, never)
  await reviewPullRequest(outside, ref, never)
  expect(asked).toEqual([])
  expect(github.reviews.flatMap(({comments}) => comments)).toMatchObject([
    {line: 10, body: expect.stringMatching(/^A tool writes this file, so edit `data\/ants\.yml` instead\./)},
  ])
  expect([...github.checks.values()]).toMatchObject([{conclusion: 'neutral', title: '1 problem'}])
})

test('a list whose history shows a tool is told so in place of its defects', async () => {
  const github = smallGitHub(list, withGhost)
  const commits = Array.from({length: 60}, (_, n) => ({
    sha: headSha('e'),
    author: {login: 'ant-bot'},
    commit: {message: `Update stars ${n}\n\nBy a tool.`},
  }))
  github.before = call => (call.endsWith('/commits') ? Response.json(commits) : undefined)
  await reviewPullRequest(outsideOf(github, {[ghost]: dead}).outside, ref, never)
  expect(github.reviews.flatMap(({comments}) => comments.map(({body}) => body))).toEqual([
    expect.stringMatching(/^A tool seems to write this file \(most of its commits say `Update stars`\)/),
  ])
  expect(github.calls.filter(call => call.endsWith('/commits'))).toHaveLength(1)
})

test('a closed pull request is nothing to do: not even a check run', async () => {
  const github = smallGitHub(list, withGhost)
  github.state = 'closed'
  expect(await reviewPullRequest(outsideOf(github).outside, ref, never)).toEqual({kind: 'nothing to do', reason: 'closed'})
  expect(github.calls).toHaveLength(1)
})

test('closed while we looked: nothing is said, and the check run does not turn for ever', async () => {
  const github = smallGitHub(list, withGhost)
  github.after = call => {
    if (/\/compare\//.test(call)) github.state = 'closed'
    return undefined
  }
  expect(await reviewPullRequest(outsideOf(github, {[ghost]: dead}).outside, ref, never)).toMatchObject({kind: 'nothing to do'})
  expect(posts(github)).toBe(0)
  expect(checks(github)).toEqual([['c', 'failure']])
})

test('a push while we looked: the new head is reviewed, nothing is said on the old one, both check runs are complete', async () => {
  const github = smallGitHub(list, withGhost)
  github.after = call => {
    if (/\/compare\/.*c{40}/.test(call))
      Object.assign(github, {head: headSha('d'), text: withGhost.replace('Hides', 'Hides well')})
    return undefined
  }
  // The old head's text is asked for when the new one is there already: this GitHub then has the tip's.
  expect(await reviewPullRequest(outsideOf(github, {[ghost]: dead}).outside, ref, never)).toEqual({kind: 'reviewed'})
  expect(github.reviews).toMatchObject([{headSha: headSha('d')}])
  expect(checks(github).map(([head]) => head)).toEqual(['c', 'd'])
  expect(checks(github).every(([, conclusion]) => conclusion !== undefined)).toBe(true)
})

test('a head that never stands still is left to the event of its last push', async () => {
  const github = smallGitHub(list, withGhost)
  let pushes = 0
  github.after = call => {
    if (/\/compare\//.test(call)) github.head = String(++pushes).repeat(40)
    return undefined
  }
  expect(await reviewPullRequest(outsideOf(github, {[ghost]: dead}).outside, ref, never)).toEqual({kind: 'superseded'})
  expect(posts(github)).toBe(0)
})

test('a review that GitHub refuses is tried once more, then the check run says it all', async () => {
  const github = smallGitHub(list, withGhost)
  github.before = call =>
    /^POST .*\/reviews$/.test(call) ? Response.json({message: 'Line could not be resolved'}, {status: 422}) : undefined
  const {outside, memory} = outsideOf(github, {[ghost]: dead})
  expect(await reviewPullRequest(outside, ref, never)).toEqual({kind: 'reviewed'})
  expect(posts(github)).toBe(2)
  expect(checks(github)).toEqual([['c', 'failure']])
  expect(memory).toEqual({begun: undefined, posted: []})
})

test('a lost answer, and then again: there is one review, whether GitHub had taken it or not', async () => {
  for (const when of ['before', 'after'] as const) {
    const github = smallGitHub(list, withGhost)
    const {outside, memory, told} = outsideOf(github, {[ghost]: dead})
    github[when] = call => (/^POST .*\/reviews$/.test(call) ? new Response('', {status: 502}) : undefined)
    await expect(reviewPullRequest(outside, ref, never)).rejects.toMatchObject({name: 'LostAnswerError'})
    expect(memory.begun).toEqual({headSha: github.head, atMs: 0})

    github[when] = () => undefined
    expect(await reviewPullRequest(outside, ref, never)).toEqual({kind: 'reviewed'})
    expect(github.reviews).toHaveLength(1)
    expect(memory).toEqual({begun: undefined, posted: ['100']})
    expect(told.includes('paused 3000')).toBe(when === 'before')
    expect(checks(github)).toEqual([['c', 'failure']])
  }
})

test('a review that GitHub told us of and does not show: nothing is said until it does', async () => {
  const github = smallGitHub(list, withGhost)
  const {outside, memory} = outsideOf(github, {[ghost]: dead})
  memory.posted.push('99')
  expect(await reviewPullRequest(outside, ref, never)).toEqual({kind: 'reviewed'})
  expect(posts(github)).toBe(0)
  expect(checks(github)).toEqual([['c', 'failure']])
})

test('a review is posted after five answers of GitHub that have to be waited for one after the other', async () => {
  const github = smallGitHub(list, withGhost)
  const {outside} = outsideOf(github, {[ghost]: dead})
  let waiting: (() => void)[] = []
  let rounds = 0
  let postedIn = 0
  let isDone = false
  outside.octokit.hook.wrap('request', async (request, options) => {
    await new Promise<void>(resolve => waiting.push(resolve))
    if (/\/reviews$/.test(options.url ?? '')) postedIn = rounds
    return request(options)
  })
  const reviewed = reviewPullRequest(outside, ref, never).finally(() => {
    isDone = true
  })
  // A round answers all that is waited for at the same time.
  while (!isDone) {
    for (let turn = 0; turn < 50; turn++) await new Promise(setImmediate)
    rounds++
    const answered = waiting
    waiting = []
    for (const go of answered) go()
  }
  await reviewed
  expect(postedIn).toBe(5)
})

test('right after a push GitHub may still show the old head: the one that the event told of is waited for, but not for ever', async () => {
  const github = smallGitHub(list, withGhost)
  const {outside, told} = outsideOf(github, {[ghost]: dead})
  let looks = 0
  github.before = call => {
    if (/\/pulls\/3$/.test(call)) github.head = headSha(++looks < 3 ? 'a' : 'd')
    return undefined
  }
  await reviewPullRequest(outside, {...ref, headSha: headSha('d')}, never)
  expect(github.reviews).toMatchObject([{headSha: headSha('d')}])
  expect(told.slice(0, 3)).toEqual(['paused 1000', 'paused 1000', 'pull loaded'])

  const late = outsideOf(github, {[ghost]: dead})
  expect(await reviewPullRequest(late.outside, {...ref, headSha: headSha('e')}, never)).toEqual({kind: 'reviewed'})
  expect(late.told.filter(step => step === 'paused 1000')).toHaveLength(3)
})

test('work that a newer push ends leaves no check run turning on the old head', async () => {
  const github = smallGitHub(list, withGhost)
  const {outside} = outsideOf(github)
  const newer = new AbortController()
  const interrupted: typeof outside = {
    ...outside,
    checkLinks: async (_, __, signal) => {
      github.head = headSha('d')
      newer.abort(new Error('a newer push'))
      signal.throwIfAborted()
      return new Map()
    },
  }
  await expect(reviewPullRequest(interrupted, ref, newer.signal)).rejects.toThrow('a newer push')
  expect([...github.checks.values()]).toEqual([
    {head: headSha('c'), conclusion: 'neutral', title: 'A newer commit is looked at instead'},
  ])
})

test('work that is ended while its head is still the newest leaves its check run in progress, for the next one', async () => {
  const github = smallGitHub(list, withGhost)
  const {outside} = outsideOf(github)
  const stop = new AbortController()
  const interrupted: typeof outside = {
    ...outside,
    checkLinks: async (_, __, signal) => {
      stop.abort(new Error('the app is stopping'))
      signal.throwIfAborted()
      return new Map()
    },
  }
  await expect(reviewPullRequest(interrupted, ref, stop.signal)).rejects.toThrow('the app is stopping')
  expect(checks(github)).toEqual([['c', undefined]])
})
