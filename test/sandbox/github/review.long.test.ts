import {expect} from 'vitest'
import {ants, type Started, test} from './as-app.ts'

const at = {owner: 'ada', repo: 'ants', pull_number: 1}

const bullet = '- [Bullet](https://gone.example) - Hurts.'

/** A pull request that adds a line at the end (line 13 of head) and changes one at the start (line 3). */
async function opened(github: Started) {
  const repository = await github.createRepository('ada/ants', {'readme.md': ants, 'other.md': 'Untouched.\n'})
  const files = {'readme.md': (text: string) => `${text.replace('Marches.', 'Marches on.')}${bullet}\n`}
  const pull = await repository.openPull({title: 'Add the bullet ant', branch: 'bullet', files})
  return {repository, pull, octokit: github.as('ada')}
}

interface LineComment {
  path: string
  line?: number
  start_line?: number
  side?: string
  start_side?: string
  body: string
}

const comment = (rest: Partial<LineComment> = {}): LineComment => ({
  path: 'readme.md',
  line: 13,
  body: 'This link is dead.',
  ...rest,
})

async function review(github: Started, comments: LineComment[], rest: object = {}) {
  const {data} = await github.as('ada').rest.pulls.createReview({...at, event: 'COMMENT', comments, ...rest})
  return data
}

test('a review is there with all of its comments, and people were notified once', async ({github}) => {
  const {pull} = await opened(github)
  const made = await review(github, [comment(), comment({line: 3, body: 'And this one moved.'})])
  expect(made).toMatchObject({state: 'COMMENTED', user: {login: 'listkeeper[bot]', type: 'Bot'}, commit_id: pull.head()})
  expect(pull.reviews()).toHaveLength(1)
  expect(pull.comments().map(({line, body, author}) => ({line, body, author}))).toEqual([
    {line: 13, body: 'This link is dead.', author: 'listkeeper[bot]'},
    {line: 3, body: 'And this one moved.', author: 'listkeeper[bot]'},
  ])
  expect(github.notifications().map(({kind, where}) => ({kind, where}))).toEqual([{kind: 'review', where: 'ada/ants#1'}])
})

const refused: readonly [string, LineComment[]][] = [
  ['a line outside the hunks', [comment(), comment({line: 8})]],
  ['a line that head does not have', [comment(), comment({line: 14})]],
  ['a file that is not in the diff', [comment(), comment({path: 'other.md', line: 1})]],
  ['a blank comment', [comment(), comment({body: ' \n\t'})]],
  ['a start that is the end', [comment(), comment({start_line: 13})]],
  ['a start after the end', [comment(), comment({line: 12, start_line: 13})]],
  ['a start in another hunk', [comment(), comment({start_line: 4})]],
  ['a start outside of any hunk', [comment(), comment({start_line: 8})]],
  ['a side that there is not', [comment(), comment({side: 'MIDDLE'})]],
  ['a LEFT line that was not in the old file', [comment(), comment({side: 'LEFT', line: 13})]],
  ['a comment that is too long', [comment(), comment({body: 'x'.repeat(65_537)})]],
]

for (const [why, comments] of refused) {
  test(`the whole review is refused for ${why}`, async ({github}) => {
    const {pull} = await opened(github)
    await expect(review(github, comments)).rejects.toMatchObject({status: 422})
    expect(pull.reviews()).toEqual([])
    expect(pull.comments()).toEqual([])
    expect(github.notifications()).toEqual([])
  })
}

test('a comment of 65,536 characters is taken, hidden ones count', async ({github}) => {
  const {pull} = await opened(github)
  await review(github, [comment({body: `${'x'.repeat(65_536 - 10)}<!--    -->`.slice(0, 65_536)})])
  expect(pull.comments()).toHaveLength(1)
})

test('a range in one hunk, and a deleted line on the LEFT, can carry a comment', async ({github}) => {
  const {pull} = await opened(github)
  await review(github, [comment({start_line: 12}), comment({line: 3, side: 'LEFT', body: 'Was better.'})])
  expect(pull.comments()).toMatchObject([
    {startLine: 12, line: 13, side: 'RIGHT'},
    {line: 3, side: 'LEFT'},
  ])
})

