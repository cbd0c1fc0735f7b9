import {expect} from 'vitest'
import {ants, appYml, type Started, start, test} from './as-app.ts'

const conversation = `query ($first: Int!, $after: String) {
  viewer { login }
  rateLimit { remaining }
  repository(owner: "ada", name: "ants") {
    nameWithOwner isArchived
    pullRequest(number: 1) {
      locked headRefOid author { login __typename }
      reviews(first: 100) { nodes { fullDatabaseId state body author { login __typename } commit { oid } } }
      reviewThreads(first: $first, after: $after) {
        totalCount pageInfo { hasNextPage endCursor }
        nodes {
          id isResolved isOutdated path line startLine resolvedBy { login }
          comments(first: 50) { nodes {
            id fullDatabaseId body createdAt isMinimized viewerCanMinimize viewerDidAuthor author { login __typename }
            reactions(first: 20, content: THUMBS_DOWN) { totalCount nodes { content user { login } } }
            reactionGroups { content reactors(first: 1) { totalCount } }
          } }
        }
      }
    }
  }
}`

async function opened(github: Started) {
  const repository = await github.createRepository('ada/ants', {'readme.md': ants})
  const pull = await repository.openPull({
    title: 'More',
    branch: 'more',
    files: {'readme.md': text => `${text}- x\n- y\n`},
    author: 'bob',
  })
  const octokit = github.as('ada')
  const comments = [13, 14].map(line => ({path: 'readme.md', line, body: `Line ${line}.`}))
  await octokit.rest.pulls.createReview({
    owner: 'ada',
    repo: 'ants',
    pull_number: 1,
    event: 'COMMENT',
    body: 'Two things.',
    comments,
  })
  return {repository, pull, octokit}
}

test('one query gives the whole conversation, as people left it', async ({github}) => {
  const {pull, octokit} = await opened(github)
  const [first, second] = pull.comments()
  await pull.reply(first?.id ?? 0, 'bob', 'Why?')
  await pull.resolve(second?.threadId ?? '', 'bob')
  await pull.react(first?.id ?? 0, 'bob', '-1')
  const seen = await octokit.graphql(conversation, {first: 100})
  expect(seen).toMatchObject({
    viewer: {login: 'listkeeper[bot]'},
    repository: {
      nameWithOwner: 'ada/ants',
      isArchived: false,
      pullRequest: {
        locked: false,
        headRefOid: pull.head(),
        author: {login: 'bob', __typename: 'User'},
        // GraphQL calls a bot without its suffix.
        reviews: {
          nodes: [
            {
              state: 'COMMENTED',
              body: 'Two things.',
              author: {login: 'listkeeper', __typename: 'Bot'},
              commit: {oid: pull.head()},
            },
            {author: {login: 'bob'}},
          ],
        },
        reviewThreads: {
          totalCount: 2,
          nodes: [
            {
              isResolved: false,
              path: 'readme.md',
              line: 13,
              comments: {
                nodes: [
                  {
                    fullDatabaseId: String(first?.id),
                    body: 'Line 13.',
                    isMinimized: false,
                    viewerCanMinimize: true,
                    viewerDidAuthor: true,
                    reactions: {totalCount: 1, nodes: [{content: 'THUMBS_DOWN', user: {login: 'bob'}}]},
                  },
                  {body: 'Why?', author: {login: 'bob'}, viewerCanMinimize: false, reactions: {totalCount: 0}},
                ],
              },
            },
            {isResolved: true, resolvedBy: {login: 'bob'}, line: 14},
          ],
        },
      },
    },
  })
})

test('lists go page by page, and want to be told how many', async ({github}) => {
  const {octokit} = await opened(github)
  const page = async (after: string | null) => {
    const answer: {
      repository: {pullRequest: {reviewThreads: {pageInfo: {hasNextPage: boolean; endCursor: string}; nodes: {line: number}[]}}}
    } = await octokit.graphql(conversation, {first: 1, after})
    return answer.repository.pullRequest.reviewThreads
  }
  const first = await page(null)
  expect([first.pageInfo.hasNextPage, first.nodes.map(({line}) => line)]).toEqual([true, [13]])
  const second = await page(first.pageInfo.endCursor)
  expect([second.pageInfo.hasNextPage, second.nodes.map(({line}) => line)]).toEqual([false, [14]])
  await expect(page('nonsense')).rejects.toMatchObject({errors: [{type: 'INVALID_CURSOR_ARGUMENTS'}]})
  await expect(octokit.graphql(conversation, {first: 101})).rejects.toMatchObject({errors: [{type: 'EXCESSIVE_PAGINATION'}]})
  const untold = 'query { repository(owner: "ada", name: "ants") { pullRequests { totalCount } } }'
  await expect(octokit.graphql(untold)).rejects.toMatchObject({errors: [{type: 'MISSING_PAGINATION_BOUNDARIES'}]})
})

