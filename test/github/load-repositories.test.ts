import {readFileSync} from 'node:fs'
import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'
import {buildSchema, parse, validate} from 'graphql'
import nock from 'nock'
import {expect, test} from 'vitest'
import {repositoriesOf} from '../../src/github/ask-repositories.ts'
import {loadRepositories} from '../../src/github/load-repositories.ts'
import {tokenOctokit} from '../../src/github/token-octokit.ts'
import {intercept, never, octokit} from './octokit.ts'

const github = intercept()
const site = 'https://github.com'

interface Query {
  readonly query: string
  readonly variables: Readonly<Record<string, string>>
}

/** What GitHub tells of a repository of which there is not much to tell. */
const node = (nameWithOwner: string, more: object = {}) => ({
  id: `R_${nameWithOwner}`,
  nameWithOwner,
  isPrivate: false,
  isArchived: false,
  isFork: false,
  createdAt: '2020-01-02T03:04:05Z',
  stargazerCount: 7,
  description: null,
  homepageUrl: '',
  licenseInfo: null,
  defaultBranchRef: null,
  ...more,
})

const ask = (...names: readonly string[]) =>
  loadRepositories(
    octokit(),
    names.map(name => ({owner: 'ada', name})),
    site,
    never,
  )

test('all that GitHub tells becomes plain facts, and what it does not know is undefined', async () => {
  const ants = node('ada/all-ants', {
    isArchived: true,
    description: ' Keeps ants. ',
    homepageUrl: 'https://ants.example',
    licenseInfo: {spdxId: 'MIT'},
    defaultBranchRef: {name: 'trunk', target: {committedDate: '2024-05-06T07:08:09Z'}},
  })
  const bees = node('ada/bees', {licenseInfo: {spdxId: 'NOASSERTION'}, createdAt: 'long ago', isPrivate: true, isFork: true})
  github.post('/graphql').reply(200, {data: {r0: ants, r1: bees}})
  expect(await ask('ants', 'bees')).toEqual([
    {
      site,
      id: 'R_ada/all-ants',
      name: 'ada/all-ants',
      isPrivate: false,
      isArchived: true,
      isFork: false,
      createdMs: Date.UTC(2020, 0, 2, 3, 4, 5),
      lastCommitMs: Date.UTC(2024, 4, 6, 7, 8, 9),
      defaultBranch: 'trunk',
      stars: 7,
      description: 'Keeps ants.',
      homepage: 'https://ants.example',
      licence: 'MIT',
    },
    {
      site,
      id: 'R_ada/bees',
      name: 'ada/bees',
      isPrivate: true,
      isArchived: false,
      isFork: true,
      createdMs: undefined,
      lastCommitMs: undefined,
      defaultBranch: undefined,
      stars: 7,
      description: undefined,
      homepage: undefined,
      licence: undefined,
    },
  ])
})

test('fifty are asked for at once, by variables, in a query that GitHub’s schema knows', async () => {
  const queries: Query[] = []
  const kit = octokit({}, async (_, init) => {
    const query: Query = JSON.parse(String(init?.body))
    queries.push(query)
    const named = Object.keys(query.variables).filter(key => key.startsWith('name'))
    return Response.json({
      data: Object.fromEntries(named.map((key, nth) => [`r${nth}`, node(`ada/${query.variables[key]}`)])),
    })
  })
  const names = Array.from({length: 101}, (_, nth) => `ant-${nth}`)
  const facts = await loadRepositories(
    kit,
    names.map(name => ({owner: 'ada', name})),
    site,
    never,
  )
  expect(facts.map(facts => facts?.name)).toEqual(names.map(name => `ada/${name}`))
  expect(queries.map(({variables}) => Object.keys(variables).length).toSorted((a, b) => a - b)).toEqual([2, 100, 100])
  const file = new URL('schema.graphql', import.meta.resolve('@octokit/graphql-schema'))
  const schema = buildSchema(readFileSync(file, 'utf8'), {assumeValidSDL: true})
  for (const {query} of queries) {
    expect(validate(schema, parse(query))).toEqual([])
    expect(query).not.toContain('ant-')
  }
})

test.each([
  ['there is none', [{type: 'NOT_FOUND', path: ['r1'], message: 'Could not resolve to a Repository'}]],
  ['an address is not let in', [{type: 'FORBIDDEN', path: ['r1'], message: 'has an IP allow list enabled'}]],
  ['single sign-on is asked for', [{type: 'FORBIDDEN', path: ['r1'], message: 'Resource protected by organization SAML'}]],
  ['no reason is told', undefined],
])('one that GitHub tells nothing of because %s loses nobody else', async (_, errors) => {
  github.post('/graphql').reply(200, {data: {r0: node('ada/ants'), r1: null, r2: node('ada/wasps')}, ...(errors && {errors})})
  expect((await ask('ants', 'bees', 'wasps')).map(facts => facts?.name)).toEqual(['ada/ants', undefined, 'ada/wasps'])
})

