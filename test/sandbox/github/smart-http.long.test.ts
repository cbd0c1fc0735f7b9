import {execFile} from 'node:child_process'
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {promisify} from 'node:util'
import {expect} from 'vitest'
import {ants, test as base} from './as-app.ts'
import {gitEnvironment} from './git.ts'

const run = promisify(execFile)

const test = base.extend<{folder: string}>({
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads the parameter's pattern.
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'person-'))
    await use(folder)
    await rm(folder, {recursive: true, force: true})
  },
})

/** git, as a person runs it. */
const git = (folder: string, ...args: string[]) =>
  run('git', ['-c', 'user.name=bob', '-c', 'user.email=bob@users.example', ...args], {cwd: folder, env: gitEnvironment})

test('a person clones, commits and pushes: the pull request follows, and the app hears of it', async ({github, folder}) => {
  const repository = await github.createRepository('ada/ants', {'readme.md': ants})
  const pull = await repository.openPull({
    title: 'More',
    branch: 'more',
    files: {'readme.md': text => `${text}- x\n`},
    author: 'bob',
  })
  const before = pull.head()
  await git(folder, 'clone', '--quiet', '--branch', 'more', repository.remote, 'ants')
  const clone = join(folder, 'ants')
  await writeFile(join(clone, 'readme.md'), `${await readFile(join(clone, 'readme.md'), 'utf8')}- by hand\n`)
  await git(clone, 'commit', '--quiet', '-am', 'By hand')
  await git(clone, 'push', '--quiet')

  expect(pull.head()).not.toBe(before)
  expect(await pull.text('readme.md')).toContain('- by hand\n')
  expect(pull.files()[0]?.additions).toBe(2)
  await github.delivered()
  const told = github.deliveries().filter(({event, action}) => event === 'pull_request' && action === 'synchronize')
  expect(told.map(({payload}) => payload)).toMatchObject([{before, after: pull.head(), sender: {login: 'bob'}}])
  const {stdout} = await git(clone, 'ls-remote', 'origin', 'refs/pull/1/head')
  expect(stdout.slice(0, 40)).toBe(pull.head())
})

test('nobody pushes to refs/pull, nor to an archived repository', async ({github, folder}) => {
  const repository = await github.createRepository('ada/ants', {'readme.md': ants})
  await git(folder, 'clone', '--quiet', repository.remote, 'ants')
  const clone = join(folder, 'ants')
  await expect(git(clone, 'push', 'origin', 'HEAD:refs/pull/1/head')).rejects.toThrow('hidden ref')
  repository.archive()
  await expect(git(clone, 'push', 'origin', 'HEAD:refs/heads/more')).rejects.toThrow('403')
})

test('deleting the branch closes the pull request; pushing its commits into the base merges it', async ({github, folder}) => {
  const repository = await github.createRepository('ada/ants', {'readme.md': ants})
  const first = await repository.openPull({title: 'One', branch: 'one', files: {'one.md': 'one\n'}})
  const second = await repository.openPull({title: 'Two', branch: 'two', files: {'two.md': 'two\n'}})
  await git(folder, 'clone', '--quiet', '--branch', 'two', repository.remote, 'ants')
  const clone = join(folder, 'ants')
  await git(clone, 'push', '--quiet', 'origin', ':one', 'two:main')
  expect([first.state(), first.merged()]).toEqual(['closed', false])
  expect([second.state(), second.merged()]).toEqual(['closed', true])
})
