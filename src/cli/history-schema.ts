import {z} from 'zod'
import type {ChangeOfHands, PageRecord, RememberedRepository, Strikes} from '../health/page-record.ts'
import type {AuditHistory} from '../journeys/audit-history.ts'
import type {Validators} from '../verdict/exchange.ts'
import {reasons} from '../verdict/reasons.ts'

const ms = z.int().min(0)
const count = z.int().min(0)
const text = z.string().max(100_000)
const reason = z.enum(reasons)
/** JSON keeps no `undefined`: what is missing there is one. */
const status = z.int().optional()

const other = <Kind extends string, Shape extends z.core.$ZodLooseShape>(kind: Kind, shape: Shape) =>
  z.object({kind: z.literal(kind), reason, ...shape})

const verdict = z.discriminatedUnion('kind', [
  other('alive', {
    status,
    finalUrl: text,
    better: z.object({why: z.enum(['https', 'shortener']), url: text}).exactOptional(),
    missingFragment: text.exactOptional(),
  }).transform(read => ({...read, status: read.status})),
  other('moved', {status, finalUrl: text}).transform(read => ({...read, status: read.status})),
  other('dead', {status}).transform(read => ({...read, status: read.status})),
  other('unverified', {
    status,
    detail: text,
    elsewhere: z
      .object({finalUrl: text, title: text.optional(), permanent: z.boolean()})
      .transform(read => ({...read, title: read.title}))
      .exactOptional(),
  }).transform(read => ({...read, status: read.status})),
  other('invalid', {}),
  other('refused', {detail: text}),
  other('ignored', {}),
])

/** Each field of `Value`: one that is added there and not here does not compile. */
type Fields<Value> = Record<keyof Value, z.ZodType>

const strikes = z.object({
  count,
  proof: other('dead', {status})
    .transform(read => ({...read, status: read.status}))
    .exactOptional(),
  firstMs: ms,
  lastMs: ms,
} satisfies Fields<Strikes>)

const repository = z.object({
  id: text,
  name: text,
  isArchived: z.boolean(),
  lastCommitMs: ms.exactOptional(),
  homepage: text.exactOptional(),
} satisfies Fields<RememberedRepository>)

const handed = z.object({
  why: z.enum(['other title', 'domain for sale', 'other site', 'other repository']),
  sinceMs: ms,
} satisfies Fields<ChangeOfHands>)

const record = z.object({
  verdict,
  checkedMs: ms,
  sinceMs: ms,
  aliveMs: ms.exactOptional(),
  strikes: strikes.exactOptional(),
  steady: count,
  isChanging: z.literal(true).exactOptional(),
  titleWords: z.array(text).exactOptional(),
  titles: z.object({known: count, strange: count}).exactOptional(),
  repository: repository.exactOptional(),
  handed: handed.exactOptional(),
  validators: z
    .object({etag: text.exactOptional(), lastModified: text.exactOptional()} satisfies Fields<Validators>)
    .exactOptional(),
  copy: z.object({askedMs: ms, url: text.exactOptional()}).exactOptional(),
} satisfies Fields<PageRecord>)

/** The first thing that a history file says: what it is, and in which form. */
export const historyHead = z.object({listkeeper: z.literal('history'), version: z.int().min(1)})

/** The form that is written today. What is added may be absent in older files; what changes its meaning raises the version. */
export const historyVersion = 1

/** A history as it stands in a file: pages and runs, each a line. Unknown keys are passed over. */
export const historySchema = z
  .object({
    pages: z.array(z.object({page: z.url().max(100_000), heldMs: ms, record})),
    runs: z.array(
      z.object({
        paths: z.array(text),
        atMs: ms,
        links: count,
        alive: count,
        dead: count,
        suspects: count,
        moved: count,
        unverified: count,
      }),
    ),
  })
  .transform(({pages, runs}): AuditHistory => ({pages: new Map(pages.map(({page, ...held}) => [page, held])), runs}))
