import {expect, test} from 'vitest'
import {jsonSchema} from '../report/json-schema.ts'
import {start} from '../sandbox/github/as-app.ts'
import {folder, inProcess} from './listkeeper.ts'
import {loadedBy} from './loaded-by.ts'

/** A GitHub on this machine, a list that links to repositories on it, and somebody with a token for it. */
async function at(list: (page: (path: string) => string) => string) {
  const github = await start()
  const old = await github.createRepository('ada/ants', {'readme.md': '# Ants\n'})
  const auth: {token: string} = Object(await github.as('ada').auth({type: 'installation'}))
  old.rename('all-ants')
  const tired = await github.createRepository('ada/tired', {'readme.md': '# Ants\n'}, {about: {description: 'Keeps ants'}})
  tired.archive()
  const cwd = await folder({'readme.md': list(path => `${github.url}/${path}`)})
  const variables = {LISTKEEPER_ALLOW_PRIVATE: '127.0.0.1', GHE_HOST: github.host, GHE_PROTOCOL: 'http'}
  const queries = () => github.calls().filter(({path}) => path === '/api/graphql')
  return {github, cwd, variables, token: auth.token, queries}
}

const list = (page: (path: string) => string): string =>
  `# Ant\n\n- [Old](${page('ada/ants')}) - Digs.\n- [Tired](${page('ada/tired')}) - Sleeps.\n- [Gone](${page('ada/gone')}) - Left.\n`

test.each(['GITHUB_TOKEN', 'GH_TOKEN'])('who gives %s has repositories asked for at GitHub’s interface', async name => {
  const {github, cwd, variables, token, queries} = await at(list)
  const {stdout, stderr} = await inProcess(['links', '--format', 'json', 'readme.md'], {
    cwd,
    variables: {...variables, [name]: token},
  })
  await github.close()
  expect(stderr).toBe('')
  const {files, links, summary} = jsonSchema.parse(JSON.parse(stdout))
  expect(files[0]?.findings.map(({rule, expected}) => [rule, expected])).toEqual([
    ['renamed-repository', [`${github.url}/ada/all-ants`]],
    ['archived-repository', []],
    ['dead-link', []],
  ])
  expect(links.map(({verdict, reason}) => `${verdict} ${reason}`)).toEqual(['moved renamed', 'alive exists', 'dead not-found'])
  expect(summary.notes).toEqual([])
  expect(queries()).toHaveLength(1)
})

test('without a token nothing is asked there, nothing of octokit is loaded, and pages say what they can', async () => {
  const {github, cwd, variables, queries} = await at(list)
  const {stdout} = await inProcess(['links', '--format', 'json', 'readme.md'], {cwd, variables})
  const {loaded} = await loadedBy(['links', 'readme.md'], cwd)
  await github.close()
  expect(jsonSchema.parse(JSON.parse(stdout)).links.map(({verdict, reason}) => `${verdict} ${reason}`)).toEqual([
    'moved permanent-redirect',
    'alive answers',
    'dead not-found',
  ])
  expect(queries()).toEqual([])
  expect(loaded.filter(url => /node_modules\/(?:octokit|@octokit|probot)\//.test(url))).toEqual([])
  expect(loaded.some(url => url.includes('node_modules/undici/'))).toBe(true)
})

test('that GitHub does not accept a token, or asks to wait, is said, and pages are asked for instead', async () => {
  const {github, cwd, variables, token, queries} = await at(list)
  const wrong = await inProcess(['fix', '--links', '--dry-run', '--format', 'json', 'readme.md'], {
    cwd,
    variables: {...variables, GITHUB_TOKEN: 'ghp_wrong'},
  })
  const {links, summary} = jsonSchema.parse(JSON.parse(wrong.stdout))
  expect(links.map(({verdict}) => verdict)).toEqual(['alive', 'alive', 'dead'])
  expect(summary.notes).toEqual([
    'GitHub does not accept the token in GITHUB_TOKEN or GH_TOKEN, so repositories were asked for like other pages.',
  ])
  expect(queries()).toHaveLength(1)

  const limited = {
    status: 200,
    headers: {'retry-after': '3600'},
    body: {errors: [{type: 'RATE_LIMITED', message: 'API rate limit exceeded'}]},
  }
  github.fault({match: {path: /graphql/}, times: 9, fault: limited})
  const slow = await inProcess(['links', '--format', 'json', 'readme.md'], {cwd, variables: {...variables, GITHUB_TOKEN: token}})
  await github.close()
  expect(jsonSchema.parse(JSON.parse(slow.stdout)).summary.notes).toEqual([
    'GitHub asks this token to wait, so repositories were asked for like other pages.',
  ])
  expect(queries()).toHaveLength(2)
})

test('what is no token is said before anything is asked, and not shown', async () => {
  const cwd = await folder({'readme.md': list(path => `https://github.com/${path}`)})
  const {status, stderr} = await inProcess(['links', 'readme.md'], {cwd, variables: {GITHUB_TOKEN: 'half\nsecret'}})
  expect([status, stderr]).toEqual([2, 'GITHUB_TOKEN must be a token, in one line and without blanks.\n'])
})
