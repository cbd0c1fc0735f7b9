import type {Finding} from '../findings/finding.ts'
import type {CheckedLink, Inspection} from '../findings/inspection.ts'
import {linkFindings} from '../findings/link-findings.ts'
import {type ListChange, newLinks} from '../findings/new-links.ts'
import {repositoryFindings} from '../findings/repository-findings.ts'
import type {Settings} from '../settings/settings.ts'
import {type Asking, askLinks, type Defaults} from './ask-links.ts'

/** The links that a change adds (of files: all of them), each with what it proves, and what is to be told of them. */
export interface CheckedLinks extends Required<Pick<Inspection, 'links' | 'unasked' | 'notes'>> {
  /** By path, placed in what merging would bring. */
  readonly findings: ReadonlyMap<string, readonly Finding[]>
}

/** Where links are none of a run's business. */
export const noLinks: CheckedLinks = {links: [], unasked: [], notes: [], findings: new Map()}

/** Asks for the links that lists have and had not. */
export async function checkedLinks(
  outside: Asking,
  lists: readonly ListChange[],
  settings: Settings,
  defaults: Defaults,
  signal: AbortSignal,
): Promise<CheckedLinks> {
  const added = newLinks(lists)
  const urls = added.map(({url}) => url)
  const {verdicts, repositories, unasked, notes} = await askLinks(outside, urls, settings.links, defaults, signal)
  const links = added.flatMap(({url, occurrences}): CheckedLink[] => {
    const verdict = verdicts.get(url)
    return verdict === undefined ? [] : [{url, verdict, repository: repositories.get(url), occurrences}]
  })
  const {now = Date.now} = outside
  const findings = [...linkFindings(links, settings.rules), ...repositoryFindings(links, settings, now())]
  return {links, unasked, notes, findings: Map.groupBy(findings, ({path}) => path)}
}
