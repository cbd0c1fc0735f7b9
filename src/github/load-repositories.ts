import {z} from 'zod'
import type {RepositoryFacts} from '../verdict/repository-facts.ts'
import {statusOf} from './is-gone.ts'
import {PostponedError} from './limiter.ts'
import type {Octokit} from './octokit.ts'

/** As it stands in an address. */
export interface RepositoryName {
  readonly owner: string
  readonly name: string
}

/** More make a query that GitHub sometimes gives up. */
const perQuery = 50

/**
 * What GitHub tells of repositories, in the order of `names`; those that were renamed are found by their old names.
 *
 * Undefined says nothing at all, least of all that there is none: missing, hidden by single sign-on or by an address that is not let in, not
 * answered. What GitHub tells of the others counts all the same. Rejects where GitHub asks to wait (`PostponedError`) or does not accept
 * who asks (401). `site` is the origin of the site that the interface belongs to.
 */
export async function loadRepositories(
  octokit: Pick<Octokit, 'graphql'>,
  names: readonly RepositoryName[],
  site: string,
  signal: AbortSignal,
): Promise<readonly (RepositoryFacts | undefined)[]> {
  const batches = Array.from({length: Math.ceil(names.length / perQuery)}, (_, nth) =>
    names.slice(nth * perQuery, (nth + 1) * perQuery),
  )
  const answers = await Promise.allSettled(batches.map(batch => loadBatch(octokit, batch, site, signal)))
  return answers.flatMap(answer => {
    if (answer.status === 'rejected') throw answer.reason
    return answer.value
  })
}

async function loadBatch(
  {graphql}: Pick<Octokit, 'graphql'>,
  names: readonly RepositoryName[],
  site: string,
  signal: AbortSignal,
): Promise<readonly (RepositoryFacts | undefined)[]> {
  const variables = Object.fromEntries(
    names.flatMap(({owner, name}, nth) => [[`owner${nth}`, owner] as const, [`name${nth}`, name] as const]),
  )
  try {
    // A token is for GitHub's interface alone: an answer that leads elsewhere is not followed.
    const data: unknown = await graphql(queryFor(names.length), {...variables, request: {signal, redirect: 'error'}})
    return names.map((_, nth) => factsOf(data, nth, site))
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof PostponedError || statusOf(error) === 401) throw error
    // Where some of it went wrong, octokit throws and carries the rest along.
    const data: unknown = error instanceof Error && 'data' in error ? error.data : undefined
    return names.map((_, nth) => factsOf(data, nth, site))
  }
}

/** Names come as variables: nothing of an address ever becomes part of a query. */
const queryFor = (count: number): string => {
  const each = Array.from({length: count}, (_, nth) => nth)
  return `query (${each.map(nth => `$owner${nth}: String!, $name${nth}: String!`).join(', ')}) {
${each.map(nth => `  r${nth}: repository(owner: $owner${nth}, name: $name${nth}) {...facts}`).join('\n')}
}
fragment facts on Repository {
  id nameWithOwner isPrivate isArchived isFork createdAt stargazerCount description homepageUrl
  licenseInfo {spdxId}
  defaultBranchRef {name target {... on Commit {committedDate}}}
}`
}

/** What is not told is unknown, and so is what GitHub tells in a way that nobody expects. */
const told = z.object({
  id: z.string().min(1),
  nameWithOwner: z.string().regex(/^[\w.-]{1,100}\/[\w.-]{1,100}$/),
  isPrivate: z.boolean(),
  isArchived: z.boolean(),
  isFork: z.boolean(),
  createdAt: z.string().nullish(),
  stargazerCount: z.number(),
  description: z.string().nullish(),
  homepageUrl: z.string().nullish(),
  licenseInfo: z.object({spdxId: z.string().nullish()}).nullish(),
  defaultBranchRef: z.object({name: z.string(), target: z.object({committedDate: z.string().nullish()}).nullish()}).nullish(),
})

const answer = z.record(z.string(), z.unknown())

function factsOf(data: unknown, nth: number, site: string): RepositoryFacts | undefined {
  const read = told.safeParse(answer.safeParse(data).data?.[`r${nth}`])
  if (!read.success) return undefined
  const {id, nameWithOwner, isPrivate, isArchived, isFork, stargazerCount, ...more} = read.data
  const {description, homepageUrl, licenseInfo, defaultBranchRef, createdAt} = more
  return {
    site,
    id,
    name: nameWithOwner,
    isPrivate,
    isArchived,
    isFork,
    createdMs: readTime(createdAt),
    lastCommitMs: readTime(defaultBranchRef?.target?.committedDate),
    defaultBranch: defaultBranchRef?.name,
    stars: stargazerCount,
    description: nonEmpty(description),
    homepage: nonEmpty(homepageUrl),
    licence: licenseInfo?.spdxId === 'NOASSERTION' ? undefined : nonEmpty(licenseInfo?.spdxId),
  }
}

function readTime(text: string | null | undefined): number | undefined {
  const ms = Date.parse(text ?? '')
  return Number.isNaN(ms) ? undefined : ms
}

const nonEmpty = (text: string | null | undefined): string | undefined => text?.trim() || undefined
