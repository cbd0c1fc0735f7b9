import {LRUCache} from 'lru-cache'
import {type SiteState, unknownSite} from './politeness.ts'

/** What is known of sites, shared by all runs of an engine: together they ask no more of a site than one alone, and obey the pause that another was asked for. */
export interface SiteBook {
  readonly read: (site: string) => SiteState
  readonly change: (site: string, to: (state: SiteState) => SiteState) => void
  /** Calls back when a request of another run has ended, so that a site may have a place; gives the way to stop it, and to tell the others. */
  readonly join: (onEnd: () => void) => {readonly leave: () => void; readonly tellOthers: () => void}
}

/** After this long without a request a site is a stranger again. */
const keptMs = 15 * 60_000

export function openSiteBook(): SiteBook {
  const states = new LRUCache<string, SiteState>({max: 20_000, ttl: keptMs, ttlResolution: 1000})
  const read = (site: string): SiteState => states.get(site) ?? unknownSite
  const runs = new Set<() => void>()
  return {
    read,
    change: (site, to) => void states.set(site, to(read(site))),
    join(onEnd) {
      runs.add(onEnd)
      return {
        leave: () => void runs.delete(onEnd),
        tellOthers() {
          for (const run of runs) if (run !== onEnd) run()
        },
      }
    },
  }
}
