import {Octokit as PlainOctokit} from 'octokit'
import {type LimiterOptions, withLimiter} from './limiter.ts'
import type {Octokit} from './octokit.ts'

/** What a token can be used for: questions, and nothing that writes. */
export type TokenOctokit = Pick<Octokit, 'graphql'>

/**
 * GitHub's interface at `apiUrl`, for whoever has a token, behind our limiter. The token is sent there and nowhere else: no answer that
 * leads elsewhere is followed.
 */
export const tokenOctokit = (apiUrl: string, token: string, options: LimiterOptions = {}): TokenOctokit =>
  withLimiter(
    new PlainOctokit({
      auth: token,
      baseUrl: apiUrl,
      userAgent: 'listkeeper',
      retry: {enabled: false},
      throttle: {enabled: false},
      request: {redirect: 'error'},
      log: {debug: () => {}, info: () => {}, warn: () => {}, error: () => {}},
    }),
    options,
  )
