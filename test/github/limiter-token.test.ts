import {generateKeyPairSync} from 'node:crypto'
import {ProbotOctokit} from 'probot'
import {expect, test} from 'vitest'
import {openLane, withLimiter} from '../../src/github/limiter.ts'
import {intercept} from './octokit.ts'

const github = intercept()

test('an installation without a token gets one, however many requests wait for it', async () => {
  const {privateKey} = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: {type: 'pkcs1', format: 'pem'},
    publicKeyEncoding: {type: 'pkcs1', format: 'pem'},
  })
  const kit = new ProbotOctokit({
    auth: {appId: 1, privateKey, installationId: 7},
    retry: {enabled: false},
    throttle: {enabled: false},
    log: {debug: () => {}, info: () => {}, warn: () => {}, error: () => {}},
  })
  const limited = withLimiter(kit, {lane: openLane(), pause: async () => {}})

  const token = {token: 'ghs_1', expires_at: '2100-01-01T00:00:00Z', permissions: {}, repository_selection: 'all'}
  github.post('/app/installations/7/access_tokens').reply(502).post('/app/installations/7/access_tokens').reply(201, token)
  github.post('/repos/ada/ants/issues').reply(201, {id: 1})
  github.get('/repos/ada/ants').times(40).reply(200, {id: 1})
  const writing = limited.request('POST /repos/ada/ants/issues', {title: 'Ants'})
  const reading = Array.from({length: 40}, () => limited.request('GET /repos/ada/ants'))
  expect((await Promise.all([writing, ...reading])).length).toBe(41)
})
