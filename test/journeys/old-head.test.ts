import {expect, test} from 'vitest'
import {reviewPullRequest} from '../../src/journeys/review-pull-request.ts'
import type {Verdict} from '../../src/verdict/verdict.ts'
import {never, ref} from '../github/octokit.ts'
import {headSha, outsideOf, smallGitHub} from './small-github.ts'

const list = `# Ants\n\n${['Army', 'Fire', 'Leaf', 'Wood', 'Weaver'].map(name => `- [${name}](https://${name}.example) - Lives.\n`).join('')}`
const ghost = 'https://ghost.example'
const dead: Verdict = {kind: 'dead', reason: 'not-found', status: 404}

test('the check run of an old head does not claim that its problems are told on their lines', async () => {
  const github = smallGitHub(list, `${list}- [Ghost](${ghost}) - Hides.\n`)
  const {outside} = outsideOf(github, {[ghost]: dead})
  const summaries: unknown[] = []
  outside.octokit.hook.before('request', asked => {
    if (asked.method === 'PATCH' && asked.url.includes('/check-runs/')) summaries.push(JSON.stringify(asked['output']))
  })
  const {checkLinks} = outside
  const pushing: typeof checkLinks = async (urls, options, signal) => {
    if (github.head === headSha('c')) github.head = headSha('d')
    return checkLinks(urls, options, signal)
  }
  await reviewPullRequest({...outside, checkLinks: pushing}, ref, never)
  expect(summaries).toEqual([expect.stringContaining('1 is told below'), expect.stringContaining('1 is told on its line')])
})
