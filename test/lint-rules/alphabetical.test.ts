import fc from 'fast-check'
import {expect, test} from 'vitest'
import {ruleIds} from '../../lint-rules/known-rules.ts'
import {applyFixes} from '../../src/findings/fixes.ts'
import {introduced} from '../../src/findings/introduced.ts'
import {lintList} from '../../src/findings/lint-list.ts'
import {mergeIntoTip} from '../../src/findings/merge-into-tip.ts'

const rules = Object.fromEntries(ruleIds.filter(id => id !== 'alphabetical').map(id => [id, 'off' as const]))
const path = 'readme.md'

const item = (name: string): string => `- [${name}](https://${name.toLowerCase().replaceAll(/[^a-z\d]/g, '')}.example) - Nice.\n`

/** What a change to a list introduces. */
function change(base: string, head: string) {
  const merge = mergeIntoTip({tip: base, mergeBase: base, head, hunks: []})
  const before = lintList({path, text: base}, {rules})
  const after = lintList({path, text: head}, {rules, isNew: merge.isNew, conventions: before.conventions})
  return introduced({base: before.findings, result: after.findings}, merge, head)
}

const animals = ['Ant', 'Bee', 'Cat', 'Dog', 'Eel', 'Fox', 'Gnu', 'Hen', 'Ibis', 'Jay']
const base = animals.map(item).join('')

test('one that was added at the end moves up to its place, and is told on its own line', () => {
  const head = base + item('Crow')
  const [finding, ...others] = change(base, head)
  expect(others).toEqual([])
  expect(finding?.message).toBe('This entry is out of alphabetical order, expected between `Cat` and `Dog`')
  expect([finding?.place.start.line, finding?.anchor.start.line, finding?.expected]).toEqual([11, 11, []])
  expect(applyFixes(head, finding === undefined ? [] : [finding]).text).toBe([...animals, 'Crow'].toSorted().map(item).join(''))
})

test('what stands below it moves along, with the line ends of Windows too', () => {
  const windows = (text: string) => text.replaceAll('\n', '\r\n')
  const crow = `${item('Crow')}  It caws.\n  - [Raven](https://raven.example) - Larger.\n`
  const head = windows(crow + base)
  const expected = windows(base.replace(item('Dog'), crow + item('Dog')))
  expect(applyFixes(head, change(windows(base), head)).text).toBe(expected)
})

test.each([
  ['blank lines between', base.replaceAll('\n', '\n\n'), `${item('Crow')}\n`],
  ['numbers', animals.map(name => item(name).replace('-', '1.')).join(''), item('Crow').replace('-', '1.')],
])('no move where lines can not just change places: %s', (_, before, added) => {
  const [finding] = change(before, before + added)
  expect(finding?.message).toContain('between `Cat` and `Dog`')
  expect(finding?.swap).toBeUndefined()
})

test('a removal, a move, a new indentation, a corrected address: no entry is new', () => {
  const lines = animals.map(item)
  const without = lines.toSpliced(3, 1).join('')
  const moved = [...lines.toSpliced(2, 1), lines[2] ?? ''].join('')
  const indented = base.replace(item('Jay'), `  ${item('Jay')}`)
  const corrected = moved.replace('https://cat.example', 'https://cat.example/new')
  for (const head of [without, moved, indented, corrected]) expect(change(base, head)).toEqual([])
})

const names = fc.uniqueArray(fc.stringMatching(/^[A-Za-z]{2,6}$/), {
  minLength: 1,
  maxLength: 5,
  selector: name => name.toLowerCase(),
})

test('wherever entries are added to a list in order: told are only they, and once they are moved nothing is left to say', () => {
  fc.assert(
    fc.property(names, fc.array(fc.nat(10), {minLength: 5, maxLength: 5}), (added, positions) => {
      const lines = animals.map(item)
      for (const [index, name] of added.entries()) lines.splice(positions[index] ?? 0, 0, item(`Z${name}`))
      let head = lines.join('')
      for (let round = 0; round < 10; round += 1) {
        const findings = change(base, head)
        expect(findings.every(({subject}) => subject.name.startsWith('Z'))).toBe(true)
        const fixed = applyFixes(head, findings)
        if (fixed.applied.length === 0) break
        head = fixed.text
      }
      expect(head.split('\n').toSorted()).toEqual(lines.join('').split('\n').toSorted())
      expect(change(base, head)).toEqual([])
    }),
    {numRuns: 40},
  )
})
