import type {Place} from '../markdown/place.ts'

/** Rule, path and normalised entry in a few letters: survives rebases, reordering and line shifts, and marks our comments. */
export type Fingerprint = string & {readonly brand: 'fingerprint'}

export type Severity = 'error' | 'warning'

/** What a finding is about: an entry, a section. `key` stays the same while the thing does; `name` is for people. */
export interface Subject {
  readonly name: string
  readonly key: string
}

/** Two stretches of whole lines, without the last line end; the second one begins where the first one's next line is. */
export interface Swap {
  readonly first: Place
  readonly second: Place
}

/**
 * The only thing that is ever told, whatever it came from: a rule, a link, a settings file.
 *
 * Plain data: it survives JSON. Places are in the text that was judged, until `placeOnHead` moves them.
 */
export interface Finding {
  /** As people see it everywhere, without a prefix: `entry-separator`, `dead-link`. */
  readonly rule: string
  readonly severity: Severity
  /** One sentence without a final stop. Others' text stands in backticks only, put there by `code` (src/markdown/message.ts). */
  readonly message: string
  /** Of the file, in the repository, with forward slashes. */
  readonly path: string
  /** What is wrong, and what a fix replaces. */
  readonly place: Place
  /** Where to speak: a line that the change touched, when there is a change; else the same as `place`. */
  readonly anchor: Place
  /** Texts that could stand at `place` instead; exactly one is a fix that may be offered, an empty text deletes. */
  readonly expected: readonly string[]
  /** A fix that leaves all words as they are: these lines change places. Only where `expected` is empty. */
  readonly swap?: Swap | undefined
  /** What somebody may want to put there, and nobody can know that they do: offered to people, applied by no program. Only without a fix. */
  readonly suggested?: {readonly place: Place; readonly text: string} | undefined
  /** The other end of a finding that has two (the first of two duplicates). */
  readonly other: Place | undefined
  readonly subject: Subject
  readonly fingerprint: Fingerprint
}
