import fc from 'fast-check'
import {expect, test} from 'vitest'
import type {Hunk} from '../../src/findings/change.ts'
import type {Finding} from '../../src/findings/finding.ts'
import {introduced} from '../../src/findings/introduced.ts'
import {linesOf} from '../../src/findings/lines.ts'
import {lintList} from '../../src/findings/lint-list.ts'
import {mergeIntoTip} from '../../src/findings/merge-into-tip.ts'

interface Versions {
  readonly mergeBase: string
  readonly tip?: string
  readonly head: string
  readonly hunks?: readonly Hunk[]
}

/** What is said of a change, as the journey finds it. */
function findings({mergeBase, tip = mergeBase, head, hunks = []}: Versions): Finding[] {
  const merge = mergeIntoTip({mergeBase, tip, head, hunks})
  const base = lintList({path: 'readme.md', text: merge.base ?? ''}, {rules: {}})
  const result = lintList({path: 'readme.md', text: merge.text}, {rules: {}, conventions: base.conventions, isNew: merge.isNew})
  return introduced({base: base.findings, result: result.findings}, merge, head)
}

const told = (versions: Versions) =>
  findings(versions).map(({rule, anchor}) => `${rule} on ${linesOf(versions.head)[anchor.start.line - 1]?.trim()}`)

const entry = (n: number) => `- [Ant ${n}](https://ant${n}.example) - Does thing ${n}.\n`
const entries = Array.from({length: 12}, (_, n) => entry(n))
const wrong = '- [Bee](https://bee.example): Hums.\n'
const list = (...lines: string[]) => `# Ants\n\n## Small\n\n${lines.join('')}`
const old = list(...entries)

test('a wrong line that a change adds is told on its line, with the fix', () => {
  const [finding, ...more] = findings({mergeBase: old, head: `${old}${wrong}`})
  expect(more).toEqual([])
  expect(finding).toMatchObject({rule: 'entry-separator', anchor: {start: {line: 17}}, expected: [' - ']})
})

test('what was wrong before is nobody’s, also when its line moves, its words or its address change', () => {
  const mergeBase = list(wrong, ...entries)
  expect(told({mergeBase, head: list(...entries, wrong)})).toEqual([])
  expect(told({mergeBase, head: list(wrong.replace('Hums', 'Hums well'), ...entries)})).toEqual([])
  expect(told({mergeBase, head: list(wrong.replace('bee.example', 'new-bee.example'), ...entries)})).toEqual([])
})

test('a duplicate of what was merged yesterday is told on the line that the change adds', () => {
  const bee = '- [Bee](https://bee.example) - Hums.\n'
  const versions = {mergeBase: old, tip: list(bee, ...entries), head: `${old}${bee}`}
  expect(told(versions)).toEqual([`no-duplicate-url on ${bee.trim()}`])
})

test('what others merged meanwhile is never blamed on the change', () => {
  const versions = {mergeBase: old, tip: list(wrong, ...entries), head: `${old}- [Cat](https://cat.example) - Purrs.\n`}
  expect(told(versions)).toEqual([])
})

test('a line of contents whose heading the change takes away is told, although nobody touched it', () => {
  const names = ['Army', 'Fire', 'Ghost', 'Leaf', 'Wood']
  const section = (name: string) => `\n## ${name}\n\n- [${name} ant](https://${name}.example) - Walks.\n`
  const contents = names.map(name => `- [${name}](#${name.toLowerCase()})\n`).join('')
  const mergeBase = `# Ants\n\n## Contents\n\n${contents}${names.map(section).join('')}`
  const [finding] = findings({mergeBase, head: mergeBase.replace(section('Leaf'), '')})
  expect(finding).toMatchObject({rule: 'toc', place: {start: {line: 8}}})
})

test('a convention that tips over makes nothing of old lines the change’s', () => {
  const finding = findings({mergeBase: old, head: `${old}${wrong}`})[0]
  if (finding === undefined) throw new Error('There is no finding')
  const head = `${old}${wrong}x\n`
  const merge = mergeIntoTip({mergeBase: `${old}${wrong}`, tip: `${old}${wrong}`, head})
  expect(introduced({base: [], result: [finding]}, merge, head)).toEqual([])
})

test('places are head’s, also where the tip has more lines above, and a fix is offered only for the same text', () => {
  const versions = {mergeBase: old, tip: `<!-- one -->\n<!-- two -->\n${old}`, head: `${old}${wrong}`}
  const [finding] = findings(versions)
  const {start, end} = finding?.place ?? {start: {offset: 0}, end: {offset: 0}}
  expect(versions.head.slice(start.offset, end.offset)).toBe(': ')
  expect(finding).toMatchObject({place: {start: {line: 17}}, anchor: {start: {line: 17}}, expected: [' - ']})
})

test('a new file is judged as a whole', () => {
  const merge = mergeIntoTip({mergeBase: undefined, tip: undefined, head: `${old}${wrong}`})
  const {findings: result} = lintList({path: 'new.md', text: merge.text}, {rules: {}, isNew: merge.isNew})
  expect(introduced({base: [], result}, merge, merge.text)).toHaveLength(1)
})

const anyEntry = fc
  .tuple(fc.nat(30), fc.constantFrom(' - ', ': ', ' – '))
  .map(([n, separator]) => `- [Ant ${n}](https://ant${n}.example)${separator}Does ${n}.\n`)
const anyList = fc.uniqueArray(anyEntry, {minLength: 0, maxLength: 16, selector: line => /\d+/.exec(line)?.[0]})

test('any order of old lines raises nothing, and taking some away neither', () => {
  fc.assert(
    fc.property(anyList, fc.infiniteStream(fc.nat(100)), fc.nat(3), (lines, order, cut) => {
      const shuffled = lines
        .map(line => ({line, at: order.next().value ?? 0}))
        .toSorted((one, other) => one.at - other.at)
        .map(({line}) => line)
      expect(told({mergeBase: list(...lines), head: list(...shuffled.slice(cut))})).toEqual([])
    }),
    {numRuns: 60},
  )
})

test('whatever is merged meanwhile, a change is told of lines that it added alone', () => {
  fc.assert(
    fc.property(anyList, anyEntry, anyEntry, fc.nat(16), fc.nat(16), (lines, ours, theirs, at, there) => {
      const mergeBase = list(...lines)
      const head = list(...lines.toSpliced(at, 0, ours))
      const tip = list(...lines.toSpliced(there, 0, theirs.replaceAll('Ant', 'Tip').replaceAll('ant', 'tip')))
      for (const {anchor} of findings({mergeBase, tip, head})) expect(linesOf(head)[anchor.start.line - 1]).toBe(ours)
    }),
    {numRuns: 60},
  )
})
