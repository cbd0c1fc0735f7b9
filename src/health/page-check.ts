import type {Validators} from '../verdict/exchange.ts'
import type {RepositoryFacts} from '../verdict/repository-facts.ts'
import type {Verdict} from '../verdict/verdict.ts'

/** One check of a page: what it proved, and what was seen besides. */
export interface PageCheck {
  readonly atMs: number
  readonly verdict: Verdict
  /** Of the page, where it was read; absent after a 304. */
  readonly title?: string
  readonly validators?: Validators
  /** Of the repository that the page lies in, where GitHub told of it. */
  readonly repository?: RepositoryFacts
}
