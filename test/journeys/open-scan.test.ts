import {expect, test} from 'vitest'
import {openScan} from '../../src/journeys/open-scan.ts'
import {never} from '../github/octokit.ts'
import {dayMs, ref, type ScanWorld, scanWorld} from './scan-github.ts'

const settingsFile = '.github/listkeeper.yml'

const list = (name: string): string =>
  `# ${name}\n\n${['a', 'b', 'c', 'd', 'e', 'f'].map(letter => `- [${letter}](https://${letter}.example/${name}) - Is ${letter}.`).join('\n')}\n`

const open = ({outside}: ScanWorld, cause: 'first' | 'push' | 'schedule' | 'asked' = 'first') =>
  openScan(outside, ref, cause, never)
const paths = ({memory}: ScanWorld) => [
  ...new Set(memory.look('2').holdings.links.flatMap(({places}) => places.map(({path}) => path))),
]

test('a repository whose root readme is a list is scanned, with all its other lists', async () => {
  const world = scanWorld({
    'docs/more.md': list('more'),
    'README.md': list('ants'),
    'docs/prose.md': '# Prose\n\nWords.\n',
    'x.ts': '',
  })
  expect(await open(world)).toEqual({buckets: [0]})
  expect(paths(world)).toEqual(['README.md', 'docs/more.md'])
  const {holdings, scan, dueMs, awaited} = world.memory.look('2')
  expect(holdings).toMatchObject({headSha: 'a'.repeat(40), notes: []})
  expect(holdings.links).toHaveLength(12)
  expect(scan).toEqual({cause: 'first', begunMs: world.nowMs, headSha: 'a'.repeat(40)})
  expect(dueMs).toBeGreaterThan(world.nowMs)
  expect(awaited.size).toBe(12)
})

test.each([
  ['no Markdown', {'main.ts': ''}, 3],
  ['a readme that is no list', {'readme.md': '# Ants\n\nA library.\n', 'docs/list.md': list('x')}, 4],
  ['nothing', {}, 3],
])('a repository with %s costs few requests, and is let go', async (_, files, requests) => {
  const world = scanWorld(files)
  expect(await open(world)).toEqual({buckets: []})
  expect(world.github.calls).toHaveLength(requests)
  expect(world.memory.look('2').scan).toBeUndefined()
  expect(world.memory.look('2').dueMs).toBeUndefined()
})

test.each([
  ['archived', (world: ScanWorld) => Object.assign(world.github.about, {archived: true})],
  ['empty', (world: ScanWorld) => Object.assign(world.github, {head: ''})],
  [
    'not to be scanned by its settings',
    (world: ScanWorld) => Object.assign(world.github.files, {'.github/listkeeper.yml': 'issue: {enabled: false}\n'}),
  ],
])('a repository that is %s is let go, and that is no error', async (_, change) => {
  const world = scanWorld({'readme.md': list('ants')})
  await open(world)
  change(world)
  expect(await open(world, 'schedule')).toEqual({buckets: []})
  expect(world.memory.look('2')).toMatchObject({scan: undefined, dueMs: undefined, holdings: {links: []}})
})

const missing = (which: RegExp) => (world: ScanWorld) =>
  Object.assign(world.github, {
    before: (call: string) => (which.test(call) ? Response.json({message: 'Not Found'}, {status: 404}) : undefined),
  })

test.each([
  ['nothing of the repository', missing(/./)],
  [
    'that its installation is suspended',
    (world: ScanWorld) =>
      Object.assign(world.github, {
        before: () => Response.json({message: 'This installation has been suspended'}, {status: 403}),
      }),
  ],
  ['none of its files', missing(/\/git\/trees\//)],
  ['no settings that can be read', (world: ScanWorld) => Object.assign(world.github.files, {[settingsFile]: 'links: [\n'})],
])('where GitHub shows %s, all stays as it is until it shows more', async (_, change) => {
  const world = scanWorld({'readme.md': list('ants')})
  await open(world)
  const {holdings, dueMs} = world.memory.look('2')
  change(world)
  expect(await open(world, 'schedule')).toEqual({buckets: []})
  expect(world.memory.look('2')).toMatchObject({dueMs, holdings})
})

test.each(['readme.md', 'docs/more.md', settingsFile])(
  'a file that GitHub names and does not show, %s, is not taken for one without links',
  async path => {
    const world = scanWorld({'readme.md': list('ants'), 'docs/more.md': list('more'), [settingsFile]: 'failOn: never\n'})
    if (path === 'readme.md') delete world.github.files[settingsFile]
    await open(world)
    missing(new RegExp(`/contents/${path}$`))(world)
    await expect(open(world, 'schedule')).rejects.toThrow('does not show it yet')
    expect(world.memory.look('2').holdings.links).toHaveLength(12)
  },
)

test('where GitHub asks us to wait nothing is let go', async () => {
  const world = scanWorld({'readme.md': list('ants')})
  world.github.before = () => Response.json({message: 'You have exceeded a secondary rate limit'}, {status: 403})
  await expect(open(world)).rejects.toThrow('asks us to wait')
  expect(world.memory.look('2').dueMs).toBe(0)
})

test('a renamed repository is found by its id, under its name of today, also where another one has its old name', async () => {
  const world = scanWorld({'readme.md': list('ants')}, {name: 'ants-now'})
  world.github.before = call => {
    if (call === 'GET /repos/ada/ants') return Response.json({...JSON.parse(about), id: 99})
    if (call === 'GET /repositories/2') return Response.json({...JSON.parse(about), name: 'ants-now'})
    return undefined
  }
  await open(world)
  expect(world.memory.look('2').repository.repo).toBe('ants-now')
  expect(world.github.calls.slice(2).every(call => call.includes('/ada/ants-now/'))).toBe(true)
})

const about = JSON.stringify({
  id: 2,
  name: 'ants',
  owner: {login: 'ada'},
  private: false,
  archived: false,
  has_issues: true,
  default_branch: 'main',
  html_url: 'https://github.com/ada/ants',
})

test('the settings say which files are lists, also where the readme is none; what is wrong in them is noted', async () => {
  const settings = 'files: [lists/*.md]\nissue: {schedule: daily}\nlinks: {timeoutSeconds: 900}\n'
  const one = '- [One](https://one.example/)\n'
  const world = scanWorld({
    'readme.md': '# Words\n',
    'lists/one.md': one,
    'two.md': list('two'),
    '.github/listkeeper.yml': settings,
  })
  await open(world)
  const {holdings, dueMs = 0} = world.memory.look('2')
  expect(paths(world)).toEqual(['lists/one.md'])
  expect(holdings.notes).toHaveLength(1)
  expect(holdings.notes[0]).toMatch(/^`\.github\/listkeeper\.yml`, line 3: .*\.$/)
  expect(dueMs - world.nowMs).toBeLessThanOrEqual(2 * dayMs)
})

test('a push looks at new links alone, and leaves the schedule as it was', async () => {
  const world = scanWorld({'readme.md': list('ants')})
  await open(world)
  const {dueMs} = world.memory.look('2')
  for (const page of world.memory.pages.values())
    Object.assign(page, {isWanted: false, record: {verdict: {kind: 'alive'}, checkedMs: 0, sinceMs: 0, steady: 1}})
  world.memory.look('2').awaited.clear()
  world.github.files['readme.md'] = `${list('ants')}- [New](https://new.example/) - Is new.\n`
  world.nowMs += dayMs
  await open(world, 'push')
  expect([...world.memory.look('2').awaited]).toEqual([' https://new.example/'])
  expect(world.memory.look('2').dueMs).toBe(dueMs)
})

test('what a private list holds is in a scope of its installation, hosts that get its headers in one of its own', async () => {
  const world = scanWorld({'readme.md': list('ants')}, {private: true})
  await open(world)
  expect([...world.memory.pages.keys()].every(key => key.startsWith('1 '))).toBe(true)

  const settings = "links: {headers: {a.example: {Authorization: 'Bearer $WIKI'}}}\n"
  const open2 = scanWorld({'readme.md': list('ants'), '.github/listkeeper.yml': settings})
  const headerValues = [{name: 'WIKI', hosts: ['a.example'], value: 'secret'}]
  await openScan({...open2.outside, headerValues}, ref, 'first', never)
  expect([...open2.memory.pages.keys()].filter(key => !key.startsWith(' '))).toEqual(['1/2 https://a.example/ants'])
})

test('of more than a hundred files those nearest to the root are read, and it is noted', async () => {
  const more = Object.fromEntries(Array.from({length: 120}, (_, nth) => [`deep/er/${nth}.md`, list(String(nth))]))
  const world = scanWorld({...more, 'readme.md': list('ants'), 'near.md': list('near')})
  await open(world)
  expect(paths(world)).toHaveLength(100)
  expect(paths(world).slice(0, 2)).toEqual(['readme.md', 'near.md'])
  expect(world.memory.look('2').holdings.notes).toEqual([
    'Only 100 of 122 Markdown files were looked at, those nearest to the root.',
  ])
})