test('an unknown key, a wrong type and text that is no JSON are refused', async ({github}) => {
  await opened(github)
  await expect(review(github, [comment()], {mood: 'good'})).rejects.toMatchObject({
    status: 422,
    message: expect.stringContaining('mood'),
  })
  await expect(review(github, [{...comment(), colour: 'red'} as LineComment])).rejects.toMatchObject({status: 422})
  await expect(review(github, [comment()], {body: 7})).rejects.toMatchObject({status: 422})
  await expect(review(github, [comment()], {event: 'SHOUT'})).rejects.toMatchObject({status: 422})
  await expect(github.as('ada').request('POST /repos/ada/ants/pulls/1/reviews', {data: '{'})).rejects.toMatchObject({status: 400})
})

test('a review with nothing in it is refused', async ({github}) => {
  await opened(github)
  await expect(review(github, [])).rejects.toMatchObject({status: 422})
  await expect(review(github, [], {body: '  '})).rejects.toMatchObject({status: 422})
})

test('a commit that is not of the pull request is refused', async ({github}) => {
  const {repository} = await opened(github)
  await expect(review(github, [comment()], {commit_id: repository.tip()})).rejects.toMatchObject({status: 422})
  await expect(review(github, [comment()], {commit_id: 'abc'})).rejects.toMatchObject({status: 422})
})

test('a review of an earlier commit is placed in its diff, and is outdated where lines changed since', async ({github}) => {
  const {pull} = await opened(github)
  const old = pull.head()
  await pull.push({'readme.md': text => text.replace(bullet, '- [Bullet](https://alive.example) - Hurts.')})
  await review(github, [comment()], {commit_id: old})
  expect(pull.comments()).toMatchObject([{outdated: true, line: undefined, originalLine: 13}])
})

test('a pending review of ours stands in the way until it is gone; a submitted one stays for ever', async ({github}) => {
  const {pull, octokit} = await opened(github)
  const {data: pending} = await octokit.rest.pulls.createReview({...at, comments: [comment()]})
  expect(pending.state).toBe('PENDING')
  expect(pull.reviews()).toEqual([])
  expect(pull.comments()).toEqual([])
  expect(github.notifications()).toEqual([])
  await expect(review(github, [comment()])).rejects.toMatchObject({
    status: 422,
    message: expect.stringContaining('one pending review'),
  })

  await octokit.rest.pulls.deletePendingReview({...at, review_id: pending.id})
  const made = await review(github, [comment()])
  await expect(octokit.rest.pulls.deletePendingReview({...at, review_id: made.id})).rejects.toMatchObject({status: 422})
})

test('a locked conversation takes no review and no comment of ours', async ({github}) => {
  const {pull, octokit} = await opened(github)
  await pull.lock()
  await expect(review(github, [comment()])).rejects.toMatchObject({status: 422})
  await expect(
    octokit.rest.issues.createComment({owner: 'ada', repo: 'ants', issue_number: 1, body: 'Hi'}),
  ).rejects.toMatchObject({status: 403})
  await pull.unlock()
  await expect(review(github, [comment()])).resolves.toMatchObject({state: 'COMMENTED'})
})

test('a file without a patch takes no comment', async ({github}) => {
  const repository = await github.createRepository('ada/ants', {'readme.md': ants})
  const huge = Array.from({length: 20_001}, (_, index) => `- ${index}`).join('\n')
  const pull = await repository.openPull({title: 'Much', branch: 'much', files: {'huge.md': huge}})
  const {data: files} = await github.as('ada').rest.pulls.listFiles(at)
  expect(files).toMatchObject([{filename: 'huge.md', status: 'added', additions: 20_001}])
  expect(files[0]?.patch).toBeUndefined()
  expect(pull.files()[0]?.patch).toBeUndefined()
  await expect(review(github, [comment({path: 'huge.md', line: 1})])).rejects.toMatchObject({status: 422})
})

