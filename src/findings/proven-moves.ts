import type {Entry, List} from '../list/list.ts'
import {githubPlace} from '../url/repository.ts'
import {provenSuccessor} from '../verdict/proven-successor.ts'
import type {RepositoryFacts} from '../verdict/repository-facts.ts'
import type {Verdict} from '../verdict/verdict.ts'
import type {CheckedLink} from './inspection.ts'

/**
 * Links that lead to another site for good have moved where the entry that they stand in proves it: by its name, or by what its repository
 * names as its homepage. All others are as they were.
 */
export function withProofs(
  links: readonly CheckedLink[],
  lists: readonly List[],
  factsOf: (url: string) => RepositoryFacts | undefined,
): readonly CheckedLink[] {
  if (!links.some(({verdict}) => isElsewhere(verdict))) return links
  const entries = entriesByLink(lists)
  return links.map(link => {
    if (!isElsewhere(link.verdict)) return link
    for (const entry of entries.get(link.url) ?? []) {
      const verdict = provenBy(entry, link, factsOf)
      if (verdict !== undefined) return {...link, verdict}
    }
    return link
  })
}

const isElsewhere = (verdict: Verdict): boolean => verdict.kind === 'unverified' && verdict.elsewhere !== undefined

function entriesByLink(lists: readonly List[]): ReadonlyMap<string, readonly Entry[]> {
  const pairs = lists.flatMap(({entries}) => entries.flatMap(entry => entry.links.map(({url}) => ({url, entry}))))
  return new Map([...Map.groupBy(pairs, ({url}) => url)].map(([url, pairs]) => [url, pairs.map(({entry}) => entry)]))
}

function provenBy(
  entry: Entry,
  {url, verdict}: CheckedLink,
  factsOf: (url: string) => RepositoryFacts | undefined,
): Verdict | undefined {
  const name = entry.link.url === url ? entry.name : undefined
  // The repository itself speaks for an entry; one of which a file or an issue is mentioned does not.
  const homepages = entry.links.flatMap(link => {
    const facts = factsOf(link.url)
    const speaks = facts !== undefined && !facts.isPrivate && githubPlace(link.url, facts.site)?.rest === ''
    return speaks && facts.homepage !== undefined ? [facts.homepage] : []
  })
  for (const homepageUrl of [undefined, ...homepages]) {
    const proven = provenSuccessor(verdict, {url, name, homepageUrl})
    if (proven !== undefined) return proven
  }
  return undefined
}
