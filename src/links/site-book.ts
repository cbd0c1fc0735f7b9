import {LRUCache} from 'lru-cache'
import {type SiteState, unknownSite} from './politeness.ts'

/** What is known of sites, shared by all runs of an engine, so that one run obeys the pause that another was asked for. */
export interface SiteBook {
  readonly read: (site: string) => SiteState
  readonly change: (site: string, to: (state: SiteState) => SiteState) => SiteState
}

/** After this long without a request a site is a stranger again. */
const keptMs = 15 * 60_000

export function openSiteBook(): SiteBook {
  const states = new LRUCache<string, SiteState>({max: 20_000, ttl: keptMs})
  const read = (site: string): SiteState => states.get(site) ?? unknownSite
  return {
    read,
    change(site, to) {
      const state = to(read(site))
      states.set(site, state)
      return state
    },
  }
}
