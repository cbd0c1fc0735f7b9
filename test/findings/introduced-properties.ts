import fc from 'fast-check'
import {expect} from 'vitest'
import type {Finding} from '../../src/findings/finding.ts'
import {introduced} from '../../src/findings/introduced.ts'
import {linesOf} from '../../src/findings/lines.ts'
import {lintList} from '../../src/findings/lint-list.ts'
import {mergeIntoTip} from '../../src/findings/merge-into-tip.ts'
import type {Conventions} from '../../src/list/list.ts'
import {applied} from '../lint-rules/applied.ts'
import {anyEntry, anyList, anyMove, moved, textOf} from './lists-arbitrary.ts'

const path = 'readme.md'
const lint = (text: string, conventions?: Conventions) => lintList({path, text}, {rules: {}, conventions})

/** What is said of a change, as the journey finds it. */
function findings(mergeBase: string, head: string, tip = mergeBase): Finding[] {
  const merge = mergeIntoTip({mergeBase, tip, head})
  const base = lint(merge.base ?? '')
  const result = lintList({path, text: merge.text}, {rules: {}, conventions: base.conventions, isNew: merge.isNew})
  return introduced({base: base.findings, result: result.findings}, merge, head)
}

const told = (all: readonly Finding[]): string[] =>
  all.map(({rule, subject, message}) => `${rule} of ${subject.key}: ${message}`).toSorted()

/** What is told of entries and of words, not of how sections and contents hang together. */
const ofStructure = new Set([
  'toc',
  'no-empty-section',
  'no-broken-fragment',
  'no-duplicate-headings',
  'single-h1',
  'heading-increment',
])
const ofText = (all: readonly Finding[]): string[] => told(all.filter(({rule}) => !ofStructure.has(rule)))

/** All that holds whatever the list and whatever the change. Titles are the promises. */
export const properties = {
  'applying all fixes raises nothing new, and a second pass changes nothing': fc.property(anyList, list => {
    const text = textOf(list)
    const {findings: before, conventions} = lint(text)
    const fixed = applied(text, before)
    const {findings: after} = lint(fixed, conventions)
    // What was part of a name is read as words for the first time, and without a line that stood there twice a section may turn out to be
    // sorted but for one entry: no fix can foresee these.
    const renamed = new Set(before.filter(({rule}) => rule === 'no-description-in-link').map(({subject}) => subject.key))
    const isForeseen = ({rule, subject}: Finding) =>
      rule !== 'alphabetical' && (rule === 'entry-punctuation' || !renamed.has(subject.key))
    const counts = (all: readonly Finding[]) =>
      new Map([...Map.groupBy(all.filter(isForeseen), ({rule}) => rule)].map(([rule, some]) => [rule, some.length]))
    for (const [rule, count] of counts(after))
      expect(count, `${rule} in\n${fixed}`).toBeLessThanOrEqual(counts(before).get(rule) ?? 0)
    // Fixes that overlapped are left for the next pass; then there are none.
    const twice = applied(fixed, after)
    expect(applied(twice, lint(twice, conventions).findings), 'a pass more').toBe(twice)
  }),

  'by its own habits, too, a list that was fixed stays as it is': fc.property(anyList, list => {
    const once = passes(textOf(list))
    expect(applied(once, lint(once).findings)).toBe(once)
  }),

  'moving, indenting or taking away old entries raises nothing about them': fc.property(
    anyList,
    fc.array(anyMove, {minLength: 1, maxLength: 3}),
    (list, moves) => {
      const head = textOf(moves.reduce(moved, list))
      expect(ofText(findings(textOf(list), head)), head).toEqual([])
    },
  ),

  'a change without entries introduces nothing': fc.property(
    anyList,
    fc.constantFrom('Kept by Ada.', 'Thanks to all who help.', '<!-- a comment -->'),
    (list, words) => {
      const base = textOf(list)
      const head = base.replace('# Awesome Ants\n', `# Awesome Ants\n\n${words}\n`)
      expect(told(findings(base, head))).toEqual([])
    },
  ),

  'what is said of a change stays the same wherever untouched sections stand': fc.property(
    anyList,
    anyEntry,
    fc.array(fc.nat(4), {maxLength: 4}),
    (list, entry, swaps) => {
      const add = (to: typeof list, title: string) => ({
        ...to,
        sections: to.sections.map(section =>
          section.title === title ? {...section, entries: [...section.entries, entry]} : section,
        ),
      })
      // Sections of one name are known by their order.
      const sections = [...new Map(list.sections.map(section => [section.title, section])).values()]
      const other = swaps.reduce((all, at) => [...all.slice(at), ...all.slice(0, at)], sections)
      const [one, two] = [
        {...list, sections},
        {...list, sections: other},
      ]
      const title = sections[0]?.title ?? ''
      const rules = (from: typeof list) =>
        told(findings(textOf(from), textOf(add(from, title)))).map(line => line.split(':', 1)[0])
      expect(rules(two)).toEqual(rules(one))
    },
  ),

  'nobody else’s merged work is blamed on a change': fc.property(
    anyList,
    anyEntry,
    anyEntry,
    fc.nat(4),
    fc.nat(4),
    fc.nat(9),
    (list, ours, theirs, section, theirSection, at) => {
      const put = (entry: string, to: number, place: number) => ({
        ...list,
        sections: list.sections.map((one, index) =>
          index === to % list.sections.length ? {...one, entries: one.entries.toSpliced(place, 0, entry)} : one,
        ),
      })
      const head = textOf(put(ours, section, 99))
      const tip = textOf(put(theirs, theirSection, at))
      for (const {anchor, rule} of findings(textOf(list), head, tip))
        expect(linesOf(head)[anchor.start.line - 1]?.trim(), rule).toBe(ours.trim())
    },
  ),

  'what a change adds is told on a line that it wrote': fc.property(
    anyList,
    anyEntry,
    fc.nat(4),
    fc.nat(9),
    (list, entry, section, at) => {
      const grown = {
        ...list,
        sections: list.sections.map((one, index) =>
          index === section ? {...one, entries: one.entries.toSpliced(at, 0, entry)} : one,
        ),
      }
      const head = textOf(grown)
      for (const {anchor, rule} of findings(textOf(list), head)) {
        expect(linesOf(head)[anchor.start.line - 1]?.trim(), rule).toBe(entry.trim())
      }
    },
  ),

  'a change that is taken back introduces nothing': fc.property(anyList, list => {
    const text = textOf(list)
    expect(findings(text, text)).toEqual([])
  }),
} as const

/** As `fix` does it: until nothing changes, a few times at most. */
function passes(text: string): string {
  let fixed = text
  for (let pass = 0; pass < 4; pass += 1) fixed = applied(fixed, lint(fixed).findings)
  return fixed
}

export function anyProperty(name: string): fc.IRawProperty<unknown> {
  const found = Object.entries(properties).find(([key]) => key === name)?.[1]
  if (found === undefined) throw new Error(`There is no property ${name}`)
  return found as fc.IRawProperty<unknown>
}
