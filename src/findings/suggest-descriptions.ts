import type {RuleSettings} from '../../lint-rules/known-rules.ts'
import {entryAt} from '../list/entry-at.ts'
import type {Entry} from '../list/list.ts'
import {githubPlace} from '../url/repository.ts'
import type {RepositoryFacts} from '../verdict/repository-facts.ts'
import {descriptionFrom} from './description-from.ts'
import type {Finding} from './finding.ts'
import type {Fix} from './fix-of.ts'
import {type Linted, lintList} from './lint-list.ts'

/** The file that was linted, and by which rules. */
export interface LintedFile {
  readonly path: string
  readonly text: string
  readonly rules: RuleSettings
}

/**
 * The findings of a list; those of entries that lack a description and are a repository come with what its people say of it, as the list
 * would say it. It is their word and not ours, so it is offered and never applied unasked: `suggested`, not `expected`.
 */
export function suggestDescriptions(
  {list, conventions, findings}: Linted,
  file: LintedFile,
  factsOf: (url: string) => RepositoryFacts | undefined,
): readonly Finding[] {
  const separator = conventions.separator?.value
  if (separator === undefined || separator.trim() === '') return findings
  const entryOf = entryAt(list.entries)
  const suggestions = new Map<Finding, Suggestion>()
  for (const finding of findings) {
    if (finding.rule !== 'entry-description') continue
    const entry = entryOf(finding.place.start.offset)
    const words = entry && wordsFor(entry, factsOf(entry.link.url))
    const description = words && descriptionFrom(words, entry.name, conventions)
    if (entry === undefined || description === undefined) continue
    const {end} = entry.link.place
    suggestions.set(finding, {key: entry.key, fix: {place: {start: end, end}, text: separator + description}})
  }
  if (suggestions.size === 0) return findings

  const bad = spoilt({list, conventions, findings}, file, [...suggestions.values()])
  return findings.map(finding => {
    const suggestion = suggestions.get(finding)
    return suggestion === undefined || bad.has(suggestion.key) ? finding : {...finding, suggested: suggestion.fix}
  })
}

interface Suggestion {
  /** Of the entry. */
  readonly key: string
  readonly fix: Fix
}

/** What is told of an entry that is nothing but its link to a repository that anybody may see. */
function wordsFor(entry: Entry, facts: RepositoryFacts | undefined): string | undefined {
  if (facts === undefined || facts.isPrivate || githubPlace(entry.link.url, facts.site)?.rest !== '') return undefined
  const isBare = entry.form === 'item' && entry.link.place.end.offset === entry.place.end.offset
  return isBare ? facts.description : undefined
}

/** Entries of which there would be something new to tell with the suggested words: nobody is offered what is then found wrong. */
function spoilt({conventions, findings}: Linted, file: LintedFile, suggestions: readonly Suggestion[]): ReadonlySet<string> {
  const named = ({rule, subject}: Finding): string => `${rule} ${subject.key}`
  const known = new Set(findings.map(named))
  const {findings: then} = lintList({path: file.path, text: applied(file.text, suggestions)}, {rules: file.rules, conventions})
  return new Set(then.filter(finding => !known.has(named(finding))).map(({subject}) => subject.key))
}

function applied(text: string, suggestions: readonly Suggestion[]): string {
  let rest = text
  for (const {fix} of suggestions.toSorted((a, b) => b.fix.place.start.offset - a.fix.place.start.offset))
    rest = rest.slice(0, fix.place.start.offset) + fix.text + rest.slice(fix.place.end.offset)
  return rest
}
