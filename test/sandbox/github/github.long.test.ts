import {expect} from 'vitest'
import {ants, test} from './as-app.ts'

test('a pull request is there for the app: its change, its files, and where they parted', async ({github}) => {
  const repository = await github.createRepository('ada/ants', {'readme.md': ants})
  const pull = await repository.openPull({
    title: 'Add the bullet ant',
    branch: 'bullet',
    files: {'readme.md': text => `${text}- [Bullet](https://gone.example) - Hurts.\n`},
  })
  const octokit = github.as('ada')
  const at = {owner: 'ada', repo: 'ants'}

  const {data: seen} = await octokit.rest.pulls.get({...at, pull_number: pull.number})
  expect(seen).toMatchObject({
    number: 1,
    state: 'open',
    head: {sha: pull.head(), ref: 'bullet'},
    base: {ref: 'main'},
    mergeable: true,
    additions: 1,
  })
  const {data: compared} = await octokit.rest.repos.compareCommitsWithBasehead({...at, basehead: `main...${pull.head()}`})
  expect(compared).toMatchObject({
    status: 'ahead',
    ahead_by: 1,
    base_commit: {sha: repository.tip()},
    merge_base_commit: {sha: repository.tip()},
  })
  expect(compared.files?.[0]?.patch).toBe(
    '@@ -10,3 +10,4 @@\n - [Pharaoh](https://alive.example/pharaoh) - Spreads.\n - [Velvet](https://alive.example/velvet) - Stings worse.\n - [Weaver](https://alive.example/weaver) - Weaves.\n+- [Bullet](https://gone.example) - Hurts.',
  )
})
