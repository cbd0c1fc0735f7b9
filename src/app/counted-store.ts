import type {ScanStore} from '../journeys/scan-store.ts'
import type {Metrics} from './metrics.ts'

/** The same store, which counts what scans come to. */
export const countedStore = (store: ScanStore, metrics: Pick<Metrics, 'scan' | 'verdict'>): ScanStore => ({
  ...store,
  async openScan(...given) {
    const opened = await store.openScan(...given)
    metrics.scan('opened')
    return opened
  },
  async recordChecks(checks, ...more) {
    const recorded = await store.recordChecks(checks, ...more)
    for (const {record} of checks) metrics.verdict('scan', record.verdict.kind)
    return recorded
  },
  async closeScan(...given) {
    await store.closeScan(...given)
    metrics.scan('closed')
  },
  async throwAway(...given) {
    await store.throwAway(...given)
    metrics.scan('thrown away')
  },
})
