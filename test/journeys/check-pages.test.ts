import {expect, test} from 'vitest'
import {PostponedError} from '../../src/github/limiter.ts'
import type {RepositoryAnswers} from '../../src/github/repository-answers.ts'
import {checkPages} from '../../src/journeys/check-pages.ts'
import {openScan} from '../../src/journeys/open-scan.ts'
import type {LinkOptions} from '../../src/links/check-links.ts'
import type {RepositoryFacts} from '../../src/verdict/repository-facts.ts'
import type {Verdict} from '../../src/verdict/verdict.ts'
import {never} from '../github/octokit.ts'
import {dayMs, dead, ref, type ScanWorld, scanWorld} from './scan-github.ts'

const listOf = (urls: readonly string[]): string =>
  `# Ants\n\n${urls.map((url, nth) => `- [Ant ${nth}](${url}) - Is an ant.`).join('\n')}\n`
const urls = ['https://a.example/', 'https://b.example/', 'https://c.example/', 'https://github.com/ada/tool']

async function opened(
  links: readonly string[] = urls,
  about: Record<string, unknown> = {},
  settings?: string,
): Promise<ScanWorld> {
  const world = scanWorld({'readme.md': listOf(links), ...(settings && {'.github/listkeeper.yml': settings})}, about)
  await openScan(world.outside, ref, 'first', never)
  return world
}

const check = ({outside}: ScanWorld) => checkPages(outside, 0, never)
const unasked = (reason: 'paused-site' | 'silent-site' | 'not-reached' | 'over-limit'): Verdict => ({
  kind: 'unverified',
  reason,
  status: undefined,
  detail: '',
})

const facts: RepositoryFacts = {
  site: 'https://github.com',
  id: 'R1',
  name: 'ada/tool',
  isPrivate: false,
  isArchived: true,
  isFork: false,
  createdMs: 0,
  lastCommitMs: 0,
  defaultBranch: 'main',
  stars: 1,
  description: undefined,
  homepage: undefined,
  licence: undefined,
}
const answering =
  (told: RepositoryFacts) =>
  async () =>
  async (asked: readonly string[]): Promise<RepositoryAnswers> => ({
    repositories: new Map(asked.filter(url => url.includes('github.com')).map(url => [url, told] as const)),
    notes: [],
  })

test('wanted pages are asked for and recorded; the last one sends for the issue of the repository that waits', async () => {
  const world = await opened()
  world.verdicts['https://b.example/'] = dead
  expect(await check(world)).toEqual({more: true, repositories: [expect.objectContaining({repositoryId: '2'})]})
  expect(world.asked.toSorted()).toEqual(urls)
  const {record} = world.memory.pages.get(' https://b.example/') ?? {}
  expect(record).toMatchObject({verdict: dead, checkedMs: world.nowMs, strikes: {count: 1}})
  expect(await check(world)).toEqual({more: false, repositories: []})
  expect(world.asked).toHaveLength(4)
})

test("GitHub's word that a repository exists counts without asking for its page; what is private is told to nobody", async () => {
  const world = await opened()
  const askRepositoriesFor = answering(facts)
  await checkPages({...world.outside, askRepositoriesFor}, 0, never)
  expect(world.asked).not.toContain('https://github.com/ada/tool')
  expect(world.memory.pages.get(' https://github.com/ada/tool')?.record).toMatchObject({
    verdict: {kind: 'alive', reason: 'exists'},
    repository: {id: 'R1', isArchived: true},
  })

  const closed = await opened()
  await checkPages({...closed.outside, askRepositoriesFor: answering({...facts, isPrivate: true})}, 0, never)
  expect(closed.asked).toContain('https://github.com/ada/tool')
  expect(JSON.stringify([...closed.memory.pages])).not.toContain('R1')
})

test('a private list is told what its installation sees', async () => {
  const world = await opened(urls, {private: true})
  await checkPages({...world.outside, askRepositoriesFor: answering({...facts, isPrivate: true})}, 0, never)
  expect(world.asked).not.toContain('https://github.com/ada/tool')
  expect(world.memory.pages.get('1 https://github.com/ada/tool')?.record?.verdict.kind).toBe('alive')
})

test('repositories that several installations want are asked for at once, by the next where one has to wait', async () => {
  const world = await opened()
  const {wantedPages} = world.outside.store
  world.outside.store.wantedPages = async (...how) =>
    (await wantedPages(...how)).map((wanted, nth) => ({...wanted, wantedBy: {...ref, installationId: String(nth + 1)}}))
  const asked: [string, number][] = []
  const askRepositoriesFor = async (installationId: string) => async (pages: readonly string[]) => {
    asked.push([installationId, pages.length])
    if (installationId === '1') throw new PostponedError(world.nowMs + 1000, 'too much')
    return answering(facts)().then(ask => ask(pages))
  }
  await checkPages({...world.outside, askRepositoriesFor}, 0, never)
  expect(asked).toEqual([
    ['1', 4],
    ['2', 4],
  ])
  expect(world.asked).not.toContain('https://github.com/ada/tool')
})

