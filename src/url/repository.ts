import {parseHttp} from './page.ts'

/** A repository on a host that has an interface for asking about it. `owner` is a path of groups on GitLab. */
export interface Repository {
  readonly host: 'github.com' | 'gitlab.com' | 'codeberg.org' | 'bitbucket.org'
  readonly owner: string
  readonly name: string
}

/**
 * The repository that an address is, or lies in (an issue, a file, a release), as the address spells it. Undefined for any other address,
 * also for those pages of GitHub itself that look like one (`github.com/topics/rust`).
 */
export function repositoryOf(url: string): Repository | undefined {
  const parsed = parseHttp(url)
  if (parsed === undefined || parsed.port !== '') return undefined
  const host = hosts[parsed.hostname.replace(/\.$/, '').replace(/^www\./, '')]
  if (host === undefined) return undefined

  const parts = parsed.pathname.split('/').filter(part => part !== '')
  const groups = host === 'gitlab.com' ? partsBeforeDash(parts) : parts.slice(0, 2)
  const name = groups.at(-1)?.replace(/\.git$/i, '')
  const owner = groups.slice(0, -1).join('/')
  if (name === undefined || owner === '' || !isRepositoryName(name)) return undefined
  if (!groups.slice(0, -1).every(group => validName.test(group)) || notOwners.has((groups[0] ?? '').toLowerCase()))
    return undefined
  return {host, owner, name}
}

/** Where in a repository on GitHub an address leads. */
export interface GithubPlace {
  readonly owner: string
  readonly name: string
  /** What the path goes on with behind the name, raw and without the slash at its ends: `issues/7`; empty for the repository itself. */
  readonly rest: string
}

/**
 * Where in a repository an address on one GitHub leads: `site` is its origin, `https://github.com` or that of a server of somebody's own.
 * Undefined for what lies on another host or in no repository; whether by `http:` or `https:` makes no difference.
 */
export function githubPlace(url: string, site: string): GithubPlace | undefined {
  const parsed = parseHttp(url)
  if (parsed === undefined) return undefined
  const {host} = new URL(site)
  const asked = parsed.host.replace(/\.(?=$|:)/, '')
  if (asked !== host && !(host === 'github.com' && asked === 'www.github.com')) return undefined
  const [owner = '', name = '', ...rest] = parsed.pathname.split('/').filter(part => part !== '')
  const bare = name.replace(/\.git$/i, '')
  if (!validName.test(owner) || !isRepositoryName(bare) || notOwners.has(owner.toLowerCase())) return undefined
  return {owner, name: bare, rest: rest.join('/')}
}

/** The same address in a repository that is called `fullName` now; all that stands behind the name is kept as it is written. */
export const renamedTo = (url: string, fullName: string): string =>
  url
    .trim()
    .replace(
      /^((?:https?:)?\/\/[^/?#]+\/+)[^/?#]+\/+([^/?#]+)/i,
      (_, start: string, name: string) => `${start}${fullName}${/\.git$/i.test(name) ? '.git' : ''}`,
    )

const isRepositoryName = (name: string): boolean => validName.test(name) && name !== '.' && name !== '..'

const hosts: Readonly<Record<string, Repository['host']>> = {
  'github.com': 'github.com',
  'gitlab.com': 'gitlab.com',
  'codeberg.org': 'codeberg.org',
  'bitbucket.org': 'bitbucket.org',
}

const validName = /^[\w.-]{1,100}$/

/** GitLab nests groups; `/-/` ends the repository's own path. Older addresses lack it, so known pages end it too. */
function partsBeforeDash(parts: readonly string[]): readonly string[] {
  const end = parts.findIndex(
    (part, index) =>
      part === '-' || (index > 1 && /^(?:tree|blob|issues|merge_requests|wikis|raw|commits?|tags|releases)$/.test(part)),
  )
  return end === -1 ? parts : parts.slice(0, end)
}

/** First parts of paths that belong to the host itself: no account can have these names. */
const notOwners: ReadonlySet<string> = new Set(
  `about account apps articles blog business codespaces collections contact customer-stories dashboard discussions enterprise events explore features
  gist git-guides groups help issues join login logout marketplace mobile new nonprofit notifications open-source organizations orgs pricing
  pulls readme resources search security sessions settings signup site solutions sponsors stars team topics trending users watching wiki`.split(
    /\s+/,
  ),
)
