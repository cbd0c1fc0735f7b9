import {createServer} from 'node:http'
import {text} from 'node:stream/consumers'
import {verify} from '@octokit/webhooks-methods'
import {expect} from 'vitest'
import {ants, type Started, start, test, webhookSecret} from './as-app.ts'

const named = (github: Started): readonly string[] =>
  github.received.map(({headers, body}) => {
    const {action}: {action?: string} = JSON.parse(body)
    return `${headers['x-github-event']}${action === undefined ? '' : `.${action}`}`
  })

const bodies = (github: Started, event: string, action: string) =>
  github.received
    .filter(({headers}) => headers['x-github-event'] === event)
    .map(({body}): Record<string, Record<string, unknown> & {[key: string]: unknown}> => JSON.parse(body))
    .filter(body => String(body['action']) === action)

async function opened(github: Started) {
  const repository = await github.createRepository('ada/ants', {'readme.md': ants})
  const pull = await repository.openPull({
    title: 'More',
    branch: 'more',
    files: {'readme.md': text => `${text}- x\n`},
    author: 'bob',
  })
  return {repository, pull}
}

test('an event is signed, named, and tells of its installation', async ({github}) => {
  const {repository, pull} = await opened(github)
  await github.delivered()
  const got = github.received.find(({headers}) => headers['x-github-event'] === 'pull_request')
  expect(await verify(webhookSecret, got?.body ?? '', String(got?.headers['x-hub-signature-256']))).toBe(true)
  expect(got?.headers['x-github-delivery']).toMatch(/^[\da-f-]{36}$/)
  expect(got?.headers['x-github-hook-id']).toMatch(/^\d+$/)
  expect(JSON.parse(got?.body ?? '')).toMatchObject({
    action: 'opened',
    number: 1,
    pull_request: {head: {sha: pull.head()}, base: {ref: 'main'}},
    repository: {full_name: 'ada/ants', id: repository.id},
    installation: {id: repository.installationId},
    sender: {login: 'bob'},
  })
})

test('whatever people do to a pull request is told', async ({github}) => {
  const {pull, repository} = await opened(github)
  await repository.push('next', {'readme.md': text => `${text}- next\n`})
  await github.delivered()
  const before = pull.head()
  const acts: [string, () => Promise<unknown>][] = [
    ['pull_request.synchronize', () => pull.push({'readme.md': text => `${text}- y\n`})],
    ['pull_request.closed', () => pull.close()],
    ['pull_request.reopened', () => pull.reopen()],
    ['pull_request.converted_to_draft', () => pull.convertToDraft()],
    ['pull_request.ready_for_review', () => pull.markReady()],
    ['pull_request.edited', () => pull.edit({title: 'Even more'})],
    ['pull_request.edited', () => pull.changeBase('next')],
    ['pull_request.locked', () => pull.lock()],
    ['pull_request.unlocked', () => pull.unlock()],
    ['issue_comment.created', () => pull.comment('bob', 'Please look.')],
  ]
  for (const [event, act] of acts) {
    const had = named(github).length
    await act()
    await github.delivered()
    expect(named(github).slice(had)).toContain(event)
  }
  expect(bodies(github, 'pull_request', 'synchronize')).toMatchObject([{before, after: pull.head()}])
  expect(bodies(github, 'pull_request', 'edited').at(-1)).toMatchObject({changes: {base: {ref: {from: 'main'}}}})
})

test('threads, replies and our own writes are told too', async ({github}) => {
  const {pull} = await opened(github)
  const comments = [{path: 'readme.md', line: 13, body: 'Hm.'}]
  await github.as('ada').rest.pulls.createReview({owner: 'ada', repo: 'ants', pull_number: 1, event: 'COMMENT', comments})
  const [thread] = pull.comments()
  await pull.reply(thread?.id ?? 0, 'bob', 'It is fine.')
  await pull.resolve(thread?.threadId ?? '', 'bob')
  await pull.unresolve(thread?.threadId ?? '', 'ada')
  await github.delivered()
  expect(bodies(github, 'pull_request_review', 'submitted')).toMatchObject([
    {review: {state: 'commented'}, sender: {login: 'listkeeper[bot]', type: 'Bot'}},
    {sender: {login: 'bob'}},
  ])
  expect(bodies(github, 'pull_request_review_comment', 'created')).toMatchObject([
    {comment: {body: 'Hm.'}},
    {comment: {in_reply_to_id: thread?.id}},
  ])
  expect(bodies(github, 'pull_request_review_thread', 'resolved')).toMatchObject([
    {thread: {node_id: thread?.threadId}, sender: {login: 'bob'}},
  ])
  expect(bodies(github, 'pull_request_review_thread', 'unresolved')).toHaveLength(1)
  await expect(pull.resolve(thread?.threadId ?? '', 'mallory')).rejects.toThrow('may not resolve')
})

