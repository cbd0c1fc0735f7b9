import type {Place} from '../markdown/place.ts'
import type {RepositoryFacts} from '../verdict/repository-facts.ts'
import type {Verdict} from '../verdict/verdict.ts'
import type {Finding} from './finding.ts'

/** A link that was checked, and everywhere it stands. */
export interface CheckedLink {
  readonly url: string
  readonly verdict: Verdict
  /** What GitHub tells of the repository that it lies in; `unknown` where GitHub was asked and told nothing, absent where it was not asked. */
  readonly repository?: RepositoryFacts | 'unknown' | undefined
  /** `place` is of the whole link, `urlPlace` of the address alone, where the text holds it verbatim. */
  readonly occurrences: readonly {
    readonly path: string
    readonly place: Place
    readonly urlPlace?: Place | undefined
    /** Is it shown there, and nothing to follow? */
    readonly isImage?: boolean
  }[]
}

/** What App, Action and command line know about a change or about files, before anyone decides what to say. */
export interface Inspection {
  /** The lists that were looked at. None: there is nothing to say. */
  readonly paths: readonly string[]
  /** How many entries of these the change adds or touches; undefined where nothing is compared. */
  readonly entries?: number
  readonly findings: readonly Finding[]
  readonly links: readonly CheckedLink[]
  /** What could not be looked at, as whole sentences for the details (a file too large, links beyond the limit). */
  readonly notes: readonly string[]
}
