import {generateKeyPairSync} from 'node:crypto'
import {mkdtemp, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {expect, onTestFinished, test} from 'vitest'
import {credentialsFile, type Environment, readEnvironment, readGithubAccess, readLinkEnvironment} from '../src/environment.ts'

const {privateKey: pem} = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: {type: 'pkcs8', format: 'pem'},
  publicKeyEncoding: {type: 'spki', format: 'pem'},
})
const app = {APP_ID: '7', PRIVATE_KEY: pem, WEBHOOK_SECRET: 'secret', LISTKEEPER_DATA: '/nowhere/data'}

const untouched = {
  allowPrivate: [],
  never: [],
  dnsServers: [],
  proxy: {https: undefined, http: undefined, except: [], guards: false},
  archiveUrl: 'https://archive.org',
  headerValues: [],
}

function read(variables: Record<string, string | undefined>, dotEnvText = ''): Environment {
  const environment = readEnvironment(variables, dotEnvText)
  return 'mistake' in environment ? expect.unreachable(environment.mistake) : environment
}

function mistake(variables: Record<string, string | undefined>, dotEnvText = ''): string {
  const environment = readEnvironment(variables, dotEnvText)
  return 'mistake' in environment ? environment.mistake : expect.unreachable('this should be a mistake')
}

test('what is not set has a default', () => {
  expect(read(app)).toEqual({
    nodeEnv: undefined,
    appId: '7',
    privateKey: pem,
    webhookSecret: 'secret',
    port: 3000,
    host: 'localhost',
    logLevel: 'info',
    logFormat: 'json',
    githubApiUrl: 'https://api.github.com',
    githubUrl: 'https://github.com',
    database: {kind: 'folder', path: '/nowhere/data/database'},
    dataFolder: '/nowhere/data',
    role: 'all',
    operatorToken: undefined,
    ...untouched,
  })
  expect(read({...app, LISTKEEPER_DATA: undefined}).dataFolder).toBe('./data')
  expect(read({...app, NODE_ENV: 'production'}).host).toBe('0.0.0.0')
})

test('.env adds what the environment leaves out, and never overrides it', () => {
  const environment = read({...app, PORT: '4000', LOG_LEVEL: ''}, 'PORT=5000\nHOST=10.0.0.1\nLOG_LEVEL=debug\nGHE_HOST=\n')
  expect(environment).toMatchObject({port: 4000, host: '10.0.0.1', logLevel: 'debug', githubUrl: 'https://github.com'})
})

test('another GitHub, another database, private addresses and name servers', () => {
  const environment = read({
    ...app,
    GHE_HOST: '127.0.0.1:4000',
    GHE_PROTOCOL: 'http',
    DATABASE_URL: 'postgres://ada@db.example/lists',
    LISTKEEPER_ALLOW_PRIVATE: '127.0.0.1, 10.0.0.0/8 fd00::/8,wiki.corp.example,*.corp.example',
    LISTKEEPER_DNS: '127.0.0.1:5353,[::1]:53 9.9.9.9',
  })
  expect(environment).toMatchObject({
    githubApiUrl: 'http://127.0.0.1:4000/api/v3',
    githubUrl: 'http://127.0.0.1:4000',
    database: {kind: 'server', url: 'postgres://ada@db.example/lists'},
    allowPrivate: ['127.0.0.1', '10.0.0.0/8', 'fd00::/8', 'wiki.corp.example', '*.corp.example'],
    dnsServers: ['127.0.0.1:5353', '[::1]:53', '9.9.9.9'],
  })
  expect(readLinkEnvironment({LISTKEEPER_DNS: '127.0.0.1:5353'})).toEqual({...untouched, dnsServers: ['127.0.0.1:5353']})
})

test('hosts that are never asked, in any language', () => {
  const text = 'ant.example,*.corp.example bücher.example 203.0.113.0/24'
  expect(read({...app, LISTKEEPER_NEVER: text}).never).toEqual([
    'ant.example',
    '*.corp.example',
    'bücher.example',
    '203.0.113.0/24',
  ])
})

test('proxies are those that other tools know, small letters first', () => {
  const {proxy} = read({
    ...app,
    HTTPS_PROXY: 'http://ada:hush@proxy.example:3128',
    HTTP_PROXY: 'http://other.example',
    http_proxy: 'proxy.example:8080',
    NO_PROXY: 'localhost, .corp.example 10.0.0.0/8',
    LISTKEEPER_PROXY_GUARDS: '1',
  })
  expect(proxy).toEqual({
    https: 'http://ada:hush@proxy.example:3128',
    http: 'http://proxy.example:8080',
    except: ['localhost', '.corp.example', '10.0.0.0/8'],
    guards: true,
  })
  expect(readLinkEnvironment({HTTPS_PROXY: '', no_proxy: '*'})).toEqual({
    ...untouched,
    proxy: {...untouched.proxy, except: ['*']},
  })
})

