import {expect, test} from 'vitest'
import {linkKey} from '../../src/health/link-key.ts'
import type {Order} from '../../src/health/order.ts'
import type {ScanCause} from '../../src/health/scan-cause.ts'
import {checkPages} from '../../src/journeys/check-pages.ts'
import {keepIssue} from '../../src/journeys/keep-issue.ts'
import {openScan} from '../../src/journeys/open-scan.ts'
import {never} from '../github/octokit.ts'
import {dayMs, dead, ref, type ScanWorld, scanWorld} from './scan-github.ts'

const urls = Array.from('abcdefghij', letter => `https://${letter}.example/`)
const readme = `# Ants\n\n${urls.map((url, nth) => `- [Ant ${nth}](${url}) - Is an ant.`).join('\n')}\n`
const gone = 'https://b.example/'
/** One scan is enough: strikes have their own tests. */
const settings = 'strikes: {scans: 1, days: 0}\n'

const rotten = (): ScanWorld => {
  const world = scanWorld({'readme.md': readme, '.github/listkeeper.yml': settings})
  world.verdicts[gone] = dead
  return world
}

const keep = ({outside}: ScanWorld) => keepIssue(outside, ref, never)

async function scan(world: ScanWorld, cause: ScanCause = 'schedule') {
  await openScan(world.outside, ref, cause, never)
  while ((await checkPages(world.outside, 0, never)).more) {}
  return keep(world)
}

async function week(world: ScanWorld, cause: ScanCause = 'schedule') {
  world.nowMs += 8 * dayMs
  return scan(world, cause)
}

const writes = ({github}: ScanWorld, from = 0) =>
  github.calls.slice(from).filter(call => /^(?:POST|PATCH) .*\/issues(?:\/\d+)?$/.test(call))

const order = (world: ScanWorld, given: Order, more: {login?: string; commentId?: string} = {}) =>
  world.memory.order('2', {id: String(world.nowMs), order: given, login: 'ada', atMs: world.nowMs, ...more})

test('a dead link makes one issue and one check run; a scan that finds the same changes neither state nor number', async () => {
  const world = rotten()
  await scan(world, 'first')
  expect(world.github.issues).toMatchObject([{number: 1, title: 'Link health', state: 'OPEN'}])
  expect(world.github.issues[0]?.body).toContain(gone)
  expect(world.memory.memory('2')).toMatchObject({number: 1, notifications: 1})
  expect(world.memory.memory('2').begunMs).toBeUndefined()
  expect([...world.github.checks.keys()]).toEqual([world.github.head])
  await week(world)
  expect(world.github.issues).toHaveLength(1)
  expect(world.memory.look('2').trend).toHaveLength(2)
})

test('a healthy list gets a check run and no issue, and the same again writes nothing', async () => {
  const world = scanWorld({'readme.md': readme})
  await scan(world, 'first')
  expect(writes(world)).toEqual([])
  expect(world.github.checks.size).toBe(1)
  const before = world.github.calls.length
  await keep(world)
  expect(world.github.calls.slice(before).filter(call => /^(?:POST|PATCH) (?!\/graphql)/.test(call))).toEqual([])
})

test('mended, it is closed by us after two clean scans; dead once more, the same one is opened again', async () => {
  const world = rotten()
  await scan(world, 'first')
  delete world.verdicts[gone]
  await week(world)
  expect(world.github.issues[0]?.state).toBe('OPEN')
  await week(world)
  expect(world.github.issues[0]?.state).toBe('CLOSED')
  world.verdicts[gone] = dead
  await week(world)
  expect(world.github.issues).toMatchObject([{state: 'OPEN'}])
  expect(world.memory.memory('2').notifications).toBe(3)
})

test('an answer that was lost makes no second issue', async () => {
  const world = rotten()
  world.github.after = call =>
    /^POST .*\/issues$/.test(call) ? Response.json({message: 'Bad gateway'}, {status: 502}) : undefined
  await expect(scan(world, 'first')).rejects.toThrow('answer of GitHub was lost')
  expect(world.memory.memory('2')).toMatchObject({begunMs: world.nowMs, notifications: 0})
  world.github.after = () => undefined
  await keep(world)
  expect(world.github.issues).toHaveLength(1)
  expect(world.memory.memory('2')).toMatchObject({number: 1, notifications: 1})
})

test('killed before GitHub took it, it is made once GitHub has shown twice that it is not there', async () => {
  const world = rotten()
  let isDown = true
  world.github.before = call =>
    isDown && /^POST .*\/issues$/.test(call) ? Response.json({message: 'Bad gateway'}, {status: 502}) : undefined
  await expect(scan(world, 'first')).rejects.toThrow('answer of GitHub was lost')
  isDown = false
  const before = world.github.calls.length
  await keep(world)
  expect(world.github.calls.slice(before).filter(call => /^GET .*\/issues$/.test(call))).toHaveLength(2)
  expect(world.told).toContain('paused 3000')
  expect(world.github.issues).toHaveLength(1)
})

