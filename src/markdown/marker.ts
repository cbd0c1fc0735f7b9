import {z} from 'zod'
import type {Block} from './write.ts'

/** Fingerprints as they stand in a marker: short, and of letters that can end no comment. */
const fingerprint = z.string().regex(/^[0-9a-z][0-9a-z.]{0,31}$/)

/** More than any comment and any review of ours tells: a body must hold them all, beside its words. Of a check run: the worst ones. */
export const mostTold = {comment: 400, review: 1000, check: 1000, left: 400} as const

const comment = z.strictObject({
  /** Format of the marker. Another number is another program's, or a later one of ours: not read. */
  v: z.literal(1),
  kind: z.literal('comment'),
  /** What the comment tells of. */
  open: z.array(fingerprint).max(mostTold.comment),
  /** What it told of once, and what is fixed since. */
  fixed: z.array(fingerprint).max(mostTold.comment),
  /** How many lines its place has, hence what a suggestion in it would replace. */
  lines: z.int().min(1).max(100_000),
})

const review = z.strictObject({
  v: z.literal(1),
  kind: z.literal('review'),
  /** The commit that was looked at. */
  head: z.string().regex(/^[0-9a-f]{40,64}$/),
  /** All that the review's comments told of: still known when somebody deletes them. */
  told: z.array(fingerprint).max(mostTold.review),
  /** What was told in comments that we deleted ourselves; what is missing otherwise was deleted by people. */
  gone: z.array(fingerprint).max(mostTold.review).optional(),
  /** What people dismissed by a button. */
  left: z.array(fingerprint).max(mostTold.left).optional(),
  /** How many comments it has, or had. */
  comments: z.int().min(0).max(1000),
})

const check = z.strictObject({
  v: z.literal(1),
  kind: z.literal('check'),
  /** All that was found and that nobody had settled: what the button "Dismiss all" is about. */
  told: z.array(fingerprint).max(mostTold.check),
  /** What was found and is left, since people dismissed it by the button. */
  left: z.array(fingerprint).max(mostTold.left).optional(),
  /** Of this pull request alone, where another one has the same commit: in our own words. */
  conclusion: z.enum(['success', 'neutral', 'failure']),
  title: z.string().max(200),
  /** What the pull request was like when everything could be said: while it stays so, nothing is said anew. */
  aloud: fingerprint.optional(),
})

const health = z.strictObject({
  v: z.literal(1),
  kind: z.literal('health'),
  /** Of what we wrote above it, so that what people change in our words does not look like news of ours. */
  wrote: fingerprint,
})

const schema = z.discriminatedUnion('kind', [comment, review, check, health])

/** What our comments and reviews say to us, hidden. */
export type Marker = Readonly<z.infer<typeof schema>>
export type CommentMarker = Readonly<z.infer<typeof comment>>
export type ReviewMarker = Readonly<z.infer<typeof review>>
export type CheckMarker = Readonly<z.infer<typeof check>>

/** The marker as a block. It goes to the very end of a body: others' text, a suggestion say, is always before it. */
export const marker = (value: Marker): Block => [{type: 'html', value: `<!-- listkeeper ${harmless(JSON.stringify(value))} -->`}]

/** No character that has a meaning in HTML or ends a comment; JSON reads them back. */
const harmless = (json: string): string =>
  json.replaceAll(/[-<>&]/g, character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)

/**
 * What a body of ours says of itself, hidden; undefined if it says nothing that we understand.
 *
 * Only the last line counts. Ask it of what we wrote alone: the body of anybody else is anybody's word.
 */
export function readMarker(body: string): Marker | undefined {
  const end = body.trimEnd()
  const line = end.slice(Math.max(end.lastIndexOf('\n'), end.lastIndexOf('\r')) + 1)
  const json = /^<!-- listkeeper (\{[^<>]*\}) -->$/.exec(line)?.[1]
  if (json === undefined) return undefined
  try {
    return schema.safeParse(JSON.parse(json)).data
  } catch {
    return undefined
  }
}
