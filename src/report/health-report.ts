import type {Reason} from '../verdict/reasons.ts'

/**
 * What `listkeeper audit --format json` prints. Keys are only ever added; what is taken away or changes its meaning raises `version`.
 * Times are ISO 8601 in UTC.
 */
export interface HealthReport {
  readonly version: 1
  readonly at: string
  /** Whether earlier runs are remembered: if not, `dead` is what was seen dead in this one. */
  readonly hasHistory: boolean
  readonly files: readonly string[]
  /** All that the files hold, in their order. */
  readonly links: readonly HealthLink[]
  readonly summary: HealthSummary
  /** What runs over the same files found, oldest first, this one included. Without a history only this one. */
  readonly runs: readonly RunSummary[]
  /** What could not be looked at, as sentences. */
  readonly notes: readonly string[]
}

export interface HealthLink {
  /** As it stands there, each secret in it as `***`. */
  readonly url: string
  readonly state: HealthState
  /** Why; null where there is nothing to say but the state. */
  readonly reason: Reason | null
  /** The last HTTP status; null where there was none. */
  readonly status: number | null
  /** Since when checks find this; of a dead link, when it was found dead for the first time. Null where nobody looked. */
  readonly since: string | null
  /** Of a suspect: in how many runs it was found dead since it was alive last. */
  readonly strikes: number | null
  /** Where it leads in the end, if that is what should be listed instead. */
  readonly finalUrl: string | null
  /** Of a link that may have changed hands. */
  readonly changed: ChangedHands | null
  readonly repository: HealthRepository | null
  readonly places: readonly HealthPlace[]
}

/**
 * `suspect`: seen dead, not often and long enough to be called so. `changed-hands`: it answers, but perhaps on behalf of somebody else. `secret`: its
 * address holds a password or a token, so it was not asked for. `new`: nobody has looked yet.
 */
export type HealthState =
  | 'alive'
  | 'moved'
  | 'changed-hands'
  | 'suspect'
  | 'dead'
  | 'unverified'
  | 'new'
  | 'invalid'
  | 'ignored'
  | 'secret'
  | 'left-out'

interface ChangedHands {
  readonly why: 'other title' | 'domain for sale' | 'other site' | 'other repository'
  /** The page of the other site. */
  readonly leadsTo: string | null
}

/** What there is to tell of a listed repository; null in a link where there is nothing. */
interface HealthRepository {
  readonly id: string
  readonly name: string
  readonly isArchived: boolean
  /** Months since the last commit, where that is longer than the settings allow. */
  readonly staleMonths: number | null
}

export interface HealthPlace {
  readonly path: string
  readonly line: number
  readonly entry: string | null
  readonly section: string | null
  readonly isImage: boolean
}

/** How many links are in which state. */
export type HealthSummary = Readonly<Record<HealthState, number>>

export interface RunSummary {
  readonly at: string
  readonly links: number
  readonly alive: number
  readonly dead: number
  readonly suspects: number
  readonly moved: number
  readonly unverified: number
}

/** How many of the links are in which state. */
export const healthSummary = (links: readonly HealthLink[]): HealthSummary => {
  const count = (state: HealthState): number => links.filter(link => link.state === state).length
  return {
    alive: count('alive'),
    moved: count('moved'),
    'changed-hands': count('changed-hands'),
    suspect: count('suspect'),
    dead: count('dead'),
    unverified: count('unverified'),
    new: count('new'),
    invalid: count('invalid'),
    ignored: count('ignored'),
    secret: count('secret'),
    'left-out': count('left-out'),
  }
}
