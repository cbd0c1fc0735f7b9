import {createPrivateKey, generateKeyPairSync} from 'node:crypto'
import {SignJWT} from 'jose'
import {afterEach, expect, vi} from 'vitest'
import {ants, appYml, clientOf, privateKey, start, test} from './as-app.ts'

afterEach(() => vi.useRealTimers())

const nowSeconds = () => Math.floor(Date.now() / 1000)

function jwt(claims: {iss?: string; iat?: number; exp?: number}, key = privateKey): Promise<string> {
  const {iss = '1', iat = nowSeconds() - 30, exp = nowSeconds() + 500} = claims
  return new SignJWT({iss, iat, exp}).setProtectedHeader({alg: 'RS256'}).sign(createPrivateKey(key))
}

test('the app proves itself by a JWT that is its own, whole, and short', async ({github}) => {
  const ask = async (token: string) =>
    (await fetch(`${github.url}/api/v3/app`, {headers: {authorization: `Bearer ${token}`}})).status
  expect(await ask(await jwt({}))).toBe(200)
  expect(await ask(await jwt({exp: nowSeconds() + 660}))).toBe(401)
  expect(await ask(await jwt({exp: nowSeconds() - 90}))).toBe(401)
  expect(await ask(await jwt({iat: nowSeconds() + 300}))).toBe(401)
  expect(await ask(await jwt({iss: '2'}))).toBe(401)
  const stranger = generateKeyPairSync('rsa', {modulusLength: 2048}).privateKey.export({type: 'pkcs8', format: 'pem'}).toString()
  expect(await ask(await jwt({}, stranger))).toBe(401)
  expect(await ask('nonsense')).toBe(401)
})

test('a token lasts an hour, is long, and reaches what the app may', async () => {
  const github = await start()
  const repository = await github.createRepository('ada/ants', {'readme.md': ants})
  const asking = `POST /app/installations/${repository.installationId}/access_tokens`
  const {data} = await github.app.request(asking)
  expect(data.token.length).toBeGreaterThan(40)
  expect(data.permissions).toEqual({metadata: 'read', contents: 'read', pull_requests: 'write', checks: 'write', issues: 'write'})
  const ask = async () =>
    (await fetch(`${github.url}/api/v3/repos/ada/ants`, {headers: {authorization: `token ${data.token}`}})).status
  expect(await ask()).toBe(200)
  // Tokens keep to real time, also where the sandbox travels: octokit does as well.
  vi.useFakeTimers({toFake: ['Date'], now: Date.parse(data.expires_at) + 1})
  expect(await ask()).toBe(401)
  await github.close()
})

test('a token can be asked for less, never for more', async ({github}) => {
  const repository = await github.createRepository('ada/ants', {'readme.md': ants})
  const asking = `POST /app/installations/${repository.installationId}/access_tokens`
  const {data} = await github.app.request(asking, {permissions: {contents: 'read'}})
  expect(data.permissions).toEqual({metadata: 'read', contents: 'read'})
  await expect(github.app.request(asking, {permissions: {contents: 'write'}})).rejects.toMatchObject({status: 422})
  await expect(github.app.request(asking, {colour: 'red'})).rejects.toMatchObject({status: 422})
})

test('what app.yml does not ask for is not accessible, and the answer says what it would take', async () => {
  const github = await start({
    appYml: appYml.replace('pull_requests: write', 'pull_requests: read').replace('checks: write', 'checks: read'),
  })
  const repository = await github.createRepository('ada/ants', {'readme.md': ants})
  const pull = await repository.openPull({title: 'More', branch: 'more', files: {'readme.md': text => `${text}- x\n`}})
  const octokit = github.as('ada')
  const at = {owner: 'ada', repo: 'ants'}
  await expect(octokit.rest.pulls.get({...at, pull_number: 1})).resolves.toMatchObject({status: 200})
  const refused = octokit.rest.pulls.createReview({...at, pull_number: 1, event: 'COMMENT', body: 'Hi'})
  await expect(refused).rejects.toMatchObject({
    status: 403,
    message: expect.stringContaining('Resource not accessible by integration'),
    response: {headers: {'x-accepted-github-permissions': 'pull_requests=write'}},
  })
  await expect(octokit.rest.checks.create({...at, name: 'x', head_sha: pull.head()})).rejects.toMatchObject({status: 403})
  expect(pull.reviews()).toEqual([])
  await github.close()
})

test('a suspended installation reaches nothing and hears nothing', async ({github}) => {
  const repository = await github.createRepository('ada/ants', {'readme.md': ants})
  const octokit = github.as('ada')
  await octokit.rest.repos.get({owner: 'ada', repo: 'ants'})
  github.suspend('ada')
  await expect(octokit.rest.repos.get({owner: 'ada', repo: 'ants'})).rejects.toMatchObject({status: 403})
  await repository.push('main', {'readme.md': text => `${text}- x\n`})
  await github.delivered()
  expect(github.deliveries().filter(({event}) => event === 'push')).toHaveLength(1)
  await expect(github.app.request(`POST /app/installations/${repository.installationId}/access_tokens`)).rejects.toMatchObject({
    status: 403,
  })
})

test('one installation does not write to what another one is for, nor see what is private there', async ({github}) => {
  await github.createRepository('ada/ants', {'readme.md': ants})
  const bees = await github.createRepository('bob/bees', {'readme.md': ants})
  await github.createRepository('bob/secret-bees', {'readme.md': ants}, {private: true})
  const octokit = github.as('ada')
  await expect(octokit.rest.repos.get({owner: 'bob', repo: 'bees'})).resolves.toMatchObject({status: 200})
  await expect(octokit.rest.repos.get({owner: 'bob', repo: 'secret-bees'})).rejects.toMatchObject({status: 404})
  await bees.openPull({title: 'More', branch: 'more', files: {'readme.md': text => `${text}- x\n`}})
  await expect(
    octokit.rest.issues.createComment({owner: 'bob', repo: 'bees', issue_number: 1, body: 'Hi'}),
  ).rejects.toMatchObject({status: 403})
})

test('the app is created from a manifest, and its key works', async () => {
  const known = generateKeyPairSync('rsa', {modulusLength: 2048}).publicKey.export({type: 'spki', format: 'pem'}).toString()
  const github = await start({key: known})
  const manifest = JSON.stringify({name: 'Listkeeper', redirect_url: 'http://127.0.0.1:1/probot/setup'})
  const page = await fetch(`${github.url}/settings/apps/new?state=x`, {
    method: 'POST',
    body: new URLSearchParams({manifest}),
    redirect: 'manual',
  })
  const to = new URL(page.headers.get('location') ?? '')
  expect(to.href).toMatch(/^http:\/\/127\.0\.0\.1:1\/probot\/setup\?code=.+&state=x$/)
  const made = await fetch(`${github.url}/api/v3/app-manifests/${to.searchParams.get('code')}/conversions`, {method: 'POST'})
  expect(made.status).toBe(201)
  const {pem, id, webhook_secret}: Record<string, string> = Object(await made.json())
  expect([id, typeof webhook_secret]).toEqual([1, 'string'])
  const {data} = await clientOf(github, undefined, pem).request('GET /app')
  expect(data?.slug).toBe('listkeeper')
  await github.close()
})
