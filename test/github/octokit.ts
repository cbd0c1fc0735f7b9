import nock from 'nock'
import {ProbotOctokit} from 'probot'
import {afterAll, afterEach, beforeAll, expect} from 'vitest'
import {type LimiterOptions, withLimiter} from '../../src/github/limiter.ts'
import type {Octokit} from '../../src/github/octokit.ts'
import type {PullRef} from '../../src/github/pull-ref.ts'

/** The pull request of these tests. */
export const ref: PullRef = {installationId: '1', repositoryId: '2', owner: 'ada', repo: 'ants', number: 3}

export const never = new AbortController().signal

/** What octokit says to GitHub is answered by nock alone; an answer that a test prepared and nobody asked for fails it. */
export function intercept(): nock.Scope {
  beforeAll(() => {
    nock.disableNetConnect()
  })
  afterEach(() => {
    const pending = nock.pendingMocks()
    nock.cleanAll()
    expect(pending).toEqual([])
  })
  afterAll(() => {
    nock.restore()
  })
  return nock('https://api.github.com')
}

/** An octokit as the app has it: Probot's, its plug-ins off, behind our limiter, which neither waits nor looks at a clock here. */
export function octokit(options: LimiterOptions = {}, fetch: typeof globalThis.fetch = globalThis.fetch): Octokit {
  const kit = new ProbotOctokit({
    auth: {token: 'a token'},
    retry: {enabled: false},
    throttle: {enabled: false},
    request: {fetch},
    log: {debug: () => {}, info: () => {}, warn: () => {}, error: () => {}},
  })
  return withLimiter(kit, {now: () => 0, pause: async () => {}, ...options})
}
