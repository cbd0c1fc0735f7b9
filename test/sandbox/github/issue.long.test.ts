import {expect} from 'vitest'
import {ants, type Started, start, test} from './as-app.ts'

const at = {owner: 'ada', repo: 'ants'}

const eventsOf = (github: Started, event: string) =>
  github
    .deliveries()
    .filter(delivery => delivery.event === event)
    .map(({action, payload}) => ({action, ...Object(payload)}))

const withIssue = async (github: Started) => {
  const repository = await github.createRepository('ada/ants', {'readme.md': ants})
  repository.addCollaborator('tom', 'triage')
  await github.as('ada').rest.issues.create({...at, title: 'Link health', body: '- [ ] Scan now', labels: ['links']})
  const [issue] = repository.issues()
  if (issue === undefined) throw new Error('No issue was opened.')
  return {repository, issue, number: issue.number}
}

test('people with triage edit a bot’s issue, passers-by don’t; the event says what it was before and who did it', async ({
  github,
}) => {
  const {issue} = await withIssue(github)
  await expect(issue.edit({body: '- [x] Scan now'}, 'passer-by')).rejects.toThrow('may not')
  await issue.edit({body: '- [x] Scan now'}, 'tom')
  await github.delivered()
  expect(eventsOf(github, 'issues').filter(({action}) => action === 'edited')).toMatchObject([
    {
      changes: {body: {from: '- [ ] Scan now'}},
      issue: {body: '- [x] Scan now', user: {login: 'listkeeper[bot]', type: 'Bot'}},
      sender: {login: 'tom', type: 'User'},
    },
  ])
  expect(issue.editor).toBe('tom')
  expect(github.notifications().map(({kind}) => kind)).toEqual(['issue opened'])
})

const issueQuery = `query ($owner: String!, $repo: String!, $number: Int!) {
  repository(owner: $owner, name: $repo) {
    issue(number: $number) {
      body state stateReason(enableDuplicate: true) lastEditedAt
      editor { __typename login }
      labels(first: 5) { nodes { name } }
      timelineItems(itemTypes: [CLOSED_EVENT, REOPENED_EVENT], last: 5) {
        nodes {
          __typename
          ... on ClosedEvent { actor { __typename login } stateReason(enableDuplicate: true) }
          ... on ReopenedEvent { actor { login } }
        }
      }
    }
  }
}`

test('GraphQL tells who edited it last, a program or a person, and who closed it and why', async ({github}) => {
  const {issue, number} = await withIssue(github)
  const look = () =>
    github
      .as('ada')
      .graphql<{repository: {issue: unknown}}>(issueQuery.replace('stateReason(enableDuplicate: true) }', 'stateReason }'), {
        ...at,
        number,
      })
  expect((await look()).repository.issue).toMatchObject({editor: null, lastEditedAt: null, labels: {nodes: [{name: 'links'}]}})
  await issue.edit({body: 'Tidied'}, 'tidy[bot]')
  await issue.close('duplicate', 'tom')
  expect((await look()).repository.issue).toMatchObject({
    state: 'CLOSED',
    stateReason: 'DUPLICATE',
    editor: {__typename: 'Bot', login: 'tidy'},
    timelineItems: {nodes: [{__typename: 'ClosedEvent', actor: {login: 'tom'}, stateReason: 'DUPLICATE'}]},
  })
  expect((await github.as('ada').rest.issues.get({...at, issue_number: number})).data).toMatchObject({
    state: 'closed',
    state_reason: 'duplicate',
    closed_by: {login: 'tom'},
  })
})

test('closing, reopening and commenting notify; edits, locks, labels and reactions don’t', async ({github}) => {
  const {issue} = await withIssue(github)
  await issue.edit({body: 'a'})
  await issue.label(['links', 'rot'])
  await issue.lock()
  await issue.unlock()
  const comment = await issue.comment('/listkeeper scan', 'passer-by')
  await issue.react(comment, 'eyes')
  await issue.close('not_planned')
  await issue.close('completed')
  await issue.reopen()
  expect(github.notifications().map(({kind, by}) => `${kind} by ${by}`)).toEqual([
    'issue opened by listkeeper[bot]',
    'comment by passer-by',
    'issue closed by ada',
    'issue reopened by ada',
  ])
  await github.delivered()
  expect(eventsOf(github, 'issues').map(({action}) => action)).toEqual([
    'opened',
    'edited',
    'labeled',
    'locked',
    'unlocked',
    'closed',
    'reopened',
  ])
})

