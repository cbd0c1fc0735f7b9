import {expect, test} from 'vitest'
import {askLinks, onCommandLine, onPullRequest} from '../../src/journeys/ask-links.ts'
import type {CheckLinks, LinkOptions} from '../../src/links/check-links.ts'
import type {Settings} from '../../src/settings/settings.ts'
import type {RepositoryFacts} from '../../src/verdict/repository-facts.ts'
import type {Verdict} from '../../src/verdict/verdict.ts'
import {repositoryFacts} from '../verdict/facts.ts'

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

const kindsOf = (verdicts: ReadonlyMap<string, Verdict>) =>
  Object.fromEntries([...Map.groupBy(verdicts.values(), ({reason}) => reason)].map(([reason, all]) => [reason, all.length]))

test('a pull request has at most so many links checked, and people are told', async () => {
  const {asked, checkLinks} = web()
  const sites = Array.from({length: 301}, (_, index) => `https://a${index}.example/`)
  const {notes, verdicts} = await askLinks({checkLinks}, [...sites, 'docs/guide.md'], undefined, onPullRequest, never)
  expect(asked[0]?.urls).toEqual([...sites.slice(0, 300), 'docs/guide.md'])
  expect(verdicts.get('https://a300.example/')).toMatchObject({kind: 'unverified', reason: 'over-limit'})
  expect(notes).toEqual(['Only the first 300 of 301 new links were checked.'])
  expect(kindsOf((await askLinks({checkLinks}, urls(5), {maxPerPullRequest: 2}, onPullRequest, never)).verdicts)).toEqual({
    answers: 2,
    'over-limit': 3,
  })
  expect(kindsOf((await askLinks({checkLinks}, urls(500), {maxPerPullRequest: 2}, onCommandLine, never)).verdicts)).toEqual({
    answers: 500,
  })
})

test('a pull request has at most sixty pages of one site checked, however its address is written, and people are told', async () => {
  const {asked, checkLinks} = web()
  const crowd = Array.from({length: 70}, (_, index) => `https://${index % 2 === 0 ? 'www.' : ''}a.example/${index}`)
  const twice = ['https://b.example/x#one', 'https://b.example/x#two']
  const {notes, verdicts} = await askLinks({checkLinks}, [...crowd, ...twice], undefined, onPullRequest, never)
  expect(asked[0]?.urls).toEqual([...crowd.slice(0, 60), ...twice])
  expect(kindsOf(verdicts)).toEqual({answers: 62, 'over-limit': 10})
  expect(notes).toEqual(['Only the first 60 of 70 new links to `a.example` were checked, so as not to burden it.'])
})

test('what was not reached is counted, with the deadline that it had', async () => {
  const late: Verdict = {kind: 'unverified', reason: 'not-reached', status: undefined, detail: ''}
  const checkLinks: CheckLinks = async urls => new Map(urls.map(url => [url, late]))
  const ask = (count: number, signal = never) => askLinks({checkLinks}, urls(count), undefined, onCommandLine, signal)
  expect((await ask(12)).notes).toEqual(['12 links were not reached before the deadline of 90 s.'])
  expect((await ask(1, AbortSignal.abort('enough'))).notes).toEqual(['1 link was not reached before it was stopped.'])
})

test('links beyond the requests that an account has are counted', async () => {
  const beyond: Verdict = {kind: 'unverified', reason: 'over-limit', status: undefined, detail: ''}
  const checkLinks: CheckLinks = async urls => new Map(urls.map(url => [url, beyond]))
  const {notes} = await askLinks({checkLinks}, urls(2), undefined, onPullRequest, never)
  expect(notes).toEqual([
    '2 links were not checked, since one account may cause no more than 1,000 requests in ten minutes, and one pull request no more than 180 to one site.',
  ])
})