test('an error within a repository leaves the rest of it', async () => {
  const errors = [{type: 'FORBIDDEN', path: ['r0', 'defaultBranchRef', 'target'], message: 'no'}]
  const data = {r0: node('ada/ants', {defaultBranchRef: {name: 'main', target: null}})}
  github.post('/graphql').reply(200, {data, errors})
  expect((await ask('ants'))[0]).toMatchObject({name: 'ada/ants', defaultBranch: 'main', lastCommitMs: undefined})
})

test.each([
  ['empty', {}],
  ['no data', {data: null}],
  ['only errors', {errors: [{message: 'Something went wrong while executing your query.'}]}],
  ['of another shape', {data: {r0: {nameWithOwner: 'ada/ants'}}}],
  ['a name that is none', {data: {r0: node('ada/ants/../bees')}}],
])('an answer that is %s says nothing, least of all that there is none', async (_, body) => {
  github.post('/graphql').reply(200, body)
  expect(await ask('ants')).toEqual([undefined])
})

test('what GitHub fails to answer is unknown, the other half of it is not', async () => {
  const half = (first: string) => (body: Query) => body.variables['name0'] === first
  github.post('/graphql', half('ant-0')).times(3).reply(502, 'bad gateway')
  github.post('/graphql', half('ant-50')).reply(200, {data: {r0: node('ada/ant-50')}})
  const facts = await ask(...Array.from({length: 51}, (_, nth) => `ant-${nth}`))
  expect(facts.map(facts => facts?.name)).toEqual([...Array.from({length: 50}, () => undefined), 'ada/ant-50'])
})

test('a limit hands back, although its status is 200; who is not let in at all hears of it', async () => {
  const errors = [{type: 'RATE_LIMITED', message: 'API rate limit exceeded'}]
  github.post('/graphql').reply(200, {errors}, {'retry-after': '60'})
  await expect(ask('ants')).rejects.toMatchObject({name: 'PostponedError', untilMs: 60_000})
  github.post('/graphql').reply(401, {message: 'Bad credentials'})
  await expect(ask('ants')).rejects.toMatchObject({status: 401})
})

test('addresses on this GitHub are asked for once each, whatever their case and whoever asks again; others never', async () => {
  const asked: string[] = []
  const kit = octokit({}, async (_, init) => {
    const {variables}: Query = JSON.parse(String(init?.body))
    asked.push(...Object.entries(variables).flatMap(([key, value]) => (key.startsWith('name') ? [value] : [])))
    return Response.json({data: {r0: node('ada/ants'), r1: null}})
  })
  const about = repositoriesOf(kit, site)
  const urls = [
    'https://github.com/ada/ants',
    'https://github.com/ADA/Ants/issues/7',
    'https://github.com/ada/bees',
    'https://gitlab.com/ada/moths',
    'https://github.com/sponsors/ada',
    'https://ants.example/ada/flies',
    './ada/mites',
  ]
  const {repositories} = await about(urls, never)
  expect([...repositories.keys()]).toEqual(urls.slice(0, 3))
  expect([...repositories.values()].map(facts => (facts === 'unknown' ? facts : facts.name))).toEqual([
    'ada/ants',
    'ada/ants',
    'unknown',
  ])
  await about([...urls, 'https://github.com/ada/wasps'], never)
  expect(asked).toEqual(['ants', 'bees', 'wasps'])
})

test('a token goes to GitHub’s interface, and not one step further', async () => {
  nock.enableNetConnect('127.0.0.1')
  const heard: string[] = []
  const other = createServer((request, response) => {
    heard.push(`${request.url} ${request.headers.authorization}`)
    response.end('{}')
  })
  const interfaces = createServer((request, response) => {
    heard.push(`${request.url} ${request.headers.authorization}`)
    response.writeHead(307, {location: `http://127.0.0.1:${portOf(other.address())}/elsewhere`}).end()
  })
  for (const server of [other, interfaces]) await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const kit = tokenOctokit(`http://127.0.0.1:${portOf(interfaces.address())}/api/v3`, 'a secret', {pause: async () => {}})
  expect(await loadRepositories(kit, [{owner: 'ada', name: 'ants'}], site, never)).toEqual([undefined])
  expect([...new Set(heard)]).toEqual(['/api/graphql token a secret'])
  for (const server of [other, interfaces]) {
    server.closeAllConnections()
    await new Promise(resolve => server.close(resolve))
  }
  nock.disableNetConnect()
})

function portOf(address: unknown): number {
  const {port}: Pick<AddressInfo, 'port'> = Object(address)
  return port
}
