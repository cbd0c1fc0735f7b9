import {githubPlace} from '../url/repository.ts'
import type {RepositoryFacts} from '../verdict/repository-facts.ts'
import type {Finding} from './finding.ts'
import type {CheckedLink} from './inspection.ts'
import {type LinkRuleSettings, type LinkTold, tellOnEach} from './tell-on-each.ts'

/** What is told of listed repositories, beside what is told of their links. */
export const repositoryRules = ['archived-repository', 'stale-repository'] as const

/** What a repository's settings say of it (`repositories`, `rules`). */
export interface RepositorySettings {
  readonly rules?: LinkRuleSettings | undefined
  readonly repositories?: {readonly archived?: boolean; readonly staleAfterMonths?: number} | undefined
}

/**
 * The findings of repositories that links lead to, once a file, however many addresses lead there. Nothing of a private one: who reads the
 * list may not be allowed to see it.
 */
export function repositoryFindings(
  links: readonly CheckedLink[],
  {rules = {}, repositories = {}}: RepositorySettings,
  nowMs: number,
): Finding[] {
  const said = new Set<string>()
  return links.flatMap(link => {
    const {repository, verdict} = link
    if (repository === undefined || repository === 'unknown' || repository.isPrivate) return []
    // Of what is gone there is nothing more to say.
    if (verdict.kind === 'dead' || !isAbout(link.url, repository)) return []
    const about = told(repository, repositories, nowMs)
    if (about === undefined) return []
    return tellOnEach(link, about, rules).filter(({path}) => {
      const key = `${repository.id} ${path}`
      const isFirst = !said.has(key)
      said.add(key)
      return isFirst
    })
  })
}

/** A link to an issue or a file is about that, whatever becomes of the repository; one to a folder is about what is made there. */
export const isAbout = (url: string, {site}: Pick<RepositoryFacts, 'site'>): boolean =>
  /^(?:tree\/|$)/.test(githubPlace(url, site)?.rest ?? '-')

function told(
  {isArchived, lastCommitMs}: RepositoryFacts,
  {archived = true, staleAfterMonths}: NonNullable<RepositorySettings['repositories']>,
  nowMs: number,
): LinkTold<(typeof repositoryRules)[number]> | undefined {
  if (isArchived) {
    const message = 'This repository is archived: it is no longer worked on'
    return archived ? {rule: 'archived-repository', severity: 'warning', message, url: undefined} : undefined
  }
  if (staleAfterMonths === undefined || lastCommitMs === undefined) return undefined
  const months = monthsBetween(lastCommitMs, nowMs)
  if (months < staleAfterMonths) return undefined
  const message = `The last commit to this repository is ${ago(months)} old`
  return {rule: 'stale-repository', severity: 'warning', message, url: undefined}
}

/** On average. */
const monthMs = (365.25 / 12) * 86_400_000

/** Whole months, both moments in epoch milliseconds. */
export const monthsBetween = (fromMs: number, toMs: number): number => Math.floor((toMs - fromMs) / monthMs)

/** So many months in words. */
export const ago = (months: number): string =>
  months >= 24 ? `${Math.floor(months / 12)} years` : months === 1 ? '1 month' : `${months} months`
