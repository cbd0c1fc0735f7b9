import {LRUCache} from 'lru-cache'
import {mergedSite, type PlainSite, plainSite, siteFromPlain} from './plain-site.ts'
import {type SiteState, unknownSite} from './politeness.ts'

/** What is known of sites, shared by all runs of an engine: together they ask no more of a site than one alone, and obey the pause that another was asked for. */
export interface SiteBook {
  readonly read: (site: string) => SiteState
  readonly change: (site: string, to: (state: SiteState) => SiteState) => void
  /**
   * Calls back when a request of another run has ended, so that a site may have a place; gives the way to stop it, and to tell the others. Of these
   * the patient ones are told last.
   */
  readonly join: (onEnd: () => void, isPatient?: boolean) => {readonly leave: () => void; readonly tellOthers: () => void}
  readonly save: (sites: readonly string[]) => ReadonlyMap<string, PlainSite>
  readonly restore: (sites: ReadonlyMap<string, unknown>) => void
}

/** After this long without a request a site is a stranger again, but for the pause that it asked for. */
const keptMs = 15 * 60_000

export function openSiteBook(now: () => number = Date.now): SiteBook {
  const states = new LRUCache<string, SiteState>({max: 20_000, ttl: keptMs, ttlResolution: 1000, perf: {now}})
  const read = (site: string): SiteState => states.get(site) ?? unknownSite
  const runs = {hurried: new Set<() => void>(), patient: new Set<() => void>()}

  function change(site: string, to: (state: SiteState) => SiteState): void {
    const state = to(read(site))
    states.set(site, state, {ttl: Math.max(keptMs, state.pausedUntilMs - now())})
  }

  return {
    read,
    change,
    join(onEnd, isPatient = false) {
      const own = isPatient ? runs.patient : runs.hurried
      own.add(onEnd)
      return {
        leave: () => void own.delete(onEnd),
        tellOthers() {
          for (const run of [...runs.hurried, ...runs.patient]) if (run !== onEnd) run()
        },
      }
    },
    save: sites =>
      new Map(
        sites.flatMap(site => {
          const state = read(site)
          return state === unknownSite ? [] : [[site, plainSite(state)] as const]
        }),
      ),
    restore(sites) {
      for (const [site, plain] of sites) {
        const theirs = siteFromPlain(plain, now())
        if (theirs !== undefined) change(site, ours => mergedSite(ours, theirs))
      }
    },
  }
}
