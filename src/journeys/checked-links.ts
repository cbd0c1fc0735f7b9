import type {Finding} from '../findings/finding.ts'
import type {CheckedLink, Inspection} from '../findings/inspection.ts'
import {linkFindings} from '../findings/link-findings.ts'
import {type ListChange, type NewLink, newLinks} from '../findings/new-links.ts'
import {withProofs} from '../findings/proven-moves.ts'
import {repositoryFindings} from '../findings/repository-findings.ts'
import type {Settings} from '../settings/settings.ts'
import {isBadge} from '../url/badge.ts'
import {factsIn, type RepositoryFacts} from '../verdict/repository-facts.ts'
import type {Verdict} from '../verdict/verdict.ts'
import {type Asking, askLinks, type Defaults} from './ask-links.ts'

/** The links that a change adds (of files: all of them), each with what it proves, and what is to be told of them. */
export interface CheckedLinks extends Pick<Inspection, 'links' | 'notes'> {
  /** By path, placed in what merging would bring. */
  readonly findings: ReadonlyMap<string, readonly Finding[]>
  /** Of the repository that an address lies in, as it stands in a list; undefined where nothing is known. */
  readonly factsOf: (url: string) => RepositoryFacts | undefined
}

/** Where links are none of a run's business. */
export const noLinks: CheckedLinks = {links: [], notes: [], findings: new Map(), factsOf: () => undefined}

/** Asks for the links that lists have and had not. */
export async function checkedLinks(
  outside: Asking,
  lists: readonly ListChange[],
  settings: Settings,
  defaults: Defaults,
  signal: AbortSignal,
): Promise<CheckedLinks> {
  const added = newLinks(lists)
  const badges = new Set(added.filter(isBadgeAlone).map(({url}) => url))
  const urls = added.map(({url}) => url).filter(url => !badges.has(url))
  const asked = settings.rules?.['prefer-https'] === 'off' ? defaults : {...defaults, httpsTwins: true}
  const {verdicts, repositories, notes} = await askLinks(outside, urls, settings.links, asked, signal)
  const factsOf = factsIn(repositories)
  const seen = added.flatMap(({url, occurrences}): CheckedLink[] => {
    const verdict = badges.has(url) ? badge : verdicts.get(url)
    return verdict === undefined ? [] : [{url, verdict, repository: repositories.get(url), occurrences}]
  })
  const links = withProofs(
    seen,
    lists.map(({result}) => result),
    factsOf,
  )
  const {now = Date.now} = outside
  const findings = [...linkFindings(links, settings.rules), ...repositoryFindings(links, settings, now())]
  return {links, notes, findings: Map.groupBy(findings, ({path}) => path), factsOf}
}

const badge: Verdict = {kind: 'ignored', reason: 'badge'}

/** Who links to a badge may have a reason to ask. */
const isBadgeAlone = ({url, occurrences}: NewLink): boolean => isBadge(url) && occurrences.every(({isImage}) => isImage)