test('many repositories are asked for at once; those that there are not are errors beside the data', async ({github}) => {
  const {repository, octokit} = await opened(github)
  repository.rename('all-ants')
  repository.archive()
  await github.createRepository('bob/secret', {'x.md': 'x'}, {private: true})
  const query = `query {
    a: repository(owner: "ada", name: "ants") { nameWithOwner isArchived }
    b: repository(owner: "ada", name: "none") { nameWithOwner isArchived }
    c: repository(owner: "bob", name: "secret") { nameWithOwner isArchived }
  }`
  await expect(octokit.graphql(query)).rejects.toMatchObject({
    data: {a: {nameWithOwner: 'ada/all-ants', isArchived: true}, b: null, c: null},
    errors: [
      {type: 'NOT_FOUND', path: ['b']},
      {type: 'NOT_FOUND', path: ['c']},
    ],
  })
})

test('a comment of ours can be folded and unfolded, that of others can’t', async ({github}) => {
  const {pull, octokit} = await opened(github)
  const fold =
    'mutation ($id: ID!) { minimizeComment(input: {subjectId: $id, classifier: OUTDATED}) { minimizedComment { isMinimized minimizedReason } } }'
  const [first] = pull.comments()
  expect(await octokit.graphql(fold, {id: first?.nodeId})).toEqual({
    minimizeComment: {minimizedComment: {isMinimized: true, minimizedReason: 'outdated'}},
  })
  expect(pull.comments()[0]?.minimized).toBe('outdated')
  const unfold = 'mutation ($id: ID!) { unminimizeComment(input: {subjectId: $id}) { unminimizedComment { isMinimized } } }'
  await octokit.graphql(unfold, {id: first?.nodeId})
  expect(pull.comments()[0]?.minimized).toBeUndefined()
  await pull.comment('bob', 'Mine.')
  await expect(octokit.graphql(fold, {id: pull.conversation()[0]?.nodeId})).rejects.toMatchObject({errors: [{type: 'FORBIDDEN'}]})
})

test('resolving a thread takes contents: write', async ({github}) => {
  const resolve = 'mutation ($id: ID!) { resolveReviewThread(input: {threadId: $id}) { thread { isResolved } } }'
  const {pull, octokit} = await opened(github)
  await expect(octokit.graphql(resolve, {id: pull.comments()[0]?.threadId})).rejects.toMatchObject({
    errors: [{type: 'FORBIDDEN'}],
  })
  expect(pull.comments()[0]?.resolved).toBe(false)

  const strong = await start({appYml: appYml.replace('contents: read', 'contents: write')})
  const theirs = await opened(strong)
  await theirs.octokit.graphql(resolve, {id: theirs.pull.comments()[0]?.threadId})
  expect(theirs.pull.comments()[0]).toMatchObject({resolved: true, resolvedBy: 'listkeeper[bot]'})
  await strong.close()
})

test('what the schema does not know is refused, what the stand-in lacks is loud', async ({github}) => {
  const {octokit} = await opened(github)
  await expect(octokit.graphql('query { viewer { shoeSize } }')).rejects.toMatchObject({
    errors: [{message: expect.stringContaining('shoeSize')}],
  })
  expect(github.calls().at(-1)).toMatchObject({status: 200, lacking: undefined})
  await expect(octokit.graphql('query { viewer { bio } }')).rejects.toMatchObject({
    errors: [{message: expect.stringContaining('lacks GraphQL User.bio')}],
  })
  expect(github.calls().at(-1)?.lacking).toBe('GraphQL User.bio')
})

test('ids beyond what a number holds are whole in fullDatabaseId, and databaseId is an error', async () => {
  const github = await start({hugeIds: true})
  const repository = await github.createRepository('ada/ants', {'readme.md': ants})
  const pull = await repository.openPull({title: 'More', branch: 'more', files: {'readme.md': text => `${text}- x\n`}})
  const octokit = github.as('ada')
  const comments = [{path: 'readme.md', line: 13, body: 'Hm.'}]
  const at = {owner: 'ada', repo: 'ants'}
  const {data: made} = await octokit.rest.pulls.createReview({...at, pull_number: 1, event: 'COMMENT', comments})
  expect(typeof made.id).toBe('bigint')
  const query =
    'query { repository(owner: "ada", name: "ants") { pullRequest(number: 1) { reviews(first: 1) { nodes { fullDatabaseId } } } } }'
  expect(await octokit.graphql(query)).toMatchObject({
    repository: {pullRequest: {reviews: {nodes: [{fullDatabaseId: String(made.id)}]}}},
  })
  await expect(octokit.graphql(query.replace('fullDatabaseId', 'databaseId'))).rejects.toMatchObject({
    errors: [{message: expect.stringContaining('32-bit')}],
  })
  const {data: listed} = await octokit.request(`GET /repos/ada/ants/pulls/1/reviews/${made.id}/comments`)
  await octokit.request(`PATCH /repos/ada/ants/pulls/comments/${listed[0].id}`, {body: 'Better.'})
  expect(pull.comments()[0]?.body).toBe('Better.')
  await github.delivered()
  expect(github.received.find(({headers}) => headers['x-github-event'] === 'pull_request')?.body).toMatch(
    /"installation":\{"id":90\d{14}/,
  )
  await github.close()
})
