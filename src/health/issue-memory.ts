/** What is remembered of the issue beside what GitHub shows. Plain data that survives JSON; times in epoch milliseconds. */
export interface IssueMemory {
  /** Written before the request that creates one, taken away after its answer: left over means that GitHub may or may not have it. */
  readonly begunMs?: number
  /** The number that GitHub gave it. */
  readonly number?: number
  /** Scans in a row that found nothing dead. */
  readonly cleanScans: number
  /** When the last scan ended that was counted among these, so that none counts twice. */
  readonly countedMs?: number
  /** Keys of the links that were told as dead when it was last open. */
  readonly told: readonly string[]
  /** Told as dead once, and dead no more: when that was seen. Only of the last two scans. */
  readonly fixed?: readonly {readonly key: string; readonly atMs: number}[]
  /** When somebody (or we) closed it last. */
  readonly closedMs?: number
  readonly closedBy?: 'us' | 'people'
  /** It was closed as not planned or as a duplicate, deleted, or moved away: nothing is said until somebody asks. */
  readonly isUnwanted?: true
  /** When it was first seen that it is deleted or moved away. */
  readonly goneMs?: number
  /** Somebody asked after that. */
  readonly askedMs?: number
  /** A person reopened it although nothing was dead: it is theirs to close, until something was. */
  readonly isKeptOpen?: true
  /** How often it was opened, closed or reopened by us: each notifies people. */
  readonly notifications: number
}

export const noIssue: IssueMemory = {cleanScans: 0, told: [], notifications: 0}