test('only what the app subscribed to is told, and what people ask of its checks', async () => {
  const github = await start({appYml: 'name: Quiet\ndefault_permissions: {checks: write, contents: read}\ndefault_events: []\n'})
  const {pull} = await opened(github)
  const {data: run} = await github
    .as('ada')
    .rest.checks.create({owner: 'ada', repo: 'ants', name: 'Quiet', head_sha: pull.head()})
  await pull.rerequest(run.id)
  await github.delivered()
  expect(new Set(named(github))).toEqual(new Set(['installation.created', 'check_suite.requested', 'check_run.rerequested']))
  await github.close()
})

test('an app that is down misses an event: it is listed as failed, and can be had again with the same GUID', async () => {
  const life: {url: string | undefined} = {url: undefined}
  const github = await start({webhookUrl: () => life.url})
  const got: string[] = []
  const app = createServer((request, response) => {
    got.push(String(request.headers['x-github-delivery']))
    response.statusCode = got.length === 1 ? 503 : 200
    request.resume().on('end', () => response.end())
  })
  await new Promise<void>(resolve => app.listen(0, '127.0.0.1', resolve))
  await opened(github)
  await github.delivered()
  const missed = github.deliveries().find(({event}) => event === 'pull_request')
  expect(missed).toMatchObject({outcome: 'failed to connect to host', statusCode: 502, redelivery: false})
  const {data: listed} = await github.app.request('GET /app/hook/deliveries', {per_page: 100})
  expect(listed.find(({guid}) => guid === missed?.guid)).toMatchObject({
    id: missed?.id,
    status: 'failed to connect to host',
    event: 'pull_request',
    action: 'opened',
  })

  const {port} = Object(app.address())
  life.url = `http://127.0.0.1:${port}/`
  await github.app.request('POST /app/hook/deliveries/{delivery_id}/attempts', {delivery_id: missed?.id ?? 0})
  await github.delivered()
  await github.redeliver(missed?.guid ?? '')
  expect(got).toEqual([missed?.guid, missed?.guid])
  const attempts = github.deliveries().filter(({guid}) => guid === missed?.guid)
  expect(attempts.map(({outcome, redelivery}) => [outcome, redelivery])).toEqual([
    ['failed to connect to host', false],
    ['Invalid HTTP Response: 503', true],
    ['OK', true],
  ])
  await github.close()
  app.closeAllConnections()
  app.close()
})

test('deliveries are listed page by page, newest first', async ({github}) => {
  await opened(github)
  await github.delivered()
  const all = await github.app.paginate('GET /app/hook/deliveries', {per_page: 2})
  expect(all.map(({id}) => id)).toEqual(
    github
      .deliveries()
      .map(({id}) => id)
      .toReversed(),
  )
  expect(all.length).toBeGreaterThan(2)
})

test('the webhook’s address and secret can be set, and are then used', async () => {
  const seen: {signature: unknown; body: string}[] = []
  const app = createServer((request, response) => {
    void text(request).then(body => {
      seen.push({signature: request.headers['x-hub-signature-256'], body})
      response.end()
    })
  })
  await new Promise<void>(resolve => app.listen(0, '127.0.0.1', resolve))
  const {port} = Object(app.address())
  const github = await start({webhookUrl: () => undefined})
  // As data: octokit would take `url` for where the request goes.
  await github.app.request('PATCH /app/hook/config', {data: {url: `http://127.0.0.1:${port}/hook`, secret: 'another'}})
  const {data} = await github.app.request('GET /app/hook/config')
  expect(data).toMatchObject({url: `http://127.0.0.1:${port}/hook`, secret: '********', content_type: 'json'})
  await github.createRepository('ada/ants', {'readme.md': ants})
  await github.delivered()
  expect(await verify('another', seen[0]?.body ?? '', String(seen[0]?.signature))).toBe(true)
  await github.close()
  app.close()
})
