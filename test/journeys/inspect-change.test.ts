import {expect, test} from 'vitest'
import {inspectChange} from '../../src/journeys/inspect-change.ts'

const never = new AbortController().signal

const item = (name: string, url: string) => `- [${name}](${url}) - Lives here.\n`
const base = `# Ants\n\n${['Army', 'Fire', 'Leaf', 'Wood', 'Weaver'].map(name => item(name, `https://${name}.example`)).join('')}`

function inspectAdded(text: string) {
  const head = base + text
  const added = Array.from({length: text.split('\n').length - 1}, (_, index) => 8 + index)
  const hunks = [{lines: {start: 5, end: 7 + added.length}, added, deletedAfter: []}]
  const file = {path: 'readme.md', tip: base, mergeBase: base, head, hunks}
  const checkLinks = async () => new Map()
  return inspectChange({checkLinks}, {files: [file], notes: []}, {links: {maxPerPullRequest: 1}}, never)
}

test('addresses of links beyond the limit are named', async () => {
  const {unasked} = await inspectAdded(item('Ghost', 'https://ghost.example') + item('Thief', 'https://thief.example'))
  expect(unasked).toEqual(['https://thief.example'])
})
