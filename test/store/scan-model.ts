import {type IssueMemory, noIssue} from '../../src/health/issue-memory.ts'
import type {PageRecord} from '../../src/health/page-record.ts'

/** A page of the model, by `scope page`. */
interface ModelPage {
  record: PageRecord | undefined
  /** `none`: there was no record; undefined: nothing is kept. */
  before: PageRecord | 'none' | undefined
  isWanted: boolean
}

interface ModelRepository {
  installationId: string
  isPrivate: boolean
  dueMs: number | undefined
  scan: {readonly begunMs: number} | undefined
  held: Set<string>
  awaited: Set<string>
  results: number[]
  memory: IssueMemory
}

/** What the tables promise, in maps: as plain as it can be, and slow. */
export class ScanModel {
  readonly repositories = new Map<string, ModelRepository>()
  readonly pages = new Map<string, ModelPage>()

  note(id: string, installationId: string, isPrivate: boolean, nowMs: number): void {
    const known = this.repositories.get(id)
    if (known === undefined) {
      const fresh = {scan: undefined, held: new Set<string>(), awaited: new Set<string>(), results: [], memory: noIssue}
      this.repositories.set(id, {installationId, isPrivate, dueMs: nowMs, ...fresh})
      return
    }
    known.installationId = installationId
    this.turn(id, isPrivate, nowMs)
  }

  turn(id: string, isPrivate: boolean, nowMs: number): void {
    const known = this.repositories.get(id)
    if (known === undefined || known.isPrivate === isPrivate) return
    known.isPrivate = isPrivate
    known.dueMs = nowMs
    if (!isPrivate) return
    for (const key of [...known.held].filter(held => held.startsWith(' '))) {
      const own = `${known.installationId}${key}`
      const record = this.pages.get(key)?.record
      if (!this.pages.has(own)) this.pages.set(own, {record, before: undefined, isWanted: false})
      known.held.add(own)
      this.#release(known, [key], true)
    }
    known.scan = undefined
    known.awaited.clear()
  }

  open(
    id: string,
    keys: readonly string[],
    stale: (record: PageRecord | undefined) => boolean,
    begunMs: number,
    dueMs: number,
  ): void {
    const known = this.repositories.get(id)
    if (known === undefined) return
    known.dueMs = dueMs
    for (const key of keys) {
      const page = this.pages.get(key) ?? {record: undefined, before: undefined, isWanted: false}
      this.pages.set(key, page)
      known.held.add(key)
      if (stale(page.record)) {
        page.isWanted = true
        known.awaited.add(key)
      }
    }
    known.scan ??= {begunMs}
    this.#release(
      known,
      [...known.held].filter(held => !keys.includes(held)),
      known.isPrivate,
    )
  }

  /** Gives whose scan has nothing left to wait for. */
  check(key: string, record: PageRecord): readonly string[] {
    const page = this.pages.get(key)
    if (page === undefined || !page.isWanted) return []
    const begun = this.#holders(key).flatMap(({scan}) => (scan === undefined ? [] : [scan.begunMs]))
    const isSeen = page.record !== undefined && page.before !== undefined && Math.min(...begun) <= page.record.checkedMs
    if (begun.length === 0) page.before = undefined
    else if (!isSeen) page.before = page.record ?? 'none'
    page.record = record
    page.isWanted = false
    return [...this.repositories]
      .filter(([, repository]) => repository.awaited.delete(key) && repository.awaited.size === 0)
      .map(([id]) => id)
  }

  close(id: string, atMs: number | undefined): void {
    const known = this.repositories.get(id)
    if (known?.scan === undefined) return
    if (atMs !== undefined) known.results = [...known.results.filter(at => at !== atMs), atMs].toSorted((a, b) => a - b)
    this.#end(known)
  }

  throwAway(id: string, addresses: readonly string[], againMs: number): void {
    const known = this.repositories.get(id)
    if (known?.scan === undefined) return
    for (const key of known.held) {
      const page = this.pages.get(key)
      if (page?.before === undefined || !addresses.includes(key.slice(key.indexOf(' ') + 1))) continue
      if ((page.record?.checkedMs ?? 0) < known.scan.begunMs) continue
      page.record = page.before === 'none' ? undefined : page.before
      page.before = undefined
    }
    known.dueMs = againMs
    this.#end(known)
  }

  letGo(id: string): void {
    const known = this.repositories.get(id)
    if (known === undefined) return
    known.dueMs = undefined
    known.scan = undefined
    this.#release(known, [...known.held], known.isPrivate)
  }

  forget(ids: readonly string[]): void {
    for (const id of ids) {
      const known = this.repositories.get(id)
      if (known !== undefined) this.#release(known, [...known.held], true)
      this.repositories.delete(id)
    }
  }

  forgetInstallation(installationId: string): void {
    for (const {held, awaited} of this.repositories.values()) {
      for (const key of [...held].filter(one => one.startsWith(`${installationId} `))) {
        held.delete(key)
        awaited.delete(key)
        this.pages.delete(key)
      }
    }
    this.forget([...this.repositories].filter(([, known]) => known.installationId === installationId).map(([id]) => id))
  }

  #holders(key: string): readonly ModelRepository[] {
    return [...this.repositories.values()].filter(({held}) => held.has(key))
  }

  #end(known: ModelRepository): void {
    known.scan = undefined
    known.awaited.clear()
    for (const key of known.held) {
      const page = this.pages.get(key)
      if (page !== undefined && this.#holders(key).every(({scan}) => scan === undefined)) page.before = undefined
    }
  }

  #release(known: ModelRepository, keys: readonly string[], leavesNoTrace: boolean): void {
    for (const key of keys) {
      known.held.delete(key)
      known.awaited.delete(key)
      const page = this.pages.get(key)
      if (page === undefined || this.#holders(key).length > 0) continue
      if (leavesNoTrace || page.record === undefined || !key.startsWith(' ')) this.pages.delete(key)
      else Object.assign(page, {isWanted: false, before: undefined})
    }
  }
}
