import {expect} from 'vitest'
import {ants, type Started, start, test} from './as-app.ts'

const at = {owner: 'ada', repo: 'ants', pull_number: 1}

async function opened(github: Started) {
  const repository = await github.createRepository('ada/ants', {'readme.md': ants})
  const pull = await repository.openPull({title: 'More', branch: 'more', files: {'readme.md': text => `${text}- x\n`}})
  return {repository, pull, rest: github.as('ada').rest, octokit: github.as('ada')}
}

const review = {...at, event: 'COMMENT' as const, comments: [{path: 'readme.md', line: 13, body: 'Hm.'}]}

test('reads lag behind writes for a time; people see all at once', async () => {
  const clock = {ms: Date.now()}
  const github = await start({now: () => clock.ms})
  const {pull, rest} = await opened(github)
  const old = pull.head()
  github.lag({ms: 2000})
  await rest.pulls.createReview(review)
  await pull.push({'readme.md': text => `${text}- y\n`})
  expect((await rest.pulls.listReviews(at)).data).toEqual([])
  expect((await rest.pulls.listReviewComments(at)).data).toEqual([])
  expect((await rest.pulls.get(at)).data.head.sha).toBe(old)
  expect((await rest.pulls.listFiles(at)).data[0]?.additions).toBe(1)
  expect(pull.reviews()).toHaveLength(1)
  clock.ms += 2001
  expect((await rest.pulls.listReviews(at)).data).toHaveLength(1)
  expect((await rest.pulls.listReviewComments(at)).data).toHaveLength(1)
  expect((await rest.pulls.get(at)).data.head.sha).toBe(pull.head())
  expect((await rest.pulls.listFiles(at)).data[0]?.additions).toBe(2)
  await github.close()
})

test('reads lag behind writes for so many reads, an edit shows its old text', async ({github}) => {
  const {pull, rest} = await opened(github)
  await rest.pulls.createReview(review)
  github.lag({reads: 1})
  const comment = {owner: 'ada', repo: 'ants', comment_id: pull.comments()[0]?.id ?? 0}
  expect((await rest.pulls.updateReviewComment({...comment, body: 'Better.'})).data.body).toBe('Better.')
  const text = async () => (await rest.pulls.getReviewComment(comment)).data.body
  expect([await text(), await text()]).toEqual(['Hm.', 'Better.'])
  await rest.checks.create({owner: 'ada', repo: 'ants', name: 'Listkeeper', head_sha: pull.head()})
  const runs = async () => (await rest.checks.listForRef({owner: 'ada', repo: 'ants', ref: pull.head()})).data.total_count
  expect([await runs(), await runs()]).toEqual([0, 1])
})

test('a write takes effect although its answer is lost', async ({github}) => {
  const {pull, rest} = await opened(github)
  const match = {method: 'POST', path: /\/reviews$/}
  github.fault({match, times: 1, fault: {after: 'write took effect', status: 502}})
  await expect(rest.pulls.createReview(review)).rejects.toMatchObject({status: 502})
  expect(pull.reviews()).toHaveLength(1)
  github.fault({match, times: 1, fault: {after: 'write took effect', reset: true}})
  await expect(rest.pulls.createReview(review)).rejects.toThrow()
  expect(pull.reviews()).toHaveLength(2)
  expect(
    github
      .calls()
      .filter(({method, path}) => method === 'POST' && path.endsWith('/reviews'))
      .map(({status}) => status),
  ).toEqual([502, 0])
})

test('a fault meets what it is meant for, as often as was said, and does nothing else', async ({github}) => {
  const {pull, rest} = await opened(github)
  github.fault({
    match: {method: 'POST', path: /\/reviews$/},
    times: 2,
    fault: {status: 503, headers: {'retry-after': '7'}, body: {message: 'Busy'}},
  })
  await rest.pulls.get(at)
  for (const _ of [1, 2]) {
    await expect(rest.pulls.createReview(review)).rejects.toMatchObject({
      status: 503,
      response: {headers: {'retry-after': '7'}, data: {message: 'Busy'}},
    })
  }
  expect(pull.reviews()).toEqual([])
  await rest.pulls.createReview(review)
  expect(pull.reviews()).toHaveLength(1)
})

test('a list comes back empty once', async ({github}) => {
  const {rest, octokit} = await opened(github)
  await rest.pulls.createReview(review)
  github.fault({match: {path: /\/reviews$/}, times: 1, fault: {emptyList: true}})
  expect((await rest.pulls.listReviews(at)).data).toEqual([])
  expect((await rest.pulls.listReviews(at)).data).toHaveLength(1)
  const query =
    'query { repository(owner: "ada", name: "ants") { name pullRequest(number: 1) { reviews(first: 9) { totalCount nodes { id } } } } }'
  github.fault({match: {graphql: /reviews\(/}, times: 1, fault: {emptyList: true}})
  expect(await octokit.graphql(query)).toEqual({repository: {name: 'ants', pullRequest: {reviews: {totalCount: 0, nodes: []}}}})
  expect(await octokit.graphql(query)).toMatchObject({repository: {pullRequest: {reviews: {totalCount: 1}}}})
})

test('GraphQL errs with status 200', async ({github}) => {
  const {octokit} = await opened(github)
  github.fault({
    match: {graphql: /viewer/},
    times: 1,
    fault: {graphqlErrors: [{type: 'RATE_LIMITED', message: 'API rate limit exceeded'}]},
  })
  await expect(octokit.graphql('query { viewer { login } }')).rejects.toMatchObject({errors: [{type: 'RATE_LIMITED'}]})
  expect(github.calls().at(-1)).toMatchObject({status: 200, path: '/api/graphql'})
})

test('an answer is delayed', async ({github}) => {
  const {rest} = await opened(github)
  github.fault({match: {path: /\/pulls\/1$/}, times: 1, fault: {delayMs: 150}})
  await rest.pulls.get(at)
  expect(github.calls().at(-1)?.tookMs).toBeGreaterThanOrEqual(149)
  expect(github.calls().at(-1)?.status).toBe(200)
})

test('eighty creating requests a minute are enough, then GitHub wants to be left alone', async () => {
  const clock = {ms: Date.now()}
  const github = await start({now: () => clock.ms})
  const {rest} = await opened(github)
  const say = () => rest.issues.createComment({owner: 'ada', repo: 'ants', issue_number: 1, body: 'Hi'})
  for (let count = 0; count < 80; count++) await say()
  await expect(say()).rejects.toMatchObject({
    status: 403,
    message: expect.stringContaining('secondary rate limit'),
    response: {headers: {'retry-after': '60'}},
  })
  await expect(rest.pulls.get(at)).resolves.toMatchObject({status: 200})
  clock.ms += 60_001
  await expect(say()).resolves.toMatchObject({status: 201})
  await github.close()
})

test('nine hundred points a minute an endpoint; the hour’s rest is in every answer', async () => {
  const clock = {ms: Date.now()}
  const github = await start({now: () => clock.ms})
  const {pull, rest} = await opened(github)
  await rest.pulls.createReview(review)
  const comment = {owner: 'ada', repo: 'ants', comment_id: pull.comments()[0]?.id ?? 0, body: 'x'}
  for (let count = 0; count < 180; count++) await rest.pulls.updateReviewComment(comment)
  await expect(rest.pulls.updateReviewComment(comment)).rejects.toMatchObject({status: 403})
  const {headers} = await rest.pulls.get(at)
  expect(Number(headers['x-ratelimit-remaining'])).toBe(5000 - Number(headers['x-ratelimit-used']))
  await github.close()
})
