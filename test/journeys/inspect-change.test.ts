import {expect, test} from 'vitest'
import {inspectChange} from '../../src/journeys/inspect-change.ts'
import type {CheckLinks} from '../../src/links/check-links.ts'

const never = new AbortController().signal

const item = (name: string, url: string) => `- [${name}](${url}) - Lives here.\n`
const base = `# Ants\n\n${['Army', 'Fire', 'Leaf', 'Wood', 'Weaver'].map(name => item(name, `https://${name}.example`)).join('')}`

function inspectAdded(text: string, checkLinks: CheckLinks = async () => new Map(), most = 1) {
  const head = base + text
  const added = Array.from({length: text.split('\n').length - 1}, (_, index) => 8 + index)
  const hunks = [{lines: {start: 5, end: 7 + added.length}, added, deletedAfter: []}]
  const file = {path: 'readme.md', tip: base, mergeBase: base, head, hunks}
  return inspectChange({checkLinks}, {files: [file], notes: []}, {links: {maxPerPullRequest: most}}, never)
}

test('links beyond the limit are there, and nobody knows what they prove', async () => {
  const {links} = await inspectAdded(item('Ghost', 'https://ghost.example') + item('Thief', 'https://thief.example'))
  expect(links.map(({url, verdict}) => [url, verdict.reason])).toEqual([['https://thief.example', 'over-limit']])
})

test('a badge is not asked for, an image is, and a missing one is told as such', async () => {
  const asked: string[] = []
  const {links, findings} = await inspectAdded(
    `![Ant](https://i.example/ant.png) [![Badge](https://img.shields.io/x)](https://ci.example)\n`,
    async urls => {
      asked.push(...urls)
      return new Map(urls.map(url => [url, {kind: 'dead', reason: 'not-found', status: 404}]))
    },
    5,
  )
  expect(asked.toSorted()).toEqual(['https://ci.example', 'https://i.example/ant.png'])
  expect(links.map(({url, verdict}) => [url, verdict.reason])).toContainEqual(['https://img.shields.io/x', 'badge'])
  expect(findings.filter(({rule}) => rule === 'dead-link').map(({message}) => message)).toEqual([
    'This image is missing: the server answers `404 Not Found`',
    'This link is dead: the server answers `404 Not Found`',
  ])
})
