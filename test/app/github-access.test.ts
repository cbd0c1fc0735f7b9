import {pino} from 'pino'
import {expect, test} from 'vitest'
import {installations, openProbot} from '../../src/app/github-access.ts'
import {fakeGitHub, pem} from './process.ts'

const credentials = {appId: '7', privateKey: pem, webhookSecret: 'secret'}
const log = pino({level: 'silent'})

test('an installation is spoken for with its own token, at the GitHub that was named, and a write is sent once whatever comes back', async () => {
  const asked: string[] = []
  const host = await fakeGitHub(({method, url, headers}, response) => {
    const as = headers.authorization?.split(' ') ?? []
    asked.push(`${method} ${url} as ${as[1]?.startsWith('ghs_') ? as[1] : as[0]}`)
    const isToken = url?.endsWith('/access_tokens') === true
    response.writeHead(isToken ? 201 : 502, {'content-type': 'application/json'})
    response.end(JSON.stringify(isToken ? {token: 'ghs_eleven', expires_at: '2100-01-01T00:00:00Z', permissions: {}} : {}))
  })
  const {probot} = await openProbot(credentials, {githubApiUrl: `http://${host}/api/v3`}, log)
  const octokit = await installations(probot)('11')
  const writing = octokit.rest.pulls.createReview({owner: 'ada', repo: 'ants', pull_number: 3, event: 'COMMENT', body: 'Hello'})
  await expect(writing).rejects.toThrow()
  expect(asked).toEqual([
    'POST /api/v3/app/installations/11/access_tokens as bearer',
    'POST /api/v3/repos/ada/ants/pulls/3/reviews as ghs_eleven',
  ])
})

test('one wait that GitHub asks for is kept by all that speak for the same installation, and by no other', async () => {
  const asked: string[] = []
  const host = await fakeGitHub(({url}, response) => {
    if (url?.endsWith('/access_tokens') === true) {
      response.writeHead(201, {'content-type': 'application/json'})
      return response.end(JSON.stringify({token: 'ghs_x', expires_at: '2100-01-01T00:00:00Z', permissions: {}}))
    }
    asked.push(url ?? '')
    return response.writeHead(429, {'retry-after': '60', 'content-type': 'application/json'}).end('{}')
  })
  const {probot} = await openProbot(credentials, {githubApiUrl: `http://${host}/api/v3`}, log)
  const octokitFor = installations(probot)
  const read = async (installationId: string) =>
    (await octokitFor(installationId)).rest.pulls.get({owner: 'ada', repo: installationId, pull_number: 3})
  await expect(read('11')).rejects.toThrow('GitHub asks us to wait')
  await expect(read('11')).rejects.toThrow('GitHub asks us to wait')
  await expect(read('12')).rejects.toThrow('GitHub asks us to wait')
  expect(asked).toEqual(['/api/v3/repos/ada/11/pulls/3', '/api/v3/repos/ada/12/pulls/3'])
})
