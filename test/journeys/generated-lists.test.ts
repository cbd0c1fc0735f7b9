import {describe, expect, test} from 'vitest'
import type {FileChange} from '../../src/findings/change.ts'
import {setAsideByHistory} from '../../src/journeys/generated-lists.ts'
import {inspectChange} from '../../src/journeys/inspect-change.ts'
import {inspectFiles} from '../../src/journeys/inspect-files.ts'
import type {Settings} from '../../src/settings/settings.ts'

const never = new AbortController().signal

const item = (name: string, joint = ' - ') => `- [${name}](https://${name.toLowerCase()}.example)${joint}Lives here.\n`
const items = Array.from({length: 12}, (_, n) => item(`Ant${n}`)).join('')
const byComment = `<!-- Generated from data/ants.yml, do not edit -->\n\n# Ants\n\n${items}`
const plain = `# Ants\n\n${items}`
/** What a linter would correct. */
const wrong = item('Bee', ': ')

interface Case {
  readonly base?: string | undefined
  readonly head?: string
  readonly paths?: readonly string[]
  readonly settings?: Settings
  readonly commits?: readonly {readonly author: string; readonly subject: string}[]
  readonly hunks?: FileChange['hunks']
}

async function inspect({base, head = `${base}${wrong}`, paths, settings = {}, commits = [], hunks = []}: Case) {
  const asked: string[] = []
  const histories: string[] = []
  const outside = {
    checkLinks: async (urls: readonly string[]) => {
      asked.push(...urls)
      return new Map()
    },
  }
  const commitsTo = async (path: string) => {
    histories.push(path)
    return commits
  }
  const file: FileChange = {path: 'readme.md', tip: base, mergeBase: base, head, hunks}
  const change = {files: [file], notes: [], ...(paths && {paths})}
  const inspection = await inspectChange(outside, change, settings, never)
  const {findings, notes, links} = await setAsideByHistory(inspection, change, settings, commitsTo, never)
  const told = findings.map(({rule, severity, message, anchor}) => `${anchor.start.line} ${severity} ${rule}: ${message}`)
  return {told, notes, asked, histories, links}
}

describe('a list that a tool writes', () => {
  test('is told once, on the first line that a change by hand added, and nothing in it is linted or asked for', async () => {
    const hunks = [{lines: {start: 14, end: 18}, added: [17, 18], deletedAfter: []}]
    expect(await inspect({base: byComment, head: `${byComment}${wrong}${wrong}`, hunks})).toEqual({
      told: ['17 warning generated: A tool writes this file, so edit `data/ants.yml` instead'],
      notes: [],
      asked: [],
      histories: [],
      links: [],
    })
  })

  test('is told without hunks, too, and where lines were only taken away', async () => {
    expect((await inspect({base: byComment})).told).toEqual([expect.stringMatching(/^17 warning generated/)])
    expect((await inspect({base: byComment, head: byComment.replace(item('Ant3'), '')})).told).toHaveLength(1)
    const hunks = [{lines: {start: 5, end: 10}, added: [], deletedAfter: [7]}]
    expect((await inspect({base: byComment, head: byComment.replace(item('Ant3'), ''), hunks})).told).toEqual([
      expect.stringMatching(/^7 warning generated/),
    ])
  })

  test('raises nothing where its source changed too, wherever that lies', async () => {
    for (const source of ['data/ants.yml', 'lists/data/ants.yml']) {
      const {told, notes, asked} = await inspect({base: byComment, paths: ['readme.md', source]})
      expect(told).toEqual([])
      expect(asked).toEqual([])
      expect(notes).toEqual(['`readme.md` was not looked at: a tool writes it from `data/ants.yml`.'])
    }
    expect((await inspect({base: byComment, paths: ['readme.md', 'data/bees.yml']})).told).toHaveLength(1)
  })

  test('whose source nobody names is left alone where data or a template changed', async () => {
    const base = byComment.replace('Generated from data/ants.yml', 'Generated')
    expect((await inspect({base})).told).toEqual([
      '17 warning generated: A comment at its beginning says that a tool writes this file, so edit what it is written from instead',
    ])
    expect((await inspect({base, paths: ['readme.md', 'src/list.json']})).told).toEqual([])
  })

  test('begins or ends to be one without a word', async () => {
    expect((await inspect({base: plain, head: `<!-- This file is generated -->\n${plain}${wrong}`})).told).toEqual([])
    expect((await inspect({base: byComment, head: `${plain}${wrong}`})).told).toEqual([])
    expect((await inspect({base: undefined, head: `${byComment}${wrong}`})).told).toEqual([])
  })

  test('is what the settings say, and then nothing else is', async () => {
    expect((await inspect({base: plain, settings: {generated: {'*.md': ['data/**.yml', 'bees.csv']}}})).told).toEqual([
      '15 warning generated: A tool writes this file, so edit `data/**.yml` or `bees.csv` instead',
    ])
    expect((await inspect({base: plain, settings: {generated: {'*.md': 'data/**.yml'}}, paths: ['data/a/b.yml']})).told).toEqual(
      [],
    )
    expect((await inspect({base: plain, settings: {generated: ['readme.md']}})).told).toEqual([
      '15 warning generated: The settings say that a tool writes this file, so edit what it is written from instead',
    ])
    expect((await inspect({base: byComment, settings: {generated: []}})).told).toEqual([
      expect.stringMatching(/^17 \w+ entry-separator/),
    ])
  })

  test('is told as severely as the settings want, or not at all', async () => {
    expect((await inspect({base: byComment, settings: {rules: {generated: 'error'}}})).told).toEqual([
      expect.stringMatching(/^17 error generated/),
    ])
    expect((await inspect({base: byComment, settings: {rules: {generated: 'off'}}})).told).toEqual([])
  })

  test('is no concern where it is no list', async () => {
    const page = '<!-- This file is generated, do not edit -->\n# Words\n'
    expect(await inspect({base: page, head: `${page}More.\n`})).toMatchObject({told: [], notes: []})
  })
})

const byBot = Array.from({length: 60}, (_, n) => ({author: 'ant-bot', subject: `Update stars ${n}`}))

test('history is asked only where there is something to tell, and then takes its place', async () => {
  expect(await inspect({base: plain, commits: byBot})).toMatchObject({
    told: [
      '15 warning generated: A tool seems to write this file (most of its commits say `Update stars`), so edit what it is written from instead',
    ],
    histories: ['readme.md'],
    links: [],
  })
  expect(await inspect({base: plain, head: `${plain}${item('Bee')}`, commits: byBot})).toMatchObject({told: [], histories: []})
  expect(await inspect({base: plain, commits: byBot, settings: {generated: []}})).toMatchObject({histories: []})
  expect((await inspect({base: plain, commits: byBot.slice(0, 5)})).told).toEqual([expect.stringMatching(/entry-separator/)])
})

test('on the command line it is passed over with a note, also when somebody names it', async () => {
  const files = [
    {path: 'readme.md', text: byComment + wrong},
    {path: 'by-hand.md', text: plain + wrong},
  ]
  const checkLinks = async () => new Map()
  const {paths, findings, notes} = await inspectFiles({checkLinks}, files, {}, never)
  expect(paths).toEqual(['by-hand.md', 'readme.md'])
  expect(new Set(findings.map(({path}) => path))).toEqual(new Set(['by-hand.md']))
  expect(notes).toEqual(['`readme.md` was not looked at: a tool writes it from `data/ants.yml`.'])
})