test('an issue of an earlier life, of which no memory is left, is found and kept', async () => {
  const world = rotten()
  await scan(world, 'first')
  await world.memory.store.remember('2', {cleanScans: 0, told: [], notifications: 0}, never)
  await week(world)
  expect(world.github.issues).toHaveLength(1)
  expect(world.memory.memory('2').number).toBe(1)
})

test('an issue that was deleted is never made again, unless somebody asks', async () => {
  const world = rotten()
  await scan(world, 'first')
  world.github.issues.pop()
  await week(world)
  expect(world.github.issues).toEqual([])
  expect(world.memory.memory('2').isUnwanted).toBe(true)
  await week(world)
  expect(world.github.issues).toEqual([])
  await week(world, 'asked')
  expect(world.github.issues).toHaveLength(1)
})

test('a repository without issues gets its check run alone, and that is no error', async () => {
  const world = rotten()
  world.github.about = {has_issues: false}
  await scan(world, 'first')
  expect(writes(world)).toEqual([])
  expect(world.github.checks.size).toBe(1)

  const off = rotten()
  off.github.before = call =>
    /^POST .*\/issues$/.test(call) ? Response.json({message: 'Issues are disabled'}, {status: 410}) : undefined
  await scan(off, 'first')
  expect(off.memory.memory('2')).toEqual({cleanScans: 0, told: [], notifications: 0})
})

test('ticks in the body are carried out, unticked and shown; those of a program are nobody’s', async () => {
  const world = rotten()
  await scan(world, 'first')
  const [issue] = world.github.issues
  if (issue === undefined) throw new Error('There is no issue')
  const ticked = issue.body.replace(`- [ ] ${tickOf(issue.body)}`, `- [x] ${tickOf(issue.body)}`)
  expect(ticked).not.toBe(issue.body)
  Object.assign(issue, {body: ticked, editor: {__typename: 'Bot', login: 'other'}})
  await keep(world)
  expect(world.memory.look('2').decisions).toEqual([])

  Object.assign(issue, {body: ticked, editor: {__typename: 'User', login: 'ada'}})
  await keep(world)
  expect(world.memory.look('2').decisions).toMatchObject([{url: gone, kind: 'ignore', by: 'ada'}])
  expect(issue.body).not.toMatch(/\[x\]/)
  expect(issue.body).toMatch(/ignored/i)
})

/** What stands behind the box that ignores the dead link. */
const tickOf = (body: string): string => {
  const found = new RegExp(`- \\[ \\] (.*<!-- listkeeper ignore ${linkKey(gone)} -->)`).exec(body)?.[1]
  if (found === undefined) throw new Error(`There is no box to tick in ${body}`)
  return found
}

test.each([
  ['an order of somebody with triage', {kind: 'ignore', url: gone}, 'ada', ['eyes', 'rocket'], 1],
  ['an order of a passer-by', {kind: 'ignore', url: gone}, 'mallory', ['eyes', 'confused'], 0],
  ['an order about a link that is not listed', {kind: 'snooze', url: 'https://other.example/'}, 'ada', ['eyes', 'confused'], 0],
] as const)('%s by a comment gets its reactions', async (_, given, login, reactions, decisions) => {
  const world = rotten()
  await scan(world, 'first')
  order(world, given, {login, commentId: '9007199254740993'})
  expect(await keep(world)).toEqual({scanAgain: false})
  expect(world.github.reactions).toEqual(reactions)
  expect(world.github.calls).toContain('POST /repos/ada/ants/issues/comments/9007199254740993/reactions')
  expect(world.memory.look('2').decisions).toHaveLength(decisions)
  expect(world.memory.look('2').orders).toEqual([])
})

test('hundreds of comments of a passer-by are answered five times; what was carried out before a kill is not done again', async () => {
  const world = rotten()
  await scan(world, 'first')
  for (let nth = 0; nth < 300; nth += 1)
    world.memory.order('2', {id: `${nth}`, order: {kind: 'scan'}, login: 'stranger', atMs: 0, commentId: `${nth}`})
  expect(await keep(world)).toEqual({scanAgain: false})
  expect(world.github.reactions).toEqual(Array.from({length: 5}, () => ['eyes', 'confused']).flat())
  expect(world.memory.look('2').orders).toEqual([])

  for (let nth = 0; nth < 120; nth += 1)
    world.memory.order('2', {id: `${nth}`, order: {kind: 'ignore', url: gone}, login: 'ada', atMs: 0, commentId: `${nth}`})
  const {settleOrders} = world.outside.store
  let settled = 0
  world.memory.store.settleOrders = async (...given) => {
    settled += 1
    if (settled > 1) throw new Error('killed')
    await settleOrders(...given)
  }
  await expect(keep(world)).rejects.toThrow('killed')
  expect(world.memory.look('2').orders).toHaveLength(70)
})

test('who asks for a scan gets one; a deleted comment is no error', async () => {
  const world = rotten()
  await scan(world, 'first')
  order(world, {kind: 'scan'}, {commentId: '1'})
  world.github.before = call => (/reactions$/.test(call) ? Response.json({message: 'Not Found'}, {status: 404}) : undefined)
  expect(await keep(world)).toEqual({scanAgain: true})
  expect(world.memory.look('2').dueMs).toBe(world.nowMs)
  expect(world.memory.look('2').orders).toEqual([])
})

