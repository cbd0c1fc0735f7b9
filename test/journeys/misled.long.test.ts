import {expect} from 'vitest'
import type {FaultPlan} from '../sandbox/github/faults.ts'
import {type People, type SeenPull, test} from '../sandbox/sandbox.ts'
import {ants, firstAddedLine, hunt, isDead} from './ants.ts'

/** Adds a dead link while GitHub misbehaves, and waits until all is quiet. */
async function review(sandbox: People, name: string, ...faults: readonly FaultPlan[]): Promise<SeenPull> {
  const repository = await sandbox.repository(`ada/${name}`, {'readme.md': ants(sandbox.url)})
  for (const plan of faults) sandbox.github.fault(plan)
  const pull = await repository.pull('Add the ghost ant', {'readme.md': hunt(`[Ghost](${sandbox.url('gone.example')}) - Hides.`)})
  await pull.settled()
  return pull
}

function expectOneReview(pull: SeenPull): void {
  expect(pull.pull.reviews()).toHaveLength(1)
  expect(pull.comments).toEqual([{line: firstAddedLine, says: isDead}])
  expect(pull.check).toEqual({conclusion: 'failure', title: '1 dead link'})
  expect(pull.notifications).toBe(1)
}

/** A push that leaves the told line where it was. */
const elsewhere = {'readme.md': (text: string) => text.replace('Swarms at night.', 'Swarms by night.')}

const createsReview = {method: 'POST', path: /\/pulls\/\d+\/reviews$/}

test('a 502 after GitHub took the review: it is not sent again', async ({sandbox}) => {
  const pull = await review(sandbox, 'ants-502', {
    match: createsReview,
    times: 1,
    fault: {status: 502, after: 'write took effect'},
  })
  expectOneReview(pull)
})

test('a 502 instead of the review: it is sent again', async ({sandbox}) => {
  const pull = await review(sandbox, 'ants-502-lost', {match: createsReview, times: 1, fault: {status: 502}})
  expectOneReview(pull)
})

test('a connection cut after GitHub took the review, and lists that are empty once: it is not sent again', async ({sandbox}) => {
  const pull = await review(
    sandbox,
    'ants-cut',
    {match: createsReview, times: 1, fault: {reset: true, after: 'write took effect'}},
    {match: {graphql: /reviewThreads/}, times: 2, fault: {emptyList: true}},
  )
  expectOneReview(pull)
})

test('reads that lag behind writes: a second push does not say it again', async ({sandbox}) => {
  const pull = await review(sandbox, 'ants-lag')
  sandbox.github.lag({ms: 1500})
  try {
    await pull.push(elsewhere)
    await pull.settled()
  } finally {
    sandbox.github.lag(0)
  }
  expectOneReview(pull)
})

test('reads that lag behind the first review while it is made', async ({sandbox}) => {
  sandbox.github.lag({ms: 1000})
  try {
    const pull = await review(sandbox, 'ants-lag-first')
    await pull.push(elsewhere)
    await pull.settled()
    sandbox.github.lag(0)
    await pull.settled()
    expectOneReview(pull)
  } finally {
    sandbox.github.lag(0)
  }
})

test('lists that come back empty once after the review: nothing is said again', async ({sandbox}) => {
  const pull = await review(sandbox, 'ants-empty')
  sandbox.github.fault({match: {graphql: /reviewThreads/}, times: 1, fault: {emptyList: true}})
  await pull.push(elsewhere)
  await pull.settled()
  expectOneReview(pull)
})

test('GraphQL errors with status 200 are errors: the review is tried again', async ({sandbox}) => {
  const pull = await review(sandbox, 'ants-graphql', {
    match: {graphql: /reviewThreads/},
    times: 1,
    fault: {graphqlErrors: [{message: 'Something went wrong while executing your query.'}]},
  })
  expectOneReview(pull)
})

test('429 with Retry-After: nothing is asked before its time, then it is reviewed', async ({sandbox}) => {
  const pull = await review(sandbox, 'ants-429', {
    match: {method: 'GET', path: /\/compare\//},
    times: 1,
    fault: {status: 429, headers: {'retry-after': '2'}, body: {message: 'You have exceeded a secondary rate limit.'}},
  })
  expectOneReview(pull)
  const calls = sandbox.github.calls().filter(({path}) => path.includes('ants-429'))
  const limited = calls.find(({status}) => status === 429)
  const answeredMs = (limited?.atMs ?? 0) + (limited?.tookMs ?? 0)
  // Others may have been on their way when it was said.
  const early = calls.filter(({atMs}) => atMs > answeredMs + 100 && atMs < answeredMs + 1900)
  expect(early).toEqual([])
})

test('a secondary limit on the review itself: it is posted once the limit is over', async ({sandbox}) => {
  const pull = await review(sandbox, 'ants-403', {
    match: createsReview,
    times: 1,
    fault: {status: 403, headers: {'retry-after': '1'}, body: {message: 'You have exceeded a secondary rate limit.'}},
  })
  expectOneReview(pull)
})

test('a review that GitHub refuses (422) for good: the check run tells it all', async ({sandbox}) => {
  const pull = await review(sandbox, 'ants-422', {
    match: {method: 'POST', path: /ants-422\/pulls\/\d+\/reviews$/},
    times: 10,
    fault: {status: 422, body: {message: 'Validation Failed'}},
  })
  expect(pull.notifications).toBe(0)
  expect(pull.check).toEqual({conclusion: 'failure', title: '1 dead link'})
  expect(pull.pull.checkRuns()[0]?.text).toContain(`\`readme.md\`, line ${firstAddedLine}`)
  expect(pull.pull.checkRuns()[0]?.text).toContain('This link is dead')
})

test('500s while it reads: it is reviewed in the end', async ({sandbox}) => {
  const pull = await review(sandbox, 'ants-500', {match: {method: 'GET', path: /\/contents\//}, times: 2, fault: {status: 500}})
  expectOneReview(pull)
})
