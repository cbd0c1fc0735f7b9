import type {Validators} from '../verdict/exchange.ts'
import type {Verdict} from '../verdict/verdict.ts'

/**
 * What is remembered of a page, for all lists that link to it: its checks, folded. Plain data that survives JSON; times in epoch milliseconds.
 *
 * It knows no list: after how many strikes a page counts as dead is for each list to say.
 */
export interface PageRecord {
  /** Of the last check in which it was really asked for (`strikes.proof` is what stays when it is unverified after that); the page's own, without a fragment. */
  readonly verdict: Verdict
  readonly checkedMs: number
  /** Since when checks find the same kind of verdict. */
  readonly sinceMs: number
  /** When it was last seen alive, or moved. */
  readonly aliveMs?: number
  /** Present from the first check that found it dead until one finds it alive. What is unverified neither adds nor clears. */
  readonly strikes?: Strikes
  /** How many checks in a row found the same. */
  readonly steady: number
  /** It was something else a few checks ago. */
  readonly isChanging?: true
  /** Words that its titles had, small letters, of the first checks that saw one: the page of a new owner has none of them. */
  readonly titleWords?: readonly string[]
  /** How many checks saw some of these words, and how many in a row since then saw a title without any of them. */
  readonly titles?: {readonly known: number; readonly strange: number}
  /** Of GitHub's: the first that was seen under this address. */
  readonly repository?: RememberedRepository
  /** Why it may belong to somebody else now. */
  readonly handed?: ChangeOfHands
  /** For conditional requests. */
  readonly validators?: Validators
  /** A copy in the Wayback Machine, looked for once the page was seen dead. */
  readonly copy?: {readonly askedMs: number; readonly url?: string}
}

export interface Strikes {
  readonly count: number
  /** What the last of them saw. */
  readonly proof?: Extract<Verdict, {kind: 'dead'}>
  readonly firstMs: number
  readonly lastMs: number
}

export interface RememberedRepository {
  /** The first id that was seen, which stays when a repository is renamed. */
  readonly id: string
  readonly name: string
  readonly isArchived: boolean
  readonly lastCommitMs?: number
  /** What it names as its homepage. */
  readonly homepage?: string
}

export interface ChangeOfHands {
  readonly why: 'other title' | 'domain for sale' | 'other site' | 'other repository'
  readonly sinceMs: number
}
