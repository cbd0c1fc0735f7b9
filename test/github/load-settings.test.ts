import {expect, test} from 'vitest'
import {loadSettings} from '../../src/github/load-settings.ts'
import {intercept, never, octokit, ref} from './octokit.ts'

const github = intercept()

const raw = {'content-type': 'application/vnd.github.raw+json; charset=utf-8'}

const file = (repository: string, branch: string, text: string) =>
  github
    .get(`/repos/${repository}/contents/.github%2Flistkeeper.yml`)
    .query({ref: `refs/heads/${branch}`})
    .reply(200, text, raw)

const repository = (asked: string, facts: object) =>
  github.get(`/repos/${asked}`).reply(200, {default_branch: 'trunk', private: false, ...named(asked), ...facts})

function named(fullName: string) {
  const [login = '', name = ''] = fullName.split('/')
  return {name, owner: {login}}
}

const load = () => loadSettings(octokit(), ref, 'main', never)

const own = 'failOn: never\nextends: bob/lists\nrules: {toc: off}\n'

test('settings of a public repository that a list extends hold where it sets nothing itself', async () => {
  file('ada/ants', 'main', own)
  repository('bob/lists', {})
  file('bob/lists', 'trunk', 'failOn: error\nextends: cyd/lists\nrules: {toc: error, dead-link: warning}\nlinks: {headers: {}}\n')
  expect(await load()).toEqual({
    settings: {extends: 'bob/lists', failOn: 'never', rules: {toc: 'off', 'dead-link': 'warning'}, links: {}},
    mistakes: [],
    isThere: true,
    isUnclear: false,
  })
})

test('a private repository is followed for the same owner alone, under its name of today', async () => {
  file('ada/ants', 'main', 'extends: Ada/lists\n')
  repository('Ada/lists', {private: true, owner: {login: 'Ada'}})
  file('Ada/lists', 'trunk', 'failOn: warning\n')
  expect((await load()).settings.failOn).toBe('warning')

  for (const [asked, login] of [
    ['bob/lists', 'bob'],
    ['ada/lists', 'bob'],
  ] as const) {
    file('ada/ants', 'main', `extends: ${asked}\nfailOn: never\n`)
    repository(asked, {private: true, owner: {login}})
    const {settings, mistakes} = await load()
    expect(settings).toEqual({extends: asked, failOn: 'never'})
    expect(mistakes).toMatchObject([
      {rule: 'settings', severity: 'warning', path: '.github/listkeeper.yml', place: {start: {line: 1, column: 10}}},
    ])
    expect(mistakes[0]?.message).toBe(`\`extends\` names \`${asked}\`, which can't be read, so nothing of it applies`)
  }
})

test.each([
  ['gone', 404, 'Not Found'],
  ['taken down', 451, 'Repository access blocked'],
  ['behind a wall of its owner', 403, 'the `bob` organization has an IP allow list enabled'],
])('a repository that is %s is told on the line, and the rest applies', async (_, status, message) => {
  file('ada/ants', 'main', own)
  github.get('/repos/bob/lists').reply(status, {message})
  const {settings, mistakes} = await load()
  expect(settings).toEqual({extends: 'bob/lists', failOn: 'never', rules: {toc: 'off'}})
  expect(mistakes.map(({place}) => place.start.line)).toEqual([2])
})

test('a repository without settings is told, too', async () => {
  file('ada/ants', 'main', own)
  repository('bob/lists', {})
  github.get('/repos/bob/lists/contents/.github%2Flistkeeper.yml').query(true).reply(404, {message: 'Not Found'})
  const {mistakes} = await load()
  expect(mistakes[0]?.message).toMatch(/^`extends` names `bob\/lists`, which has no /)
})

test('where GitHub asks us to wait nothing is decided', async () => {
  file('ada/ants', 'main', own)
  github.get('/repos/bob/lists').reply(403, {message: 'You have exceeded a secondary rate limit'}, {'retry-after': '60'})
  await expect(load()).rejects.toThrow(/asks us to wait/)
})

test('without a file, and without extends, nobody else is asked', async () => {
  file('ada/ants', 'main', 'failOn: never\n')
  expect(await load()).toEqual({settings: {failOn: 'never'}, mistakes: [], isThere: true, isUnclear: false})
})

test.each([
  ['is no YAML', 'links: [\n', true],
  ['is no map', '- links\n', true],
  ['leaves open whether an issue is wanted', 'issue: {enabled: perhaps}\n', true],
  ['has a mistake elsewhere', 'failOn: never\nlinks: {timeoutSeconds: 900}\n', false],
  ['is empty', '', false],
])('a file that %s', async (_, text, isUnclear) => {
  file('ada/ants', 'main', text)
  expect(await load()).toMatchObject({isThere: true, isUnclear})
})

test('what can’t be followed leaves open what people want', async () => {
  file('ada/ants', 'main', own)
  github.get('/repos/bob/lists').reply(404, {message: 'Not Found'})
  expect((await load()).isUnclear).toBe(true)
  file('ada/ants', 'main', own)
  repository('bob/lists', {})
  file('bob/lists', 'trunk', 'links: [\n')
  expect((await load()).isUnclear).toBe(true)
})
