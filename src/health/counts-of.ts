import type {ListHealth} from './link-health.ts'
import type {ScanCounts} from './scan-counts.ts'

/** What a scan that ended at `atMs` found, in numbers. */
export function countsOf({links}: ListHealth, atMs: number): ScanCounts {
  const count = (...kinds: readonly string[]): number => links.filter(({state}) => kinds.includes(state.kind)).length
  return {
    atMs,
    links: links.length,
    alive: count('alive'),
    dead: count('dead'),
    suspects: count('suspect'),
    moved: count('moved'),
    unverified: count('unverified', 'handed', 'new'),
  }
}
