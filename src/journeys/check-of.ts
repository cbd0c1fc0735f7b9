import type {PageCheck} from '../health/page-check.ts'
import type {SeenPage} from '../links/check-links.ts'
import type {RepositoryFacts} from '../verdict/repository-facts.ts'
import type {Verdict} from '../verdict/verdict.ts'

/** A check of a page, of what it proved and what was seen besides. */
export const checkOf = (
  atMs: number,
  verdict: Verdict,
  {title, validators}: Partial<SeenPage> = {},
  repository?: RepositoryFacts,
): PageCheck => ({
  atMs,
  verdict,
  ...(title === undefined ? {} : {title}),
  ...(validators === undefined ? {} : {validators}),
  ...(repository === undefined ? {} : {repository}),
})