test('a deleted issue is gone for good, a moved one is found where it is now, and no number is given twice', async ({github}) => {
  const {repository, issue, number} = await withIssue(github)
  await github.createRepository('ada/elsewhere', {'readme.md': ants})
  const {rest} = github.as('ada')
  await issue.delete()
  await expect(rest.issues.get({...at, issue_number: number})).rejects.toMatchObject({status: 410})
  await expect(github.as('ada').graphql(issueQuery, {...at, number})).rejects.toThrow()
  const second = await repository.openIssue({title: 'Another'}, 'bob')
  expect(second.number).toBe(number + 1)
  const moved = await second.transfer('ada/elsewhere')
  expect((await rest.issues.get({...at, issue_number: second.number})).data).toMatchObject({
    number: moved.number,
    repository_url: expect.stringContaining('ada/elsewhere'),
  })
  expect((await rest.issues.listForRepo({...at, state: 'all'})).data).toEqual([])
  await github.delivered()
  expect(eventsOf(github, 'issues').map(({action}) => action)).toEqual(['opened', 'deleted', 'opened', 'transferred'])
})

test('a locked issue takes no comments of passers-by', async ({github}) => {
  const {issue} = await withIssue(github)
  await issue.lock()
  await expect(issue.comment('Hello', 'passer-by')).rejects.toThrow('locked')
  await issue.comment('Hello')
})

test('issues are listed by label, author and state, newest first', async ({github}) => {
  const {repository, issue} = await withIssue(github)
  await repository.openIssue({title: 'By a person'}, 'bob')
  const {rest} = github.as('ada')
  const titles = async (by: object) => (await rest.issues.listForRepo({...at, ...by})).data.map(({title}) => title)
  expect(await titles({})).toEqual(['By a person', 'Link health'])
  expect(await titles({labels: 'links'})).toEqual(['Link health'])
  expect(await titles({creator: 'bob'})).toEqual(['By a person'])
  await issue.close()
  expect(await titles({})).toEqual(['By a person'])
  expect(await titles({state: 'all', creator: 'listkeeper[bot]'})).toEqual(['Link health'])
})

test('labels are made when first given, and found by name', async ({github}) => {
  const {number} = await withIssue(github)
  const {rest} = github.as('ada')
  expect((await rest.issues.getLabel({...at, name: 'Links'})).data).toMatchObject({name: 'links', color: 'ededed'})
  await expect(rest.issues.createLabel({...at, name: 'links'})).rejects.toMatchObject({status: 422})
  await rest.issues.addLabels({...at, issue_number: number, labels: ['rot']})
  expect((await rest.issues.listLabelsOnIssue({...at, issue_number: number})).data.map(({name}) => name)).toEqual([
    'links',
    'rot',
  ])
  await rest.issues.setLabels({...at, issue_number: number, labels: ['rot']})
  expect((await rest.issues.get({...at, issue_number: number})).data.labels).toMatchObject([{name: 'rot'}])
})

test('the app is let in to many repositories at once, taken from one, and told of what becomes of them', async ({github}) => {
  for (const name of ['ants', 'bees', 'cats']) await github.createRepository(`ada/${name}`, {'readme.md': ants}, {app: false})
  await github.delivered()
  expect(github.deliveries()).toEqual([])

  github.install('ada')
  const [bees, cats] = [github.repository('ada/bees'), github.repository('ada/cats')]
  const client = github.as('ada')
  const seen = async () => (await client.rest.apps.listReposAccessibleToInstallation()).data.repositories.map(({name}) => name)
  expect(await seen()).toEqual(['ants', 'bees', 'cats'])
  bees?.removeApp()
  expect(await seen()).toEqual(['ants', 'cats'])
  await expect(client.rest.issues.create({owner: 'ada', repo: 'bees', title: 'x'})).rejects.toMatchObject({status: 403})

  cats?.makePrivate()
  expect((await client.rest.repos.get({owner: 'ada', repo: 'cats'})).data).toMatchObject({private: true, visibility: 'private'})
  cats?.rename('lions')
  await cats?.delete()
  await expect(client.rest.repos.get({owner: 'ada', repo: 'lions'})).rejects.toMatchObject({status: 404})
  await github.delivered()
  expect(github.deliveries().map(({event, action}) => `${event}.${action}`)).toEqual([
    'installation.created',
    'installation_repositories.removed',
    'repository.privatized',
    'repository.renamed',
    'repository.deleted',
  ])
  expect(eventsOf(github, 'installation')[0]).toMatchObject({repositories: [{name: 'ants'}, {name: 'bees'}, {name: 'cats'}]})
})

test('check runs of the default branch are seen by people', async ({github}) => {
  const {repository} = await withIssue(github)
  await github.as('ada').rest.checks.create({...at, name: 'Link health', head_sha: repository.tip() ?? '', conclusion: 'neutral'})
  expect(repository.checkRuns()).toMatchObject([{name: 'Link health', conclusion: 'neutral'}])
})

test('an app that does not listen to issues hears of none', async () => {
  const deaf = await start({appYml: 'name: Listkeeper\ndefault_permissions: {issues: write}\n'})
  try {
    const repository = await deaf.createRepository('ada/ants', {'readme.md': ants})
    await repository.openIssue({title: 'Hello'})
    await deaf.delivered()
    expect(deaf.deliveries().map(({event}) => event)).toEqual(['installation'])
  } finally {
    await deaf.close()
  }
})
