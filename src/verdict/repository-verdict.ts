import {parseHttp} from '../url/page.ts'
import {githubPlace, renamedTo} from '../url/repository.ts'
import type {RepositoryFacts} from './repository-facts.ts'
import type {Verdict} from './verdict.ts'

/**
 * What it proves about a link that its repository exists, without asking for the page. Undefined: nothing, for a page within the repository
 * may be gone. `fragments`: somebody wants to know whether there is what the fragment names, which takes the page.
 */
export function judgeRepository(url: string, facts: RepositoryFacts, fragments: boolean): Verdict | undefined {
  const parsed = parseHttp(url)
  // By `http:` or `www.` there is a redirect on the way, and what that proves is for the page to say.
  if (parsed === undefined || parsed.origin !== facts.site) return undefined
  if (!isFront(parsed, facts) || (fragments && parsed.hash !== '' && parsed.hash !== '#readme')) return undefined
  const finalUrl = renamed(url, facts)
  return finalUrl === undefined
    ? {kind: 'alive', reason: 'exists', status: undefined, finalUrl: url.trim()}
    : {kind: 'moved', reason: 'renamed', status: undefined, finalUrl}
}

/**
 * What is proven about a link whose page was asked for and whose repository is known. A page that lives in a repository of another name is
 * moved, to the same place below that name; all else is what the page proves.
 */
export function withRepository(url: string, verdict: Verdict, facts: RepositoryFacts): Verdict {
  const finalUrl = verdict.kind === 'alive' || verdict.kind === 'moved' ? renamed(url, facts) : undefined
  if (finalUrl === undefined) return verdict
  if (verdict.kind === 'alive') return {kind: 'moved', reason: 'renamed', status: verdict.status, finalUrl}
  return verdict.kind === 'moved' && isIn(verdict.finalUrl, facts) ? {...verdict, reason: 'renamed'} : verdict
}

/** The repository's own page, which there is wherever there is a repository. */
function isFront({pathname, search, origin, href}: URL, {defaultBranch}: RepositoryFacts): boolean {
  const rest = githubPlace(href, origin)?.rest
  if (rest === undefined || !/^(?:\?tab=[\w-]+)?$/.test(search)) return false
  // A slash too many is nothing that GitHub forgives.
  return !pathname.includes('//') && (rest === '' || (defaultBranch !== undefined && rest === `tree/${defaultBranch}`))
}

/** The link below the repository's name of today; undefined where it has that name already. GitHub does not tell capitals from small letters. */
function renamed(url: string, {site, name, isPrivate}: RepositoryFacts): string | undefined {
  // What a private repository is called is told to nobody.
  if (isPrivate || githubPlace(url, site) === undefined) return undefined
  return isIn(url, {site, name}) ? undefined : renamedTo(url, name)
}

function isIn(url: string, {site, name}: Pick<RepositoryFacts, 'site' | 'name'>): boolean {
  const place = githubPlace(url, site)
  return place !== undefined && `${place.owner}/${place.name}`.toLowerCase() === name.toLowerCase()
}
