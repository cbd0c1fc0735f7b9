import {expect} from 'vitest'
import {ants, test} from '../as-app.ts'

const at = {owner: 'ada', repo: 'ants'}

test('a comparison starts where the two parted, whatever base got since', async ({github}) => {
  const repository = await github.createRepository('ada/ants', {'readme.md': ants})
  const parted = repository.tip()
  const pull = await repository.openPull({title: 'More', branch: 'more', files: {'readme.md': text => `${text}- x\n`}})
  await repository.push('main', {'other.md': 'other\n'})
  const {data} = await github.as('ada').rest.repos.compareCommitsWithBasehead({...at, basehead: `main...${pull.head()}`})
  expect(data).toMatchObject({
    status: 'diverged',
    ahead_by: 1,
    behind_by: 1,
    merge_base_commit: {sha: parted},
    base_commit: {sha: repository.tip()},
  })
  expect(data.files?.map(({filename}) => filename)).toEqual(['readme.md'])
})

test('after a merge of base into head only head’s own changes are compared', async ({github}) => {
  const repository = await github.createRepository('ada/ants', {'readme.md': ants})
  const pull = await repository.openPull({title: 'More', branch: 'more', files: {'more.md': 'more\n'}})
  const other = await repository.openPull({title: 'Other', branch: 'other', files: {'other.md': 'other\n'}})
  await other.merge()
  const into = await repository.openPull({title: 'Catch up', branch: 'main', base: 'more', files: {}})
  await into.merge()
  const {data} = await github.as('ada').rest.repos.compareCommitsWithBasehead({...at, basehead: `main...${pull.head()}`})
  expect(data).toMatchObject({status: 'ahead', merge_base_commit: {sha: repository.tip()}})
  expect(data.files?.map(({filename}) => filename)).toEqual(['more.md'])
  expect(pull.files().map(({path}) => path)).toEqual(['more.md'])
})

test('at most three hundred files are compared; the pull request lists all, page by page', async ({github}) => {
  const repository = await github.createRepository('ada/ants', {'readme.md': ants})
  const files = Object.fromEntries(Array.from({length: 301}, (_, index) => [`${index}.md`, 'x\n']))
  const pull = await repository.openPull({title: 'Many', branch: 'many', files})
  const octokit = github.as('ada')
  const {data} = await octokit.rest.repos.compareCommitsWithBasehead({...at, basehead: `main...${pull.head()}`})
  expect(data.files).toHaveLength(300)
  const page = await octokit.rest.pulls.listFiles({...at, pull_number: 1, per_page: 100, page: 2})
  expect(page.headers.link).toMatch(/page=1>; rel="prev".*page=3>; rel="next".*page=4>; rel="last"/)
  expect(await octokit.paginate(octokit.rest.pulls.listFiles, {...at, pull_number: 1, per_page: 100})).toHaveLength(301)
})

test('thirty a page unless told, never more than a hundred', async ({github}) => {
  const repository = await github.createRepository('ada/ants', {'readme.md': ants})
  const files = Object.fromEntries(Array.from({length: 130}, (_, index) => [`${index}.md`, 'x\n']))
  await repository.openPull({title: 'Many', branch: 'many', files})
  const {rest} = github.as('ada')
  const first = await rest.pulls.listFiles({...at, pull_number: 1})
  expect(first.data).toHaveLength(30)
  const large = await rest.pulls.listFiles({...at, pull_number: 1, per_page: 1000})
  expect(large.data).toHaveLength(100)
  const last = await rest.pulls.listFiles({...at, pull_number: 1, per_page: 100, page: 2})
  expect(last.data).toHaveLength(30)
  expect(last.headers.link).not.toContain('rel="next"')
})

test('renamed, removed and binary files are told as git tells them', async ({github}) => {
  const bytes = new Uint8Array([0, 1, 2, 3, 255])
  const repository = await github.createRepository('ada/ants', {'readme.md': ants, 'old.md': 'gone\n', 'a b “c”.md': 'x\n'})
  const files = {'readme.md': undefined, 'list.md': `${ants}- x\n`, 'old.md': undefined, 'ant.png': bytes, 'a b “c”.md': 'y\n'}
  await repository.openPull({title: 'Move', branch: 'move', files})
  const {data} = await github.as('ada').rest.pulls.listFiles({...at, pull_number: 1})
  expect(
    data.map(({filename, status, previous_filename, patch}) => [filename, status, previous_filename, patch === undefined]),
  ).toEqual([
    ['a b “c”.md', 'modified', undefined, false],
    ['ant.png', 'added', undefined, true],
    ['list.md', 'renamed', 'readme.md', false],
    ['old.md', 'removed', undefined, false],
  ])
})

