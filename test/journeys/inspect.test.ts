import {expect, test} from 'vitest'
import type {FileChange} from '../../src/findings/change.ts'
import {inspectChange} from '../../src/journeys/inspect-change.ts'
import {inspectFiles} from '../../src/journeys/inspect-files.ts'
import type {CheckLinks} from '../../src/links/check-links.ts'
import type {Settings} from '../../src/settings/settings.ts'
import type {Verdict} from '../../src/verdict/verdict.ts'

const never = new AbortController().signal

const ants = 'Army Fire Leaf Wood Weaver Honey Bull Carpenter Trap Thief Ghostly Pharaoh'.split(' ')
const item = (name: string, address = `https://${name.toLowerCase()}.example`) => `- [${name}](${address}) - Lives here.\n`
const base = `# Ants\n\n${ants.map(name => item(name)).join('')}`

/** A web in which these addresses have a verdict, and all others are alive. */
function web(verdicts: Readonly<Record<string, Verdict>> = {}) {
  const asked: string[] = []
  const checkLinks: CheckLinks = async urls => {
    asked.push(...urls)
    return new Map(urls.map(url => [url, verdicts[url] ?? {kind: 'alive', reason: 'answers', status: 200, finalUrl: url}]))
  }
  return {asked, checkLinks}
}

/** A change at the end of a file: its new lines are the last ones. */
function appended(path: string, text: string, tip: string | undefined = base): FileChange {
  const start = base.split('\n').length
  const end = start + text.split('\n').length - 2
  const added = Array.from({length: end - start + 1}, (_, index) => start + index)
  return {path, tip, mergeBase: base, head: base + text, hunks: [{lines: {start: start - 3, end}, added, deletedAfter: []}]}
}

async function inspect(files: readonly FileChange[], settings: Settings = {}, verdicts: Readonly<Record<string, Verdict>> = {}) {
  const {asked, checkLinks} = web(verdicts)
  const inspection = await inspectChange({checkLinks}, {files, notes: []}, settings, never)
  return {...inspection, asked, says: inspection.findings.map(({rule, anchor}) => `${rule} on ${anchor.start.line}`)}
}

const moved: Verdict = {kind: 'moved', reason: 'permanent-redirect', status: 301, finalUrl: 'https://new.example/'}

test('only the links that a change adds are asked for, each once', async () => {
  const {asked, links, says, paths} = await inspect([
    appended('readme.md', item('Ghost') + item('Ghosts', 'https://ghost.example')),
  ])
  expect(asked).toEqual(['https://ghost.example'])
  expect(links.map(({url, occurrences}) => [url, occurrences.map(({place}) => place.start.line)])).toEqual([
    ['https://ghost.example', [15, 16]],
  ])
  expect(paths).toEqual(['readme.md'])
  expect(says).toContain('no-duplicate-url on 16')
})

test('a page that moved for good has its new address as the fix, where the address stands', async () => {
  const {findings} = await inspect(
    [appended('readme.md', item('Ghost', 'https://old.example/'))],
    {},
    {'https://old.example/': moved},
  )
  expect(findings).toMatchObject([
    {rule: 'moved-link', severity: 'warning', expected: ['https://new.example/'], place: {start: {line: 15, column: 11}}},
  ])
})

test('what was merged since counts too: a duplicate of yesterday’s entry is told, on this change’s own lines', async () => {
  const tip = base.replace('# Ants\n\n', `# Ants\n\n${item('Ghost')}`)
  const {says, asked} = await inspect([appended('readme.md', item('Spectre', 'https://ghost.example'), tip)])
  expect(says).toEqual(['no-duplicate-url on 15'])
  expect(asked).toEqual([])
})

test('what a list always had wrong is nobody’s change', async () => {
  const odd = base.replace('- [Fire](https://fire.example) - Lives', '- [Fire](https://fire.example): Lives')
  const change = appended('readme.md', item('Ghost'), odd)
  expect((await inspect([{...change, mergeBase: odd, head: odd + item('Ghost')}])).says).toEqual([])
})

test('a list says how it is written; a change that does otherwise is told so', async () => {
  const {says} = await inspect([appended('readme.md', '- [Ghost](https://ghost.example): Hides.\n')])
  expect(says).toEqual(['entry-separator on 15'])
})

test('a text is no list, unless the settings say so', async () => {
  const text: FileChange = {
    path: 'docs/guide.md',
    tip: undefined,
    mergeBase: undefined,
    head: 'See [this](https://a.example).\n',
    hunks: [{lines: {start: 1, end: 1}, added: [1], deletedAfter: []}],
  }
  expect(await inspect([text])).toMatchObject({paths: [], asked: []})
  expect(await inspect([text], {files: ['docs/*.md']})).toMatchObject({paths: ['docs/guide.md'], asked: ['https://a.example']})
})

test('a list that is emptied is still a list, and a file whose tip is gone is judged by where it came from', async () => {
  const emptied: FileChange = {path: 'readme.md', tip: base, mergeBase: base, head: '# Ants\n', hunks: []}
  expect((await inspect([emptied])).paths).toEqual(['readme.md'])
  expect(await inspect([{...appended('readme.md', item('Ghost')), tip: undefined}])).toMatchObject({
    paths: ['readme.md'],
    asked: ['https://ghost.example'],
  })
})

test('notes of what was not looked at stay, and links beyond the limit join them', async () => {
  const {checkLinks} = web()
  const change = {files: [appended('readme.md', item('One') + item('Two'))], notes: ['`huge.md` is too large to be looked at.']}
  const {notes} = await inspectChange({checkLinks}, change, {links: {maxPerPullRequest: 1}}, never)
  expect(notes).toEqual(['`huge.md` is too large to be looked at.', 'Only the first 1 of 2 new links were checked.'])
})

test('files on the command line are looked at whole, findings in the order of the text', async () => {
  const dead: Verdict = {kind: 'dead', reason: 'not-found', status: 404}
  const {checkLinks, asked} = web({'https://army.example': dead})
  const text = `${base}- [Ghost](https://ghost.example): Hides.\n`
  const {findings, links, paths} = await inspectFiles(
    {checkLinks},
    [
      {path: 'a.md', text},
      {path: 'b.md', text: 'No [list](https://a.example).\n'},
    ],
    {},
    never,
  )
  expect(paths).toEqual(['a.md', 'b.md'])
  expect(findings.map(({rule, path, place}) => [rule, path, place.start.line])).toEqual([
    ['dead-link', 'a.md', 3],
    ['entry-separator', 'a.md', 15],
  ])
  expect(asked).toHaveLength(14)
  expect(links).toHaveLength(14)
})

test('an inspection is plain data', async () => {
  const {checkLinks} = web({'https://ghost.example': moved})
  const inspection = await inspectChange({checkLinks}, {files: [appended('readme.md', item('Ghost'))], notes: []}, {}, never)
  expect(JSON.parse(JSON.stringify(inspection))).toEqual(JSON.parse(JSON.stringify(structuredClone(inspection))))
  expect(structuredClone(inspection)).toEqual(inspection)
})
