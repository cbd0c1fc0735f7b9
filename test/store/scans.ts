import type {PageRecord} from '../../src/health/page-record.ts'
import type {Holdings, KnownRepository, OpenScan} from '../../src/journeys/scan-store.ts'

export const signal = new AbortController().signal
export const hour = 60 * 60 * 1000
export const day = 24 * hour

/** A repository, of installation 900 unless it is another's. */
export const repository = (
  repositoryId: string,
  more: Partial<KnownRepository> = {},
): Omit<KnownRepository, 'memory' | 'scannedMs'> => ({
  installationId: '900',
  repositoryId,
  owner: 'ada',
  repo: `list-${repositoryId}`,
  isPrivate: false,
  defaultBranch: 'main',
  ...more,
})

export const scan = (begunMs: number, cause: OpenScan['cause'] = 'schedule'): OpenScan => ({cause, begunMs, headSha: 'abc'})

/** Each page is listed once, on a line of its own. */
export const holdings = (pages: readonly string[]): Holdings => ({
  headSha: 'abc',
  links: pages.map((page, index) => ({url: page, page, places: [{path: 'readme.md', line: index + 1}]})),
  notes: [],
})

/** A check's fold that tells which one it was. */
export const record = (checkedMs: number, strikes = 0): PageRecord => ({
  verdict:
    strikes > 0 ? {kind: 'dead', reason: 'gone', status: 404} : {kind: 'alive', reason: 'answers', status: 200, finalUrl: ''},
  checkedMs,
  sinceMs: checkedMs,
  steady: 1,
  ...(strikes > 0 ? {strikes: {count: strikes, firstMs: checkedMs, lastMs: checkedMs}} : {}),
})

export const shared = (): string => ''
export const always = (): boolean => true
export const never = (): boolean => false
