import type {Decision} from '../health/decision.ts'
import type {Order} from '../health/order.ts'
import {asJson} from './as-json.ts'
import type {Queries} from './database.ts'
import {askedMs} from './due-repositories.ts'
import {digest} from './page-id.ts'
import {sql} from './sql.ts'

/** An order of people's as it came in. */
export interface NewOrder {
  readonly order: Order
  readonly login: string
  readonly atMs: number
  readonly commentId?: string
}

/**
 * Records what people ask for, to be called in the transaction that records the delivery and sends the job that carries it out. A comment is one
 * order, however often it is told of. Of a repository that is not known nothing is recorded.
 */
export async function recordOrders(queries: Queries, repositoryId: string, orders: readonly NewOrder[]): Promise<void> {
  if (orders.length === 0) return
  await queries.query(sql`
    insert into listkeeper.orders (repository_id, "order", login, at_ms, comment_id)
    select repository.repository_id, given."order", given.login, given."atMs", given."commentId"
    from jsonb_to_recordset(${asJson(orders)}::jsonb) as given("order" jsonb, login text, "atMs" bigint, "commentId" text),
      (select repository_id from listkeeper.repositories where repository_id = ${repositoryId} for key share) as repository
    on conflict do nothing`)
}

/** Orders that were carried out, what people decided by them, and (`dueMs`) that somebody asked for a scan: the next tick begins it, if nobody has before; within a transaction. */
export async function settleOrders(
  queries: Queries,
  repositoryId: string,
  {
    orders,
    decisions,
    dueMs,
  }: {readonly orders: readonly string[]; readonly decisions: readonly Decision[]; readonly dueMs?: number},
): Promise<void> {
  const [known] = await queries.query(
    sql`select repository_id from listkeeper.repositories where repository_id = ${repositoryId} for no key update`,
  )
  if (known === undefined) return
  await queries.query(sql`
    delete from listkeeper.orders
    where repository_id = ${repositoryId} and id = any(${orders}::bigint[])`)
  await decide(queries, repositoryId, decisions)
  if (dueMs === undefined) return
  await queries.query(sql`update listkeeper.repositories set due_ms = ${askedMs} where repository_id = ${repositoryId}`)
}

/** The latest word on a link counts. */
async function decide(queries: Queries, repositoryId: string, decisions: readonly Decision[]): Promise<void> {
  const latest = new Map(decisions.toSorted((a, b) => a.atMs - b.atMs).map(decision => [decision.url, decision]))
  if (latest.size === 0) return
  const rows = [...latest.values()].map(decision => ({...decision, id: digest(decision.url)}))
  await queries.query(sql`
    insert into listkeeper.decisions (repository_id, url_id, url, kind, login, at_ms, until_ms)
    select ${repositoryId}, id, url, kind, "by", "atMs", "untilMs"
    from jsonb_to_recordset(${asJson(rows)}::jsonb)
      as given(id text, url text, kind text, "by" text, "atMs" bigint, "untilMs" bigint)
    on conflict (repository_id, url_id) do update set
      kind = excluded.kind, login = excluded.login, at_ms = excluded.at_ms, until_ms = excluded.until_ms
      where decisions.at_ms <= excluded.at_ms`)
}
