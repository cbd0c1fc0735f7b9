import {expect, test} from 'vitest'
import type {ScanTables} from '../../src/app/scan-tables.ts'
import {receiveWebhooks} from '../../src/app/webhooks.ts'

/** Probot as far as events go: whoever listens is called with a context of this payload. */
function fakeProbot() {
  const handlers = new Map<string, (context: unknown) => unknown>()
  const on = (names: string | readonly string[], handler: (context: never) => unknown) => {
    for (const name of [names].flat()) handlers.set(name, context => handler(context as never))
  }
  return {
    on: on as never,
    async receive(name: string, payload: object, id = 'guid') {
      const action = 'action' in payload ? `.${String(payload.action)}` : ''
      const octokit = {
        graphql: async () => ({repository: {pullRequests: {nodes: []}}}),
        rest: {checks: {listForRef: async () => ({data: {check_runs: []}})}},
      }
      await handlers.get(`${name}${action}`)?.({id, name, payload, octokit, repo: (more: object = {}) => more})
    },
  }
}

const repository = {
  id: 22,
  name: 'ants',
  full_name: 'ada/ants',
  owner: {login: 'ada'},
  private: false,
  default_branch: 'main',
}
const about = {installation: {id: 11}, repository, sender: {login: 'ada', type: 'User'}}
const ref = {installationId: '11', repositoryId: '22', owner: 'ada', repo: 'ants'}

/** An app that has our issue #5 in repository 22, and writes down what events come to. */
function app({holds = true, fails = false} = {}) {
  const wrote: unknown[] = []
  const wished: unknown[] = []
  const looked: string[] = []
  const shrugged: string[] = []
  const seen = new Set<string>()
  const write =
    (what: string) =>
    async (_db: unknown, ...rest: unknown[]): Promise<void> => {
      if (fails) throw new Error('the database is away')
      wrote.push([what, ...rest])
    }
  const tables: ScanTables = {
    noteRepositories: write('note'),
    forgetRepositories: write('forget'),
    forgetInstallation: write('forget installation'),
    changeVisibility: write('visibility'),
    recordOrders: write('orders'),
    restInstallation: write('rest'),
    wakeInstallation: write('wake'),
    issueOf: async (_db, id) => (id === '22' ? 5 : undefined),
    holdsLists: async () => holds,
    repositoriesOf: async () => ['22', '9007199254740993'],
    knownInstallations: async () => ['11'],
  }
  const probot = fakeProbot()
  const queue = {
    async receive({guid}: {guid: string}, pulls: readonly unknown[], options: {inStore?: (db: never) => Promise<object>} = {}) {
      if (seen.has(guid)) return 'repeated' as const
      const wishes = await options.inStore?.({} as never)
      seen.add(guid)
      if (pulls.length > 0) wished.push({pulls})
      if (wishes !== undefined && Object.keys(wishes).length > 0) wished.push(wishes)
      return 'recorded' as const
    },
  }
  const scans = {
    tables,
    now: () => 1000,
    shrug: async (_ref: unknown, comment: string) => void shrugged.push(comment),
    lookAt: (id: string) => void looked.push(id),
  }
  receiveWebhooks(probot, queue as never, scans, () => {})
  return {send: probot.receive, wrote, wished, looked, shrugged}
}

test('an installation: its repositories are noted, also those with ids beyond 2^53, and it is looked at once more', async () => {
  const {send, wrote, looked} = app()
  const large = {id: 9007199254740993n, name: 'bees', full_name: 'ada/bees', private: true}
  await send('installation', {action: 'created', installation: {id: 11}, repositories: [repository, large]})
  expect(wrote).toEqual([
    [
      'note',
      [
        {...ref, isPrivate: false},
        {installationId: '11', repositoryId: '9007199254740993', owner: 'ada', repo: 'bees', isPrivate: true},
      ],
      1000,
    ],
  ])
  expect(looked).toEqual(['11'])
})

test('an installation without a list of repositories, or with odd names, does no harm', async () => {
  const {send, wrote, looked} = app()
  await send('installation', {action: 'created', installation: {id: 11}}, 'a')
  await send('installation', {action: 'created', installation: {id: 11}, repositories: [{...repository, full_name: 'odd'}]}, 'b')
  expect(wrote).toEqual([
    ['note', [], 1000],
    ['note', [], 1000],
  ])
  expect(looked).toEqual(['11', '11'])
})

test.each([
  ['installation', 'deleted', [['forget installation', '11']]],
  ['installation', 'suspend', [['rest', '11']]],
  ['installation', 'unsuspend', [['wake', '11', 1000]]],
  ['installation', 'new_permissions_accepted', [['wake', '11', 1000]]],
])('%s.%s', async (name, action, expected) => {
  const {send, wrote} = app()
  await send(name, {action, installation: {id: 11}})
  expect(wrote).toEqual(expected)
})

