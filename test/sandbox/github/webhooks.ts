import {randomUUID} from 'node:crypto'
import {sign} from '@octokit/webhooks-methods'
import {presentAccount} from './present/account.ts'
import {presentRepository} from './present/repository.ts'
import {type EventPayload, installationOf, type RepoState, type World} from './world.ts'

/** One attempt to deliver an event to the app. A redelivery is another attempt of the same GUID. */
export interface Delivery {
  readonly id: number
  readonly guid: string
  readonly event: string
  readonly action: string | null
  readonly installationId: number | null
  readonly repositoryId: number | null
  readonly deliveredMs: number
  /** The same in real time, as the app's log has it. */
  readonly sentMs: number
  readonly redelivery: boolean
  /** Real time until the answer. */
  readonly tookMs: number
  /** As GitHub lists it: `OK`, `Invalid HTTP Response: 503`, `timed out`, `failed to connect to host`; undefined while under way. */
  readonly outcome: string | undefined
  readonly statusCode: number
  /** What was sent, to the byte. */
  readonly body: string
  readonly payload: unknown
}

export interface Webhooks {
  send(event: string, repo: RepoState | undefined, payload: EventPayload): void
  deliveries(): readonly Delivery[]
  redeliver(delivery: Delivery): Promise<void>
  /** Resolves when nothing is under way. */
  settled(): Promise<void>
  close(): void
}

interface Hook {
  readonly url: () => string | undefined
  readonly secret: () => string
  /** Writes ids as the API shows them. */
  readonly stringify: (payload: unknown) => string
}

/** GitHub waits ten seconds for an answer, and never tries again by itself. */
const patienceMs = 10_000

/** Sends events to the app and remembers how it went. Deliveries run side by side: GitHub promises no order. */
export function openWebhooks(world: World, hook: Hook): Webhooks {
  const deliveries: (Delivery & {-readonly [Part in 'outcome' | 'statusCode' | 'tookMs']: Delivery[Part]})[] = []
  const underWay = new Set<Promise<void>>()
  const stop = new AbortController()

  async function attempt(
    what: Pick<Delivery, 'guid' | 'event' | 'action' | 'installationId' | 'repositoryId' | 'body' | 'payload' | 'redelivery'>,
  ) {
    const delivery = {
      ...what,
      id: world.newId(),
      deliveredMs: world.now(),
      sentMs: Date.now(),
      tookMs: 0,
      outcome: undefined as string | undefined,
      statusCode: 0,
    }
    deliveries.push(delivery)
    const startMs = performance.now()
    const {outcome, statusCode} = await post(what.event, what.guid, what.body)
    Object.assign(delivery, {outcome, statusCode, tookMs: performance.now() - startMs})
  }

  async function post(event: string, guid: string, body: string): Promise<{outcome: string; statusCode: number}> {
    const url = hook.url()
    if (url === undefined) return {outcome: 'failed to connect to host', statusCode: 502}
    if (Buffer.byteLength(body) > 25e6) return {outcome: 'payload too large', statusCode: 0}
    try {
      const response = await fetch(url, {
        method: 'POST',
        body,
        headers: {
          'content-type': 'application/json',
          'user-agent': 'GitHub-Hookshot/sandbox',
          accept: '*/*',
          'x-github-delivery': guid,
          'x-github-event': event,
          'x-github-hook-id': '100',
          'x-github-hook-installation-target-id': world.appId,
          'x-github-hook-installation-target-type': 'integration',
          'x-hub-signature-256': await sign(hook.secret(), body),
        },
        signal: AbortSignal.any([stop.signal, AbortSignal.timeout(patienceMs)]),
      })
      await response.arrayBuffer()
      return {outcome: response.ok ? 'OK' : `Invalid HTTP Response: ${response.status}`, statusCode: response.status}
    } catch (error) {
      const isLate = error instanceof Error && error.name === 'TimeoutError'
      return isLate ? {outcome: 'timed out', statusCode: 504} : {outcome: 'failed to connect to host', statusCode: 502}
    }
  }

  const track = (work: Promise<void>): Promise<void> => {
    underWay.add(work)
    void work.finally(() => underWay.delete(work))
    return work
  }

  return {
    send(event, repo, {sender, action, ...parts}) {
      const installation = repo === undefined ? undefined : installationOf(world, repo)
      const payload = {
        ...(action === undefined ? {} : {action}),
        ...(repo === undefined ? {} : {repository: presentRepository(world, repo)}),
        ...(installation === undefined ? {} : {installation: {id: installation.id, node_id: `I_${installation.id}`}}),
        ...parts,
        sender: presentAccount(world, sender),
      }
      const repositoryId = repo?.id ?? null
      const common = {guid: randomUUID(), event, action: action ?? null, installationId: installation?.id ?? null, repositoryId}
      const body = hook.stringify(payload)
      void track(attempt({...common, body, payload, redelivery: false}))
    },
    deliveries: () => deliveries,
    redeliver: delivery => track(attempt({...delivery, redelivery: true})),
    async settled() {
      while (underWay.size > 0) await Promise.all(underWay)
    },
    close: () => stop.abort(),
  }
}
