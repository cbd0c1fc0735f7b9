import type {RepositoryRef} from '../github/repository-ref.ts'
import type {ScanTables} from './scan-tables.ts'

/** What events of scans touch. */
export interface ScanReceiving {
  readonly tables: ScanTables
  readonly now: () => number
  /** Puts 😕 under a comment that speaks to us and can't be understood. */
  readonly shrug: (ref: RepositoryRef, commentId: string) => Promise<void>
  /** An installation may have changed in ways that its event does not tell: looks at it soon. */
  readonly lookAt: (installationId: string) => void
}