test.each([
  ['a refusal', {kind: 'unverified', reason: 'refuses-bots', status: 403, detail: ''}, [403], 'alive accepted'],
  [
    'a refusal, another status',
    {kind: 'unverified', reason: 'refuses-bots', status: 403, detail: ''},
    [401],
    'unverified refuses-bots',
  ],
  ['a missing page', {kind: 'dead', reason: 'not-found', status: 404}, [404], 'alive accepted'],
  ['a move', {kind: 'moved', reason: 'permanent-redirect', status: 301, finalUrl: 'https://b.example/'}, [301], 'alive accepted'],
  ['a domain for sale', {kind: 'unverified', reason: 'for-sale', status: 200, detail: ''}, [200, 403], 'unverified for-sale'],
  ['another site', {kind: 'unverified', reason: 'other-site', status: 302, detail: ''}, [302], 'unverified other-site'],
  ['no answer', {kind: 'unverified', reason: 'timeout', status: undefined, detail: ''}, [403], 'unverified timeout'],
] as const)('%s is what the settings accept: %j, %j, %s', async (_, verdict, accept, seen) => {
  const checkLinks: CheckLinks = async urls => new Map(urls.map(url => [url, verdict]))
  const {verdicts} = await askLinks({checkLinks}, ['https://a.example/'], {accept}, onPullRequest, never)
  expect([...verdicts.values()].map(({kind, reason}) => `${kind} ${reason}`)).toEqual([seen])
})

test('GitHub’s word that there is a repository counts; what it says nothing of, and pages within one, are asked for', async () => {
  const {asked, checkLinks} = web()
  const page = 'https://github.com/ada/ants'
  const urls = [page, `${page}/issues/7`, 'https://github.com/ada/bees', 'https://a.example/']
  const renamed = repositoryFacts({name: 'ada/all-ants'})
  const told: (readonly string[])[] = []
  const askRepositories = async (urls: readonly string[]) => {
    told.push(urls)
    return {
      repositories: new Map<string, RepositoryFacts | 'unknown'>([
        [page, renamed],
        [`${page}/issues/7`, renamed],
        ['https://github.com/ada/bees', 'unknown'],
      ]),
      notes: ['GitHub was slow.'],
    }
  }
  const {verdicts, repositories, notes} = await askLinks({checkLinks, askRepositories}, urls, undefined, onPullRequest, never)
  expect([told, asked.map(({urls}) => urls)]).toEqual([[urls], [urls.slice(1)]])
  expect([...verdicts].map(([url, verdict]) => [url, verdict.kind, 'finalUrl' in verdict ? verdict.finalUrl : ''])).toEqual([
    [page, 'moved', 'https://github.com/ada/all-ants'],
    [`${page}/issues/7`, 'moved', 'https://github.com/ada/all-ants/issues/7'],
    ['https://github.com/ada/bees', 'alive', 'https://github.com/ada/bees'],
    ['https://a.example/', 'alive', 'https://a.example/'],
  ])
  expect([repositories.get(page), notes]).toEqual([renamed, ['GitHub was slow.']])
})

test('repositories that GitHub answers for are no burden to its site', async () => {
  const {asked, checkLinks} = web()
  const urls = Array.from({length: 100}, (_, nth) => `https://github.com/ada/ant-${nth}`)
  const askRepositories = async (urls: readonly string[]) => ({
    repositories: new Map(urls.map(url => [url, repositoryFacts({name: url.slice('https://github.com/'.length)})])),
    notes: [],
  })
  const {verdicts} = await askLinks({checkLinks, askRepositories}, urls, undefined, onPullRequest, never)
  expect([kindsOf(verdicts), asked]).toEqual([{exists: 100}, []])
})

test('where GitHub asks to wait, that is for who asked to decide; where somebody stops us, what is known is still told', async () => {
  const {checkLinks} = web()
  const askRepositories = async () => {
    throw new Error('wait')
  }
  const ask = (signal: AbortSignal) => askLinks({checkLinks, askRepositories}, urls(1), undefined, onPullRequest, signal)
  await expect(ask(never)).rejects.toThrow('wait')
  expect((await ask(AbortSignal.abort('enough'))).verdicts.size).toBe(1)
})

test('fragments are looked for where the settings ask for it, and twins over https where the caller does', async () => {
  const {asked, checkLinks} = web()
  await askLinks({checkLinks}, urls(1), {fragments: true}, onPullRequest, never)
  await askLinks({checkLinks}, urls(1), {fragments: false}, {...onPullRequest, httpsTwins: true}, never)
  expect(asked.map(({options: {fragments, httpsTwins}}) => [fragments, httpsTwins])).toEqual([
    [true, undefined],
    [undefined, true],
  ])
})

test('with nothing to ask nobody is asked', async () => {
  const {asked, checkLinks} = web()
  await askLinks({checkLinks}, [], undefined, onPullRequest, never)
  expect(asked).toEqual([])
})
