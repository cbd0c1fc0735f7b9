import type {FileChange} from '../findings/change.ts'
import type {CommitsTo} from '../journeys/generated-lists.ts'

/** What files were before: what they hold now is a change to it. */
export interface Base {
  readonly files: readonly FileChange[]
  /** Of all files that differ from it, lists or not, if more are known than `files`. */
  readonly paths?: readonly string[]
  /** Who changed a file before, where that is known. */
  readonly commitsTo?: CommitsTo
  readonly notes: readonly string[]
}