test('when our own network fails nothing is said, records are as before, and the next scan is an hour away', async () => {
  const world = scanWorld({'readme.md': readme, '.github/listkeeper.yml': settings})
  await scan(world, 'first')
  for (const url of urls) world.verdicts[url] = dead
  await week(world)
  expect(world.github.issues).toEqual([])
  const {dueMs, scan: open, trend} = world.memory.look('2')
  expect(dueMs).toBe(world.nowMs + 3_600_000)
  expect(open).toBeUndefined()
  expect(trend).toHaveLength(1)
  expect(world.memory.pages.get(` ${gone}`)?.record?.verdict.kind).toBe('alive')
})

test('a push counts as no scan', async () => {
  const world = rotten()
  await scan(world, 'first')
  await week(world, 'push')
  expect(world.memory.look('2').trend).toHaveLength(1)
  expect(world.memory.look('2').scan).toBeUndefined()
})

test('a scan that waits for its pages says nothing, for six hours at most', async () => {
  const world = rotten()
  await openScan(world.outside, ref, 'first', never)
  await keep(world)
  expect(world.memory.look('2').scan).toBeDefined()
  expect(world.github.checks.size).toBe(0)
  world.nowMs += 6 * 3_600_000
  await keep(world)
  expect(world.memory.look('2').scan).toBeUndefined()
  expect(world.github.issues).toEqual([])
})

test('a repository that GitHub shows nothing of is not forgotten for that, and one that was let go asks nobody for anything', async () => {
  const world = rotten()
  await scan(world, 'first')
  await openScan(world.outside, ref, 'schedule', never)
  world.github.isGone = true
  expect(await keep(world)).toEqual({scanAgain: false})
  expect(world.memory.look('2')).toMatchObject({scan: undefined, trend: [{dead: 1}]})
  expect(world.memory.look('2').holdings.links).toHaveLength(10)

  const none = scanWorld({})
  expect(await keep(none)).toEqual({scanAgain: false})
  expect(none.github.calls).toEqual([])
})

test.each(['links: [\n', 'issue: {enabled: of course not}\n', 'extends: bob/lists\n'])(
  'settings that leave open what people want, %j, have nothing said but that',
  async broken => {
    const world = rotten()
    world.github.before = call => (call === 'GET /repos/bob/lists' ? Response.json({}, {status: 404}) : undefined)
    await openScan(world.outside, ref, 'first', never)
    while ((await checkPages(world.outside, 0, never)).more) {}
    world.github.files['.github/listkeeper.yml'] = broken
    await keep(world)
    await week(world)
    expect(writes(world)).toEqual([])
    expect(world.github.checks.get(world.github.head)).toMatchObject({title: 'The settings can’t be read'})
    world.github.files['.github/listkeeper.yml'] = settings
    await week(world)
    expect(world.github.issues).toHaveLength(1)
  },
)

test('an open issue that the settings do not want any more hears so, once, and is left to people', async () => {
  const world = rotten()
  await scan(world, 'first')
  world.github.files['.github/listkeeper.yml'] = 'issue: {enabled: false}\n'
  const before = world.github.calls.length
  await week(world)
  expect(writes(world, before)).toEqual(['PATCH /repos/ada/ants/issues/1'])
  expect(world.github.issues[0]?.state).toBe('OPEN')
  await keep(world)
  expect(writes(world, before)).toHaveLength(1)
})

test.each(['POST issue', 'PATCH issue', 'check run', 'remember'])(
  'killed at any %s and run again, it ends as in one run',
  async where => {
    const world = rotten()
    await scan(world, 'first')
    const undisturbed = world.github.issues.map(({title, state}) => ({title, state}))

    const again = rotten()
    let kills = 3
    const dies = (is: boolean) => {
      if (!is || kills === 0) return
      kills -= 1
      throw new Error('killed')
    }
    again.github.after = call => {
      dies(where === 'POST issue' && /^POST .*\/issues$/.test(call))
      dies(where === 'PATCH issue' && /^PATCH .*\/issues/.test(call))
      dies(where === 'check run' && /check-runs$/.test(call))
      return undefined
    }
    const {remember} = again.memory.store
    const store = {
      ...again.memory.store,
      remember: async (...args: Parameters<typeof remember>) => {
        dies(where === 'remember')
        return remember(...args)
      },
    }
    const outside = {...again.outside, store}
    await openScan(outside, ref, 'first', never)
    while ((await checkPages(outside, 0, never)).more) {}
    for (let runs = 0; runs < 8; runs += 1) await keepIssue(outside, ref, never).catch(() => {})
    expect(again.github.issues.map(({title, state}) => ({title, state}))).toEqual(undisturbed)
    expect(again.memory.memory('2')).toMatchObject({number: 1, notifications: 1})
    expect(again.memory.look('2').trend).toHaveLength(1)
  },
)