test('an edit notifies nobody, unless it mentions someone', async ({github}) => {
  const {pull, octokit} = await opened(github)
  await review(github, [comment()])
  const [made] = pull.comments()
  const edit = (body: string) =>
    octokit.rest.pulls.updateReviewComment({owner: 'ada', repo: 'ants', comment_id: made?.id ?? 0, body})
  await edit('Fixed: `@bob` is code, bob@example.com is none.')
  expect(github.notifications()).toHaveLength(1)
  await edit(String.raw`Fixed by \@bob, who is mentioned all the same.`)
  expect(github.notifications().at(-1)).toMatchObject({kind: 'edit adds a mention', mentions: ['bob'], by: 'listkeeper[bot]'})
  await edit('Fixed by @bob.')
  expect(github.notifications()).toHaveLength(2)
  expect(pull.comments()[0]?.body).toBe('Fixed by @bob.')
})

test('a reply is a review of its own, as GitHub has it; a reply to a reply is refused', async ({github}) => {
  const {pull, octokit} = await opened(github)
  await review(github, [comment()])
  const id = pull.comments()[0]?.id ?? 0
  const {data: answer} = await octokit.rest.pulls.createReplyForReviewComment({...at, comment_id: id, body: 'Really.'})
  expect(answer.in_reply_to_id).toBe(id)
  expect(pull.comments()).toMatchObject([{id, replies: [{body: 'Really.', author: 'listkeeper[bot]'}]}])
  expect(pull.reviews()).toHaveLength(2)
  expect(github.notifications().map(({kind}) => kind)).toEqual(['review', 'reply'])
  const again = octokit.rest.pulls.createReplyForReviewComment({...at, comment_id: answer.id, body: 'Really?'})
  await expect(again).rejects.toMatchObject({status: 422})
})

test('what others wrote is not ours to change', async ({github}) => {
  const {pull, octokit} = await opened(github)
  await pull.review('bob', {event: 'COMMENT', comments: [{path: 'readme.md', line: 13, body: 'Nice.'}]})
  const id = pull.comments()[0]?.id ?? 0
  const theirs = {owner: 'ada', repo: 'ants', comment_id: id}
  await expect(octokit.rest.pulls.updateReviewComment({...theirs, body: 'Not nice.'})).rejects.toMatchObject({status: 403})
  await expect(octokit.rest.pulls.deleteReviewComment(theirs)).rejects.toMatchObject({status: 403})
})

test('comments move with their lines', async ({github}) => {
  const {pull, octokit} = await opened(github)
  await review(github, [comment(), comment({line: 3, body: 'This one is changed next.'})])
  await pull.push({
    'readme.md': text => text.replace('# Ants\n', '# Ants\n\nAll of them.\n').replace('Marches on.', 'Marches still.'),
  })
  expect(pull.comments()).toMatchObject([
    {line: 15, originalLine: 13, outdated: false},
    {line: undefined, originalLine: 3, outdated: true},
  ])
  const {data} = await octokit.rest.pulls.listReviewComments(at)
  expect(data).toMatchObject([
    {line: 15, original_line: 13},
    {line: null, position: null, original_line: 3},
  ])
})

test('deleting a comment takes its thread away', async ({github}) => {
  const {pull, octokit} = await opened(github)
  await review(github, [comment()])
  await octokit.rest.pulls.deleteReviewComment({owner: 'ada', repo: 'ants', comment_id: pull.comments()[0]?.id ?? 0})
  expect(pull.comments()).toEqual([])
  expect(pull.reviews()).toHaveLength(1)
})

test('only the eight reactions are taken, and the same one twice is one', async ({github}) => {
  const {pull, octokit} = await opened(github)
  await review(github, [comment()])
  const on = {owner: 'ada', repo: 'ants', comment_id: pull.comments()[0]?.id ?? 0}
  expect(await octokit.rest.reactions.createForPullRequestReviewComment({...on, content: '+1'})).toMatchObject({status: 201})
  expect(await octokit.rest.reactions.createForPullRequestReviewComment({...on, content: '+1'})).toMatchObject({status: 200})
  const path = `POST /repos/ada/ants/pulls/comments/${on.comment_id}/reactions`
  await expect(octokit.request(path, {content: 'tada'})).rejects.toMatchObject({status: 422})
  expect(pull.comments()[0]?.reactions).toEqual([{login: 'listkeeper[bot]', content: '+1'}])
})
