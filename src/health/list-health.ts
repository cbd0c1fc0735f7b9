import type {Settings} from '../settings/settings.ts'
import type {Decision} from './decision.ts'
import type {HeldLink} from './held-link.ts'
import type {ListHealth} from './link-health.ts'
import type {PageRecord} from './page-record.ts'

/** All that the health of a repository's lists follows from. */
export interface KnownLinks {
  readonly links: readonly HeldLink[]
  /** By page. */
  readonly records: ReadonlyMap<string, PageRecord>
  readonly decisions: readonly Decision[]
  readonly settings: Settings
  readonly nowMs: number
}

/** How it is with each link of a repository's lists, for these lists: their strikes, their settings, what their people decided. */
export function listHealth({links, nowMs}: KnownLinks): ListHealth {
  return {links: links.map(({url, places}) => ({key: url, url, places, state: {kind: 'new'}})), atMs: nowMs}
}
