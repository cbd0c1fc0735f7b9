import type {Finding} from '../../src/findings/finding.ts'
import {introduced} from '../../src/findings/introduced.ts'
import {lintList} from '../../src/findings/lint-list.ts'
import {mergeIntoTip} from '../../src/findings/merge-into-tip.ts'
import type {RealChange, Regretted} from './changes.ts'

/** What a rule's findings put right, in the classes of the collection. */
const classesOf: Readonly<Record<string, readonly string[]>> = {
  'entry-separator': ['separator', 'spacing'],
  'entry-punctuation': ['final-stop', 'punctuation'],
  'entry-casing': ['case'],
  'entry-name': ['name', 'case'],
  'entry-suffix': ['markup', 'spacing'],
  'no-description-in-link': ['name'],
  'no-duplicate-url': ['duplicate', 'url'],
  'no-duplicate-name': ['duplicate', 'name'],
  alphabetical: ['order'],
  toc: ['contents'],
  'no-broken-fragment': ['contents', 'url'],
  'no-bare-url': ['markup', 'name', 'url'],
  'no-tracking': ['url'],
  'valid-url': ['url', 'markup', 'name', 'spacing'],
  'no-mojibake': ['punctuation', 'spelling', 'name'],
  encoding: ['punctuation', 'spelling', 'name', 'url'],
  'no-stray': ['punctuation', 'markup', 'spelling', 'spacing'],
  spelling: ['spelling', 'name', 'url'],
  'proper-names': ['case', 'name', 'spelling'],
  table: ['markup', 'case', 'spacing', 'order', 'punctuation', 'final-stop', 'name'],
  style: ['spacing', 'markup'],
  'no-undefined-references': ['markup'],
  'no-empty-url': ['url', 'markup'],
  'no-reference-like-url': ['url', 'markup'],
  'no-heading-content-indent': ['spacing'],
}

export const isOfClass = ({rule}: Finding, name: string): boolean => classesOf[rule]?.includes(name) === true

/** What a change introduces, as a pull request with it would be judged. */
export function judged({base, head}: RealChange): readonly Finding[] {
  const path = 'README.md'
  const merge = mergeIntoTip({tip: base, mergeBase: base, head, hunks: []})
  const before = lintList({path, text: base}, {rules: {}})
  const after = lintList({path, text: merge.text}, {rules: {}, conventions: before.conventions, isNew: merge.isNew})
  return introduced({base: before.findings, result: after.findings}, merge, head)
}

export const linesOf = (text: string): string[] => text.split('\n').map(line => line.replace(/\r+$/, ''))

/** Did a finding on the line tell of what was put right, or would the fixes have made of the line what maintainers made of it? */
export function isCaught(item: Regretted, findings: readonly Finding[], lines: readonly string[]): boolean {
  const here = findings.filter(({place: {start}}) => start.line === item.lineNo || lines[start.line - 1] === item.line)
  if (here.some(finding => isOfClass(finding, item.class))) return true
  if (item.class === 'contents') {
    const title = item.line
      .replace(/^#+\s*|\s*#*$/g, '')
      .trim()
      .toLowerCase()
    return findings.some(finding => isOfClass(finding, 'contents') && finding.message.toLowerCase().includes(title))
  }
  if (item.after === null || item.class === 'order' || item.class === 'duplicate') return false
  const wanted = item.after.trimEnd()
  return [here, ...here.map(finding => [finding])].some(some => some.length > 0 && fixed(item.line, some).trimEnd() === wanted)
}

/** A line once the findings' first proposals stand in it; of two that overlap the later one. */
function fixed(line: string, findings: readonly Finding[]): string {
  let text = line
  let last = line.length
  const inLine = findings.filter(({place: {start, end}, expected}) => expected.length > 0 && start.line === end.line)
  for (const {place, expected} of inLine.toSorted((a, b) => b.place.start.column - a.place.start.column)) {
    if (place.end.column - 1 > last) continue
    text = text.slice(0, place.start.column - 1) + expected[0] + text.slice(place.end.column - 1)
    last = place.start.column - 1
  }
  return text
}
