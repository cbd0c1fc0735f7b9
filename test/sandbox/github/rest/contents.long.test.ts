import {expect} from 'vitest'
import {ants, test} from '../as-app.ts'

const at = {owner: 'ada', repo: 'ants'}
const raw = {mediaType: {format: 'raw'}}

test('a file is had as JSON and raw, on any branch, commit or pull request’s head, also of a fork', async ({github}) => {
  const repository = await github.createRepository('ada/ants', {'docs/readme.md': ants})
  const pull = await repository.openPull({
    title: 'More',
    branch: 'more',
    files: {'docs/readme.md': 'Ünlike\n'},
    author: 'bob',
    fromFork: true,
  })
  const octokit = github.as('ada')
  const {data} = await octokit.rest.repos.getContent({...at, path: 'docs/readme.md'})
  expect(data).toMatchObject({type: 'file', encoding: 'base64', path: 'docs/readme.md', size: Buffer.byteLength(ants)})
  expect(Buffer.from('content' in data ? data.content : '', 'base64').toString()).toBe(ants)
  for (const ref of [`refs/pull/${pull.number}/head`, `pull/${pull.number}/head`, pull.head()]) {
    const {data} = await octokit.rest.repos.getContent({...at, path: 'docs/readme.md', ref, ...raw})
    expect(data).toBe('Ünlike\n')
  }
  await expect(octokit.rest.repos.getContent({...at, path: 'docs/none.md'})).rejects.toMatchObject({status: 404})
  await expect(octokit.rest.repos.getContent({...at, path: 'docs/readme.md', ref: 'none'})).rejects.toMatchObject({status: 404})
})

test('over one megabyte JSON holds no content, raw does', async ({github}) => {
  const text = `${'x'.repeat(99)}\n`.repeat(10_001)
  await github.createRepository('ada/ants', {'big.md': text})
  const octokit = github.as('ada')
  const {data} = await octokit.rest.repos.getContent({...at, path: 'big.md'})
  expect(data).toMatchObject({type: 'file', encoding: 'none', content: '', size: 1_000_100})
  const whole = await octokit.rest.repos.getContent({...at, path: 'big.md', ...raw})
  expect(whole.data).toBe(text)
})

test('folders, symlinks and submodules answer differently', async ({github}) => {
  const submodule = {submodule: '1234567890123456789012345678901234567890'}
  const files = {
    'a.md': ants,
    'docs/b.md': 'b',
    'docs/link.md': {symlink: '../a.md'},
    'lost.md': {symlink: '/etc/passwd'},
    theirs: submodule,
  }
  await github.createRepository('ada/ants', files)
  const octokit = github.as('ada')
  const get = async (path: string) => (await octokit.rest.repos.getContent({...at, path})).data
  expect(await get('docs')).toMatchObject([
    {type: 'file', name: 'b.md', path: 'docs/b.md', size: 1},
    {type: 'symlink', name: 'link.md'},
  ])
  expect(await get('docs/link.md')).toMatchObject({type: 'file', path: 'docs/link.md', size: Buffer.byteLength(ants)})
  expect(await get('lost.md')).toMatchObject({type: 'symlink', target: '/etc/passwd'})
  expect(await get('theirs')).toMatchObject({type: 'submodule', sha: submodule.submodule})
  expect(await get('')).toHaveLength(4)
})

test('a tree is had whole', async ({github}) => {
  await github.createRepository('ada/ants', {'a.md': 'a', 'docs/deep/b.md': 'bb'})
  const octokit = github.as('ada')
  const {data} = await octokit.rest.git.getTree({...at, tree_sha: 'main', recursive: '1'})
  expect(data.truncated).toBe(false)
  expect(data.tree.map(({path, type, size}) => [path, type, size])).toEqual([
    ['a.md', 'blob', 1],
    ['docs', 'tree', undefined],
    ['docs/deep', 'tree', undefined],
    ['docs/deep/b.md', 'blob', 2],
  ])
})

test('commits to a file are had newest first, page by page, of any branch', async ({github}) => {
  const repository = await github.createRepository('ada/ants', {'a.md': 'a\n', '[b].md': 'b\n'})
  await repository.push('main', {'a.md': 'aa\n'}, 'Second', {author: 'bob'})
  await repository.push('main', {'[b].md': 'bb\n'}, 'Third\n\nIt says more.')
  await repository.push('side', {'a.md': 'side\n'}, 'Aside')
  const octokit = github.as('ada')
  const messages = async (query: object) =>
    (await octokit.rest.repos.listCommits({...at, ...query})).data.map(({commit}) => commit.message)
  expect(await messages({})).toEqual(['Third\n\nIt says more.', 'Second', 'Initial commit'])
  expect(await messages({path: 'a.md'})).toEqual(['Second', 'Initial commit'])
  expect(await messages({path: '[b].md'})).toEqual(['Third\n\nIt says more.', 'Initial commit'])
  expect(await messages({path: 'a.md', sha: 'side'})).toEqual(['Aside', 'Second', 'Initial commit'])
  expect(await messages({path: 'a.md', per_page: 1, page: 2})).toEqual(['Initial commit'])
  expect(await messages({path: 'none.md'})).toEqual([])
  const {data} = await octokit.rest.repos.listCommits({...at, path: 'a.md', per_page: 1})
  expect(data[0]).toMatchObject({author: {login: 'bob'}})
  await expect(octokit.rest.repos.listCommits({...at, sha: 'none'})).rejects.toMatchObject({status: 404})
  await expect(octokit.rest.repos.listCommits({...at, since: '2026-01-01T00:00:00Z'})).rejects.toMatchObject({status: 501})
})
