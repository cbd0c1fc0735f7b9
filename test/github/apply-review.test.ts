import {expect, test} from 'vitest'
import {type Applying, applyReview} from '../../src/github/apply-review.ts'
import type {Operation} from '../../src/review/plan.ts'
import {intercept, never, octokit, ref} from './octokit.ts'

const github = intercept()

const headSha = 'c'.repeat(40)
const checkRun = {id: '11', headSha, isComplete: false, remembers: undefined, shows: undefined, annotations: 0, others: []}
const result = {conclusion: 'success', title: 'Looks good', summary: '', text: undefined, annotations: [], buttons: []} as const
const review: Operation = {
  kind: 'create review',
  headSha,
  body: 'Two things.',
  comments: [
    {path: 'readme.md', line: 5, startLine: undefined, body: 'One', fingerprints: []},
    {path: 'readme.md', line: 9, startLine: 7, body: 'Two', fingerprints: []},
    {path: 'readme.md', line: 12, startLine: 12, body: 'Three', fingerprints: []},
  ],
}
const complete: Operation = {kind: 'complete check run', result}
const reviews = '/repos/ada/ants/pulls/3/reviews'

/** An outside whose history writes down what it is told. */
function outside() {
  const told: unknown[] = []
  const applying: Applying = {
    octokit: octokit(),
    now: () => 77,
    history: {
      begin: async (_, head, atMs) => void told.push(['begin', head, atMs]),
      finish: async (_, id) => void told.push(['finish', id]),
    },
  }
  return {applying, told}
}

test('the steps are done in their order, each told when it is done', async () => {
  const {applying, told} = outside()
  const done: string[] = []
  github
    .post(reviews, {
      commit_id: headSha,
      event: 'COMMENT',
      body: 'Two things.',
      comments: [
        {path: 'readme.md', line: 5, side: 'RIGHT', body: 'One'},
        {path: 'readme.md', line: 9, side: 'RIGHT', start_line: 7, start_side: 'RIGHT', body: 'Two'},
        {path: 'readme.md', line: 12, side: 'RIGHT', body: 'Three'},
      ],
    })
    .reply(200, '{"id": 9007199254740993}', {'content-type': 'application/json'})
  github.patch('/repos/ada/ants/pulls/comments/9007199254740995', {body: 'Fixed'}).reply(200, {})
  github.delete('/repos/ada/ants/pulls/comments/22').reply(204)
  github.patch('/repos/ada/ants/check-runs/11').reply(200, {})
  const plan: Operation[] = [
    review,
    {kind: 'edit comment', id: '9007199254740995', body: 'Fixed'},
    {kind: 'delete comment', id: '22'},
    complete,
  ]
  expect(await applyReview(applying, ref, checkRun, plan, ({kind}) => done.push(kind), never)).toEqual({kind: 'applied'})
  expect(done).toEqual(['create review', 'edit comment', 'delete comment', 'complete check run'])
  expect(told).toEqual([
    ['begin', headSha, 77],
    ['finish', '9007199254740993'],
  ])
})

test('a review that GitHub refuses is a value: nothing after it is done, and nothing is left begun', async () => {
  const {applying, told} = outside()
  github.post(reviews).reply(422, {message: 'Unprocessable Entity', errors: ['Line could not be resolved']})
  const applied = await applyReview(applying, ref, checkRun, [review, complete], () => {}, never)
  expect(applied).toMatchObject({kind: 'refused', why: expect.stringContaining('Line could not be resolved')})
  expect(told.at(-1)).toEqual(['finish', undefined])
})

test('a review that GitHub forbids is refused, too: the check run can still tell it', async () => {
  const {applying, told} = outside()
  github.post(reviews).reply(403, {message: 'Resource not accessible by integration'})
  const applied = await applyReview(applying, ref, checkRun, [review, complete], () => {}, never)
  expect(applied).toMatchObject({kind: 'refused', why: expect.stringContaining('not accessible')})
  expect(told.at(-1)).toEqual(['finish', undefined])
})

test.each([502, 503, 504])(
  'after a lost answer (%i) the review stays begun, so that the next one reads before writing',
  async status => {
    const {applying, told} = outside()
    github.post(reviews).once().reply(status)
    await expect(applyReview(applying, ref, checkRun, [review, complete], () => {}, never)).rejects.toMatchObject({
      name: 'LostAnswerError',
    })
    expect(told).toEqual([['begin', headSha, 77]])
  },
)

test('an answer that names no review counts as lost', async () => {
  const {applying, told} = outside()
  github.post(reviews).once().reply(200, [])
  await expect(applyReview(applying, ref, checkRun, [review], () => {}, never)).rejects.toMatchObject({name: 'LostAnswerError'})
  expect(told).toEqual([['begin', headSha, 77]])
})

test('a limit is no lost answer: nothing is left begun', async () => {
  const {applying, told} = outside()
  github.post(reviews).once().reply(403, {message: 'You have exceeded a secondary rate limit'}, {'retry-after': '60'})
  await expect(applyReview(applying, ref, checkRun, [review], () => {}, never)).rejects.toMatchObject({name: 'PostponedError'})
  expect(told.at(-1)).toEqual(['finish', undefined])
})

test('what is fixed is folded away and unfolded again; where GitHub lets nobody fold, nothing is lost', async () => {
  const {applying} = outside()
  const mutation = (name: string, variables: object, answer: object) =>
    github
      .post('/graphql', body => body.query.includes(`${name}(`) && JSON.stringify(body.variables) === JSON.stringify(variables))
      .reply(200, answer)
  mutation('minimizeComment', {id: 'C1', reason: 'OUTDATED'}, {data: {minimizeComment: {clientMutationId: null}}})
  mutation('unminimizeComment', {id: 'C1'}, {data: {unminimizeComment: {clientMutationId: null}}})
  mutation('minimizeComment', {id: 'C2', reason: 'RESOLVED'}, {data: null, errors: [{type: 'FORBIDDEN', message: 'No'}]})
  const plan: Operation[] = [
    {kind: 'fold comment', id: '1', nodeId: 'C1', reason: 'outdated'},
    {kind: 'unfold comment', id: '1', nodeId: 'C1'},
    {kind: 'fold comment', id: '2', nodeId: 'C2', reason: 'resolved'},
  ]
  expect(await applyReview(applying, ref, checkRun, plan, () => {}, never)).toEqual({kind: 'applied'})
})

test('a comment that people deleted meanwhile stays deleted', async () => {
  const {applying} = outside()
  github.patch('/repos/ada/ants/pulls/comments/21').reply(404, {message: 'Not Found'})
  github.delete('/repos/ada/ants/pulls/comments/22').reply(404, {message: 'Not Found'})
  const plan: Operation[] = [
    {kind: 'edit comment', id: '21', body: 'Fixed'},
    {kind: 'delete comment', id: '22'},
  ]
  expect(await applyReview(applying, ref, checkRun, plan, () => {}, never)).toEqual({kind: 'applied'})
})
