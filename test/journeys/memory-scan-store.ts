import type {RepositoryRef} from '../../src/github/repository-ref.ts'
import type {Decision} from '../../src/health/decision.ts'
import {type IssueMemory, noIssue} from '../../src/health/issue-memory.ts'
import type {PageRecord} from '../../src/health/page-record.ts'
import type {ScanCounts} from '../../src/health/scan-counts.ts'
import type {Holdings, KnownRepository, OpenScan, PendingOrder, PlainSite, ScanStore} from '../../src/journeys/scan-store.ts'
import {siteOf} from '../../src/url/site.ts'

interface Held {
  repository: KnownRepository
  holdings: Holdings
  scopes: Map<string, string>
  scan: OpenScan | undefined
  awaited: Set<string>
  decisions: Decision[]
  orders: PendingOrder[]
  trend: ScanCounts[]
  dueMs: number | undefined
}

interface Page {
  record: PageRecord | undefined
  before: PageRecord | undefined
  isWanted: boolean
}

const nothing: Holdings = {headSha: '', links: [], notes: []}
const key = (scope: string, page: string): string => `${scope} ${page}`

/** A scan store in memory, with one bucket: what the tables do, as plainly as can be. Tests look inside. */
export function memoryScanStore() {
  const repositories = new Map<string, Held>()
  const pages = new Map<string, Page>()
  const sites = new Map<string, PlainSite>()
  const pageOf = (id: string): Page => {
    const page = pages.get(id) ?? {record: undefined, before: undefined, isWanted: false}
    pages.set(id, page)
    return page
  }
  const heldBy = (repositoryId: string): Held => {
    const held = repositories.get(repositoryId)
    if (held === undefined) throw new Error(`Repository ${repositoryId} is not known`)
    return held
  }
  const pagesOf = (held: Held) =>
    held.holdings.links.flatMap(({page}) => (page === undefined ? [] : [{page, id: key(held.scopes.get(page) ?? '', page)}]))

  const store: ScanStore = {
    repository: async id => repositories.get(id)?.repository,
    openScan: async (repository, scan, holdings, scopeOf, stale, dueMs) => {
      const held = heldBy(repository.repositoryId)
      held.repository = {...held.repository, ...repository}
      held.holdings = holdings
      held.scopes = new Map(holdings.links.flatMap(({page}) => (page === undefined ? [] : [[page, scopeOf(page)] as const])))
      held.scan = {...scan, begunMs: held.scan?.begunMs ?? scan.begunMs}
      held.dueMs = dueMs ?? held.dueMs
      for (const {id} of pagesOf(held)) {
        const page = pageOf(id)
        if (!page.isWanted && !stale(page.record)) continue
        page.isWanted = true
        held.awaited.add(id)
      }
      return {buckets: held.awaited.size === 0 ? [] : [0]}
    },
    letGo: async id => {
      const held = repositories.get(id)
      if (held !== undefined) Object.assign(held, {holdings: nothing, scan: undefined, awaited: new Set(), dueMs: undefined})
    },
    wantedPages: async (_, {most, perSite, except}) => {
      const counts = new Map<string, number>()
      return [...pages]
        .filter(([, {isWanted}]) => isWanted)
        .map(([id, {record}]) => {
          const [scope = '', page = ''] = id.split(' ')
          const holders = [...repositories.values()].filter(held => pagesOf(held).some(one => one.id === id))
          return {scope, page, record, wantedBy: holders[0]?.repository, holders: holders.length}
        })
        .filter(({page}) => {
          const site = siteOf(page) ?? page
          counts.set(site, (counts.get(site) ?? 0) + 1)
          return !except.includes(site) && (counts.get(site) ?? 0) <= perSite
        })
        .slice(0, most)
    },
    sites: async names => new Map(names.flatMap(name => (sites.has(name) ? [[name, sites.get(name) ?? {}] as const] : []))),
    recordChecks: async (checks, seen, stirred) => {
      for (const [name, site] of seen) sites.set(name, site)
      const ready = new Map<string, RepositoryRef>()
      for (const {scope, page, record} of checks) {
        const id = key(scope, page)
        const known = pageOf(id)
        if (!known.isWanted) continue
        Object.assign(known, {before: known.record, record, isWanted: false})
        for (const held of repositories.values()) {
          if (held.awaited.delete(id) && held.awaited.size === 0) ready.set(held.repository.repositoryId, held.repository)
        }
      }
      for (const {scope, page} of stirred) {
        for (const held of repositories.values()) {
          const holds = pagesOf(held).some(({id}) => id === key(scope, page))
          if (holds && held.scan === undefined) ready.set(held.repository.repositoryId, held.repository)
        }
      }
      return {repositories: [...ready.values()]}
    },
    health: async id => {
      const held = repositories.get(id)
      if (held === undefined) return undefined
      const {repository, holdings, decisions, orders, trend, scan, awaited} = held
      const known = pagesOf(held).map(({page, id}) => ({page, ...pageOf(id)}))
      return {
        repository,
        holdings,
        records: new Map(known.flatMap(({page, record}) => (record === undefined ? [] : [[page, record] as const]))),
        before: new Map(known.flatMap(({page, before}) => (before === undefined ? [] : [[page, before] as const]))),
        decisions: [...decisions],
        orders: [...orders],
        trend: trend.slice(-12),
        scan,
        awaited: awaited.size,
      }
    },
    closeScan: async (id, counts) => {
      const held = heldBy(id)
      if (held.scan !== undefined && counts !== undefined) held.trend.push(counts)
      Object.assign(held, {scan: undefined, awaited: new Set()})
    },
    throwAway: async (id, thrown, againMs) => {
      const held = heldBy(id)
      for (const {page, id} of pagesOf(held)) if (thrown.includes(page)) pageOf(id).record = pageOf(id).before
      Object.assign(held, {scan: undefined, awaited: new Set(), dueMs: againMs})
    },
    remember: async (id, memory) => {
      const held = heldBy(id)
      held.repository = {...held.repository, memory}
    },
    settleOrders: async (id, {orders, decisions, dueMs}) => {
      const held = heldBy(id)
      held.orders = held.orders.filter(order => !orders.includes(order.id))
      held.decisions.push(...decisions)
      held.dueMs = dueMs ?? held.dueMs
    },
  }
  return {
    store,
    pages,
    sites,
    /** As a webhook does. */
    note(ref: RepositoryRef, isPrivate = false): void {
      const repository = {...ref, isPrivate, memory: noIssue}
      const none = {holdings: nothing, scopes: new Map(), scan: undefined, awaited: new Set<string>(), dueMs: 0}
      repositories.set(ref.repositoryId, {repository, ...none, decisions: [], orders: [], trend: []})
    },
    order(repositoryId: string, order: PendingOrder): void {
      heldBy(repositoryId).orders.push(order)
    },
    memory: (repositoryId: string): IssueMemory => heldBy(repositoryId).repository.memory,
    look: heldBy,
  }
}