test('secrets for headers come with the hosts that they are for', () => {
  const {headerValues} = read({
    ...app,
    LISTKEEPER_HEADER_WIKI: ' hush ',
    LISTKEEPER_HEADER_WIKI_HOSTS: 'Wiki.example, *.corp.example:8443',
  })
  expect(headerValues).toEqual([{name: 'WIKI', value: 'hush', hosts: ['wiki.example', '*.corp.example:8443']}])
})

test.each([
  ['LISTKEEPER_HEADER_WIKI', {LISTKEEPER_HEADER_WIKI: 'hush'}],
  ['LISTKEEPER_HEADER_WIKI', {LISTKEEPER_HEADER_WIKI: 'hush\nhush', LISTKEEPER_HEADER_WIKI_HOSTS: 'wiki.example'}],
  ['LISTKEEPER_HEADER_WIKI', {LISTKEEPER_HEADER_WIKI_HOSTS: 'wiki.example'}],
  ['LISTKEEPER_HEADER_WIKI_HOSTS', {LISTKEEPER_HEADER_WIKI: 'hush', LISTKEEPER_HEADER_WIKI_HOSTS: 'https://wiki.example'}],
  ['LISTKEEPER_HEADER_WIKI_HOSTS', {LISTKEEPER_HEADER_WIKI: 'hush', LISTKEEPER_HEADER_WIKI_HOSTS: '*'}],
  ['LISTKEEPER_HEADER_wiki', {LISTKEEPER_HEADER_wiki: 'hush', LISTKEEPER_HEADER_wiki_HOSTS: 'wiki.example'}],
])('one sentence names %s where it can not be used, and never its value (%#)', (variable, variables) => {
  const said = mistake({...app, ...variables})
  expect(said).toContain(variable)
  expect(said).toMatch(/^[^\n]+\.$/)
  expect(said).not.toContain('hush')
})

test.each([
  ['as it is', pem],
  ['with its line ends spelled out', pem.replaceAll('\n', '\\n')],
  ['as base64', Buffer.from(pem).toString('base64')],
])('a private key is taken %s', (_, PRIVATE_KEY) => {
  expect(read({...app, PRIVATE_KEY}).privateKey).toBe(pem)
})

test('a private key is taken from a file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'listkeeper-environment-'))
  onTestFinished(() => rm(folder, {recursive: true, force: true}))
  const path = join(folder, 'key.pem')
  await writeFile(path, pem)
  const {PRIVATE_KEY: _, ...others} = app
  expect(read({...others, PRIVATE_KEY_PATH: path}).privateKey).toBe(pem)
  expect(mistake({...others, PRIVATE_KEY_PATH: `${path}.gone`})).toBe(
    `PRIVATE_KEY_PATH names \`${path}.gone\`, which is not there.`,
  )
})

test.each([
  ['APP_ID', undefined],
  ['PRIVATE_KEY', undefined],
  ['WEBHOOK_SECRET', undefined],
  ['APP_ID', 'Iv1.abc'],
  ['PRIVATE_KEY', 'not a key'],
  ['PRIVATE_KEY', pem.slice(0, 200)],
  ['WEBHOOK_SECRET', 'development'],
  ['PORT', '0'],
  ['PORT', '65536'],
  ['PORT', '3e3'],
  ['LOG_LEVEL', 'loud'],
  ['GHE_HOST', 'https://github.example'],
  ['GHE_HOST', 'github.example/api'],
  ['GHE_PROTOCOL', 'ftp'],
  ['DATABASE_URL', 'mysql://ada:hush@db.example'],
  ['LISTKEEPER_ALLOW_PRIVATE', '10.0.0.0/33'],
  ['LISTKEEPER_ALLOW_PRIVATE', 'http://wiki.example'],
  ['LISTKEEPER_DNS', 'dns.example'],
  ['LISTKEEPER_NEVER', 'https://ant.example'],
  ['LISTKEEPER_NEVER', 'ant.example/path'],
  ['LISTKEEPER_NEVER', '*'],
  ['LISTKEEPER_NEVER', '10.0.0'],
  ['HTTPS_PROXY', 'socks5://ada:hush@proxy.example'],
  ['HTTP_PROXY', 'http://ada:hush@'],
  ['LISTKEEPER_PROXY_GUARDS', 'maybe'],
])('one sentence names %s when it is %j', (variable, value) => {
  const said = mistake({...app, [variable]: value})
  expect(said).toContain(variable)
  expect(said).toMatch(/^[^\n]+\.$/)
  expect(said).not.toContain('hush')
  expect(said).not.toContain('MII')
})

test('no credentials at all: the set-up page at home, a sentence in production', () => {
  const nothing = {LISTKEEPER_DATA: app.LISTKEEPER_DATA}
  expect(read(nothing)).toMatchObject({appId: undefined, privateKey: undefined, webhookSecret: undefined})
  expect(mistake({...nothing, NODE_ENV: 'production'})).toContain('APP_ID')
})