test('repositories added are noted; of those taken away only what is still this installation’s is forgotten', async () => {
  const {send, wrote} = app()
  await send('installation_repositories', {action: 'added', installation: {id: 11}, repositories_added: [repository]}, 'a')
  const removed = [repository, {...repository, id: 33}]
  await send('installation_repositories', {action: 'removed', installation: {id: 11}, repositories_removed: removed}, 'b')
  expect(wrote).toEqual([
    ['note', [{...ref, isPrivate: false}], 1000],
    ['forget', ['22']],
  ])
})

const rescan = {openScan: [{ref, cause: 'first'}]}
test.each([
  ['renamed', [['note', [{...ref, isPrivate: false}], 1000]], []],
  ['transferred', [['note', [{...ref, isPrivate: false}], 1000]], []],
  ['unarchived', [['note', [{...ref, isPrivate: false}], 1000]], [rescan]],
  ['privatized', [['visibility', '22', true, 1000]], [rescan]],
  // It may have come late, and the repository be private again: GitHub is asked before anything is shown.
  ['publicized', [], [rescan]],
  ['archived', [], [rescan]],
  ['deleted', [['forget', ['22']]], []],
])('repository.%s', async (action, written, wishes) => {
  const {send, wrote, wished} = app()
  await send('repository', {action, ...about})
  expect(wrote).toEqual(written)
  expect(wished).toEqual(wishes)
})

test('of what people edit about a repository only another default branch has it looked at', async () => {
  const {send, wished} = app()
  await send('repository', {action: 'edited', ...about, changes: {description: {}}}, 'a')
  await send('repository', {action: 'edited', ...about, changes: {default_branch: {from: 'master'}}}, 'b')
  expect(wished).toEqual([rescan])
})

const push = (path: string, more: object = {}) => ({
  ...about,
  ref: 'refs/heads/main',
  deleted: false,
  commits: [{modified: [path]}],
  ...more,
})
test.each([
  ['a list', push('docs/more.md'), true, [{openScan: [{ref, cause: 'push'}]}]],
  ['code', push('ants.js'), true, []],
  ['another branch', push('readme.md', {ref: 'refs/heads/next'}), true, []],
  ['a branch that is gone', push('readme.md', {deleted: true}), true, []],
  ['the readme where no list was', push('README.md'), false, [rescan]],
  ['the settings where no list was', push('.github/listkeeper.yml'), false, [rescan]],
  ['other pages where no list was', push('docs/more.md'), false, []],
])('a push to %s', async (_, payload, holds, wishes) => {
  const {send, wished} = app({holds})
  await send('push', payload)
  expect(wished).toEqual(wishes)
})

const key = '0123456789abcdef'
const ticked = `Hello\n\n- [x] Ignore it<!-- listkeeper ignore ${key} -->\n- [x] Scan now<!-- listkeeper scan -->\n`
const issue = {number: 5, body: ticked, user: {login: 'listkeeper[bot]'}}
const orders = [['orders', '22', [{kind: 'ignore', key}, {kind: 'scan'}].map(order => ({order, login: 'ada', atMs: 1000}))]]
const bot = (login: string) => ({sender: {login, type: 'Bot'}})

test.each([
  ['by a person: its ticks are orders', {}, orders, [{keepIssue: [ref]}]],
  ['by another program: no orders, and it is put back', bot('eve[bot]'), [], [{keepIssue: [ref]}]],
  ['by us', bot('listkeeper[bot]'), [], []],
  ['of another issue', {issue: {...issue, number: 6}}, [], []],
  ['without a body', {issue: {...issue, body: null}}, [], [{keepIssue: [ref]}]],
])('an issue edited %s', async (_, more, written, wishes) => {
  const {send, wrote, wished} = app()
  await send('issues', {action: 'edited', ...about, issue, ...more})
  expect(wrote).toEqual(written)
  expect(wished).toEqual(wishes)
})

test('what comes late counts from when it was said, so that it undoes nothing that was said since', async () => {
  const {send, wrote} = app()
  const earlier = '1969-12-31T23:50:00Z'
  await send('issues', {action: 'edited', ...about, issue: {...issue, updated_at: earlier}}, 'a')
  await send('issue_comment', comment('/listkeeper scan', {comment: {id: 7, body: '/listkeeper scan', created_at: earlier}}), 'b')
  await send('issues', {action: 'edited', ...about, issue: {...issue, updated_at: '1969-12-31T23:59:50Z'}}, 'c')
  const times = wrote.flatMap(entry => JSON.stringify(entry).match(/"atMs":-?\d+/g))
  expect(times).toEqual(['"atMs":-600000', '"atMs":-600000', '"atMs":-600000', '"atMs":1000', '"atMs":1000'])
})

