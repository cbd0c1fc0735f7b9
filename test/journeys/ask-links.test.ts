import {expect, test} from 'vitest'
import {askLinks, onCommandLine, onPullRequest} from '../../src/journeys/ask-links.ts'
import type {CheckLinks, LinkOptions} from '../../src/links/check-links.ts'
import type {Settings} from '../../src/settings/settings.ts'

const never = new AbortController().signal

/** A web in which everything is alive, that notes what it was asked. */
function web() {
  const asked: {urls: readonly string[]; options: LinkOptions}[] = []
  const checkLinks: CheckLinks = async (urls, options) => {
    asked.push({urls, options})
    return new Map(urls.map(url => [url, {kind: 'alive', reason: 'answers', status: 200, finalUrl: url}]))
  }
  return {asked, checkLinks}
}

const urls = (count: number) => Array.from({length: count}, (_, index) => `https://a.example/${index}`)

test('without settings a pull request is in a hurry and polite, and a command line waits for all of it', async () => {
  const {asked, checkLinks} = web()
  await askLinks({checkLinks}, urls(1), undefined, onPullRequest, never)
  await askLinks({checkLinks}, urls(1), {}, onCommandLine, never)
  expect(asked.map(({options}) => options)).toEqual([
    {timeoutMs: 10_000, deadlineMs: 60_000, concurrency: 128, perSite: 2, retries: 2},
    {timeoutMs: 10_000, deadlineMs: 90_000, concurrency: 128, perSite: 16, retries: 2},
  ])
})

test('settings override, in seconds', async () => {
  const {asked, checkLinks} = web()
  const settings: Settings['links'] = {timeoutSeconds: 3, deadlineSeconds: 20, concurrency: 4, perSite: 1, retries: 0}
  await askLinks({checkLinks}, urls(1), settings, onPullRequest, never)
  expect(asked[0]?.options).toEqual({timeoutMs: 3000, deadlineMs: 20_000, concurrency: 4, perSite: 1, retries: 0})
})

test('no list holds up a pull request for longer than five minutes', async () => {
  const {asked, checkLinks} = web()
  await askLinks({checkLinks}, urls(1), {deadlineSeconds: 1800}, onPullRequest, never)
  await askLinks({checkLinks}, urls(1), {deadlineSeconds: 1800}, onCommandLine, never)
  expect(asked.map(({options}) => options.deadlineMs)).toEqual([300_000, 1_800_000])
})

test('each address is asked for once; what the settings leave out is not, and says so', async () => {
  const {asked, checkLinks} = web()
  const [one = '', two = ''] = urls(2)
  const {verdicts, notes} = await askLinks({checkLinks}, [one, two, one], {ignore: [{url: two}]}, onPullRequest, never)
  expect(asked.map(({urls}) => urls)).toEqual([[one]])
  expect([...verdicts].map(([url, {kind, reason}]) => [url, kind, reason])).toEqual([
    [one, 'alive', 'answers'],
    [two, 'ignored', 'by-settings'],
  ])
  expect(notes).toEqual([])
})

test('a link that was left out until a day is asked for after it', async () => {
  const {asked, checkLinks} = web()
  const ignore = [{url: 'https://a.example/*', until: '2027-01-31'}]
  const at = (nowMs: number) => askLinks({checkLinks, now: () => nowMs}, urls(1), {ignore}, onPullRequest, never)
  await at(Date.UTC(2027, 0, 31))
  expect(asked).toHaveLength(0)
  await at(Date.UTC(2027, 1, 1))
  expect(asked).toHaveLength(1)
})

test('a pull request has at most so many links checked, and people are told', async () => {
  const {asked, checkLinks} = web()
  const {notes, verdicts} = await askLinks({checkLinks}, [...urls(301), 'docs/guide.md'], undefined, onPullRequest, never)
  expect(asked[0]?.urls).toEqual([...urls(300), 'docs/guide.md'])
  expect(verdicts.has('https://a.example/300')).toBe(false)
  expect(notes).toEqual(['Only the first 300 of 301 new links were checked.'])
  expect((await askLinks({checkLinks}, urls(5), {maxPerPullRequest: 2}, onPullRequest, never)).verdicts.size).toBe(2)
  expect((await askLinks({checkLinks}, urls(500), {maxPerPullRequest: 2}, onCommandLine, never)).verdicts.size).toBe(500)
})

test('with nothing to ask nobody is asked', async () => {
  const {asked, checkLinks} = web()
  await askLinks({checkLinks}, [], undefined, onPullRequest, never)
  expect(asked).toEqual([])
})