test('credentials that the set-up page kept are used where no variable names any', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'listkeeper-environment-'))
  onTestFinished(() => rm(folder, {recursive: true, force: true}))
  const kept = {appId: '9', privateKey: pem, webhookSecret: 'kept'}
  await writeFile(credentialsFile(folder), JSON.stringify(kept))
  expect(read({LISTKEEPER_DATA: folder, NODE_ENV: 'production'})).toMatchObject(kept)
  expect(read({...app, LISTKEEPER_DATA: folder}).appId).toBe('7')
  expect(mistake({LISTKEEPER_DATA: folder, APP_ID: '7'})).toContain('PRIVATE_KEY')

  await writeFile(credentialsFile(folder), '{"appId": ')
  expect(mistake({LISTKEEPER_DATA: folder})).toContain('LISTKEEPER_DATA')
})

test('a token is for the GitHub of whoever gives it', () => {
  expect(readGithubAccess({})).toBeUndefined()
  expect(readGithubAccess({GITHUB_TOKEN: '', GH_TOKEN: ''})).toBeUndefined()
  const atGithub = {githubApiUrl: 'https://api.github.com', githubUrl: 'https://github.com'}
  expect(readGithubAccess({GITHUB_TOKEN: ' one\n', GH_TOKEN: 'two'})).toEqual({...atGithub, token: 'one'})
  expect(readGithubAccess({GH_TOKEN: 'two'})).toEqual({...atGithub, token: 'two'})
  expect(readGithubAccess({GH_TOKEN: 'two', GHE_HOST: 'git.example'})).toEqual({
    githubApiUrl: 'https://git.example/api/v3',
    githubUrl: 'https://git.example',
    token: 'two',
  })
})

test('what is no token is told without showing it', () => {
  expect(readGithubAccess({GITHUB_TOKEN: 'half a secret'})).toEqual({
    mistake: 'GITHUB_TOKEN must be a token, in one line and without blanks.',
  })
  expect(readGithubAccess({GITHUB_TOKEN: 'x', GHE_HOST: 'https://git.example'})).toMatchObject({mistake: expect.any(String)})
})

test('an app of another GitHub has a token for github.com, one of github.com needs none', () => {
  expect(read({...app, GITHUB_TOKEN: 'one'}).publicGithubToken).toBeUndefined()
  expect(read({...app, GHE_HOST: 'git.example'}).publicGithubToken).toBeUndefined()
  expect(read({...app, GHE_HOST: 'git.example', GITHUB_TOKEN: 'one', GH_TOKEN: 'two'}).publicGithubToken).toBe('one')
  expect(read({...app, GHE_HOST: 'git.example', GH_TOKEN: ' two '}).publicGithubToken).toBe('two')
  expect(mistake({...app, GHE_HOST: 'git.example', GITHUB_TOKEN: 'half a secret'})).toBe(
    'GITHUB_TOKEN must be a token, in one line and without blanks.',
  )
})

test('web processes and workers share a server, and can be on one machine', () => {
  const shared = {...app, DATABASE_URL: 'postgres://localhost/listkeeper'}
  const as = (role: 'web' | 'worker', variables: Record<string, string>) => readEnvironment(variables, '', role)
  expect(as('web', shared)).toMatchObject({role: 'web', port: 3000})
  expect(as('worker', shared)).toMatchObject({role: 'worker', port: 3001})
  expect(as('worker', {...shared, PORT: '4000'})).toMatchObject({port: 4000})
  for (const role of ['web', 'worker'] as const) {
    const environment = as(role, app)
    expect('mistake' in environment ? environment.mistake : '').toBe(
      `DATABASE_URL is missing: \`${role}\` shares a PostgreSQL server with other processes. One process alone needs none: start it without \`${role}\`.`,
    )
  }
  const unknown = as('worker', {DATABASE_URL: shared.DATABASE_URL, LISTKEEPER_DATA: '/nowhere/data'})
  expect('mistake' in unknown ? unknown.mistake : '').toMatch(/^APP_ID is missing/)
})

test('the archive can be another one, or off; a short token of the operator is refused and never shown', () => {
  expect(read({...app, LISTKEEPER_ARCHIVE: 'off'}).archiveUrl).toBeUndefined()
  expect(read({...app, LISTKEEPER_ARCHIVE: 'http://127.0.0.1:8000/'}).archiveUrl).toBe('http://127.0.0.1:8000')
  for (const wrong of ['archive.org', 'ftp://archive.org', 'https://ada:hush@archive.org', 'https://archive.org/?q=1']) {
    expect(mistake({...app, LISTKEEPER_ARCHIVE: wrong})).toMatch(/^LISTKEEPER_ARCHIVE must be an address/)
  }
  expect(read({...app, LISTKEEPER_OPERATOR_TOKEN: 'a-token-of-16-ch'}).operatorToken).toBe('a-token-of-16-ch')
  for (const wrong of ['short', 'two words of sixteen']) {
    const said = mistake({...app, LISTKEEPER_OPERATOR_TOKEN: wrong})
    expect(said).toMatch(/^LISTKEEPER_OPERATOR_TOKEN must be 16/)
    expect(said).not.toContain(wrong)
  }
})