test('while GitHub asks us to wait its pages stay wanted, and the others are checked', async () => {
  const world = await opened()
  const askRepositoriesFor = async () => async () => {
    throw new PostponedError(1, 'a test')
  }
  expect(await checkPages({...world.outside, askRepositoriesFor}, 0, never)).toEqual({more: true, repositories: []})
  expect(world.asked).toHaveLength(3)
  expect(world.memory.pages.get(' https://github.com/ada/tool')).toMatchObject({isWanted: true, record: undefined})
})

test('what was not asked is recorded as nothing, makes room for other sites, and counts once its site had two hours', async () => {
  const paused = Array.from({length: 30}, (_, nth) => `https://busy.example/${nth}`)
  const world = await opened([...paused, 'https://z.example/'])
  for (const url of paused) world.verdicts[url] = unasked('paused-site')
  expect((await check(world)).more).toBe(true)
  expect(world.memory.pages.get(' https://z.example/')?.record).toBeDefined()
  expect(await check(world)).toEqual({more: false, repositories: []})
  expect(world.memory.pages.get(' https://busy.example/0')).toMatchObject({isWanted: true, record: undefined})

  world.nowMs += 2 * 3_600_000
  expect((await check(world)).more).toBe(true)
  expect(world.memory.pages.get(' https://busy.example/0')).toMatchObject({
    isWanted: false,
    record: {verdict: {kind: 'unverified', reason: 'paused-site'}},
  })
  expect((await check(world)).repositories).toHaveLength(1)
})

test('a site that answers again has its patience back', async () => {
  const world = await opened(['https://a.example/', 'https://b.example/', 'https://c.example/'])
  world.verdicts['https://a.example/'] = unasked('silent-site')
  await check(world)
  expect(world.memory.sites.get('a.example')).toEqual({limit: 4, leftMs: world.nowMs})
  delete world.verdicts['https://a.example/']
  world.nowMs += dayMs
  await check(world)
  expect(world.memory.sites.get('a.example')).toEqual({limit: 4})
})

test('a dead page gets a copy looked for once, unless only a private list holds it', async () => {
  const world = await opened()
  world.verdicts['https://b.example/'] = dead
  await check(world)
  expect(world.copies).toEqual(['https://b.example/'])
  world.nowMs += 8 * dayMs
  await openScan(world.outside, ref, 'schedule', never)
  await check(world)
  expect(world.copies).toHaveLength(1)
  expect(world.memory.pages.get(' https://b.example/')?.record).toMatchObject({
    strikes: {count: 2},
    copy: {url: 'https://web.archive.org/web/1/https://b.example/'},
  })

  const closed = await opened(urls, {private: true})
  closed.verdicts['https://b.example/'] = dead
  await check(closed)
  expect(closed.copies).toEqual([])
})

test('headers of the settings go to pages of that repository alone', async () => {
  const settings = "links: {headers: {a.example: {Authorization: 'Bearer $WIKI'}}}\n"
  const world = scanWorld({'readme.md': listOf(urls), '.github/listkeeper.yml': settings})
  const outside = {...world.outside, headerValues: [{name: 'WIKI', hosts: ['a.example'], value: 'secret'}]}
  await openScan(outside, ref, 'first', never)
  const sent: [readonly string[], LinkOptions['headers']][] = []
  const engine = {
    ...outside.engine,
    checkLinks: async (asked: readonly string[], options: LinkOptions) => {
      sent.push([asked, options.headers])
      return new Map<string, Verdict>()
    },
  }
  await checkPages({...outside, engine}, 0, never)
  const withHeaders = sent.filter(([, headers]) => headers !== undefined)
  expect(new Set(withHeaders.flatMap(([asked]) => asked))).toEqual(new Set(['https://a.example/']))
  expect([...(withHeaders[0]?.[1] ?? [])]).toEqual([['a.example', {authorization: 'Bearer secret'}]])
})

test('a page that changes its standing outside of a scan sends for the issues of all that hold it', async () => {
  const world = await opened()
  world.verdicts['https://b.example/'] = dead
  await check(world)
  world.memory.look('2').scan = undefined
  const page = world.memory.pages.get(' https://b.example/')
  Object.assign(page ?? {}, {isWanted: true})
  world.nowMs += dayMs
  expect((await check(world)).repositories).toMatchObject([{repositoryId: '2'}])

  Object.assign(world.memory.pages.get(' https://a.example/') ?? {}, {isWanted: true})
  world.nowMs += dayMs
  expect((await check(world)).repositories).toEqual([])
})