test.each(['closed', 'reopened', 'deleted', 'transferred', 'locked'])(
  'our issue %s by a person is looked at, by us it is not',
  async action => {
    const {send, wrote, wished} = app()
    await send('issues', {action, ...about, issue}, 'a')
    await send('issues', {action, ...about, issue, ...bot('listkeeper[bot]')}, 'b')
    expect(wrote).toEqual([])
    expect(wished).toEqual([{keepIssue: [ref]}])
  },
)

const comment = (body: string, more: object = {}) => ({
  action: 'created',
  ...about,
  issue,
  comment: {id: 9007199254740993n, body},
  ...more,
})
test('a command under our issue is an order, with its comment; a bot’s, a pull request’s and another issue’s are not', async () => {
  const {send, wrote, wished, shrugged} = app()
  await send('issue_comment', comment('/listkeeper ignore https://gone.example/'), 'a')
  await send('issue_comment', comment('/listkeeper scan', bot('eve[bot]')), 'b')
  await send('issue_comment', comment('/listkeeper scan', {issue: {...issue, pull_request: {url: ''}}}), 'c')
  await send('issue_comment', comment('/listkeeper scan', {issue: {...issue, number: 6}}), 'd')
  await send('issue_comment', comment('Thanks!'), 'e')
  const order = {kind: 'ignore', url: 'https://gone.example/'}
  expect(wrote).toEqual([['orders', '22', [{order, login: 'ada', atMs: 1000, commentId: '9007199254740993'}]]])
  expect(wished).toEqual([{keepIssue: [ref]}])
  expect(shrugged).toEqual([])
})

test('a command that nobody understands is answered once, and only under our issue', async () => {
  const {send, wished, shrugged} = app()
  await send('issue_comment', comment('/listkeeper dance'), 'a')
  await send('issue_comment', comment('/listkeeper dance'), 'a')
  await send('issue_comment', comment('/listkeeper dance', {issue: {...issue, number: 6}}), 'b')
  expect(wished).toEqual([])
  expect(shrugged).toEqual(['9007199254740993'])
})

test('the button of the check run on the default branch, and running it again, ask for a scan', async () => {
  const {send, wished} = app()
  const run = {id: 3, external_id: ''}
  await send('check_run', {action: 'requested_action', ...about, check_run: run, requested_action: {identifier: 'scan-now'}}, 'a')
  await send('check_run', {action: 'rerequested', ...about, check_run: run}, 'b')
  await send('check_suite', {action: 'rerequested', ...about, check_suite: {head_sha: 'a', head_branch: 'main'}}, 'c')
  await send('check_suite', {action: 'rerequested', ...about, check_suite: {head_sha: 'a', head_branch: 'next'}}, 'd')
  expect(wished).toEqual([1, 2, 3].map(() => ({openScan: [{ref, cause: 'asked'}]})))
})

test('events without an owner or an installation ask for nothing', async () => {
  const {send, wrote, wished} = app()
  for (const odd of [{repository: {...repository, owner: null}}, {installation: undefined}]) {
    await send('issues', {action: 'edited', ...about, issue, ...odd}, `a${Object.keys(odd)}`)
    await send('issue_comment', comment('/listkeeper scan', odd), `b${Object.keys(odd)}`)
    await send('repository', {action: 'deleted', ...about, ...odd}, `c${Object.keys(odd)}`)
    await send('push', push('readme.md', odd), `d${Object.keys(odd)}`)
  }
  expect(wrote).toEqual([])
  expect(wished).toEqual([])
})

test('a huge body is read quickly, and what only looks like a tick is none', async () => {
  const {send, wrote} = app()
  const started = performance.now()
  const body = `${'- [x] '.repeat(200_000)}\n${'- [x] a'.repeat(100_000)}<!-- listkeeper scan -->`
  await send('issues', {action: 'edited', ...about, issue: {...issue, body}})
  expect(performance.now() - started).toBeLessThan(2000)
  expect(wrote).toEqual([])
})

test('an event that can’t be recorded fails, so that GitHub has it delivered again, and is then recorded once', async () => {
  const broken = app({fails: true})
  await expect(broken.send('issues', {action: 'edited', ...about, issue})).rejects.toThrow('the database is away')
  const {send, wished} = app()
  await send('issues', {action: 'edited', ...about, issue}, 'same')
  await send('issues', {action: 'edited', ...about, issue}, 'same')
  expect(wished).toEqual([{keepIssue: [ref]}])
})