test('who may do what: triage is told by the permissions, the old word says read', async ({github}) => {
  const repository = await github.createRepository('ada/ants', {'readme.md': ants})
  repository.addCollaborator('tess', 'triage')
  repository.addCollaborator('will', 'write')
  await repository.push('main', {'x.md': 'x'}, 'Say hello', {author: 'passer-by'})
  const ask = async (username: string) =>
    (await github.as('ada').rest.repos.getCollaboratorPermissionLevel({...at, username})).data
  expect(await ask('tess')).toMatchObject({
    permission: 'read',
    role_name: 'triage',
    user: {permissions: {pull: true, triage: true, push: false}},
  })
  expect(await ask('will')).toMatchObject({permission: 'write', user: {permissions: {triage: true, push: true, admin: false}}})
  expect(await ask('ada')).toMatchObject({permission: 'admin', user: {permissions: {admin: true}}})
  expect(await ask('passer-by')).toMatchObject({permission: 'read', user: {permissions: {pull: true, triage: false}}})
  await expect(ask('nobody-at-all')).rejects.toMatchObject({status: 404})
})

test('a branch that demands resolved conversations says so, and does not merge before', async ({github}) => {
  const repository = await github.createRepository('ada/ants', {'readme.md': ants})
  repository.setBranchRules({requiresResolvedConversations: true})
  const pull = await repository.openPull({title: 'More', branch: 'more', files: {'readme.md': text => `${text}- x\n`}})
  const {rest} = github.as('ada')
  const {data: rules} = await rest.repos.getBranchRules({...at, branch: 'main'})
  expect(rules).toMatchObject([{type: 'pull_request', parameters: {required_review_thread_resolution: true}}])
  expect((await rest.repos.getBranchRules({...at, branch: 'more'})).data).toEqual([])
  await rest.pulls.createReview({...at, pull_number: 1, event: 'COMMENT', comments: [{path: 'readme.md', line: 13, body: 'Hm.'}]})
  await expect(pull.merge('ada')).rejects.toThrow('must be resolved')
  await pull.resolve(pull.comments()[0]?.threadId ?? '', 'ada')
  await pull.merge('ada')
  expect(pull.merged()).toBe(true)
  expect(await repository.text('readme.md')).toContain('- x\n')
})

test('a renamed repository answers 301 and is found where it leads; an archived one takes no writes', async ({github}) => {
  const repository = await github.createRepository('ada/ants', {'readme.md': ants})
  await repository.openPull({title: 'More', branch: 'more', files: {'readme.md': text => `${text}- x\n`}})
  const octokit = github.as('ada')
  repository.rename('all-ants')
  const moved = await octokit.request('GET /repos/ada/ants', {request: {redirect: 'manual'}}).catch((error: unknown) => error)
  expect(moved).toMatchObject({status: 301})
  const {data} = await octokit.rest.repos.get(at)
  expect(data.full_name).toBe('ada/all-ants')
  repository.archive()
  const writing = octokit.rest.issues.createComment({owner: 'ada', repo: 'all-ants', issue_number: 1, body: 'Hi'})
  await expect(writing).rejects.toMatchObject({status: 403, message: expect.stringContaining('archived')})
})

test('a conflict is not mergeable', async ({github}) => {
  const repository = await github.createRepository('ada/ants', {'readme.md': ants})
  const pull = await repository.openPull({
    title: 'More',
    branch: 'more',
    files: {'readme.md': text => text.replace('Stings.', 'Burns.')},
  })
  await repository.push('main', {'readme.md': text => text.replace('Stings.', 'Bites.')})
  const {data} = await github.as('ada').rest.pulls.get({...at, pull_number: 1})
  expect(data.mergeable).toBe(false)
  await expect(pull.merge()).rejects.toThrow('not mergeable')
})

test('an endpoint that it lacks fails loudly and is written down', async ({github}) => {
  await github.createRepository('ada/ants', {'readme.md': ants})
  const asking = github.as('ada').rest.repos.listTags(at)
  await expect(asking).rejects.toMatchObject({
    status: 501,
    message: expect.stringContaining('lacks GET /api/v3/repos/ada/ants/tags'),
  })
  expect(github.calls().at(-1)).toMatchObject({status: 501, lacking: 'GET /api/v3/repos/ada/ants/tags'})
})
