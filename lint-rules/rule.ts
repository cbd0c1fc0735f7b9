import type {VFile} from 'vfile'
import type {} from 'vfile-message'
import type {Place} from '../src/markdown/place.ts'

declare module 'vfile-message' {
  interface VFileMessage {
    /** What remark's messages have no field for. */
    listkeeper?: {
      /** Where to speak, if not where something is wrong: the line that brought it. */
      readonly anchor?: Place | undefined
      /** The other end, if there are two. */
      readonly other?: Place | undefined
      /** What it is about, if that is no entry. */
      readonly subject?: {readonly name: string; readonly key: string} | undefined
      /** How bad this one is, where a rule speaks of worse and lesser things and nobody set a severity. */
      readonly severity?: 'error' | 'warning' | undefined
    }
  }
}

/** What a rule found: one message. */
export interface Told {
  /** `Unexpected X, expected Y` or a plain sentence, without a final stop; others' words by `code`. */
  readonly message: string
  /** What is wrong, and what a fix replaces. */
  readonly place: Place
  readonly actual?: string
  /** What may stand there instead: exactly one is a fix. */
  readonly expected?: readonly string[]
  readonly more?: NonNullable<import('vfile-message').VFileMessage['listkeeper']>
}

/** What a rule is, as `unified-lint-rule` wants it: comments (`<!--lint disable ID-->`) find rules by this origin only. */
export const metaOf = (id: string) => ({
  origin: `remark-lint:${id}`,
  url: `https://github.com/listkeeper/listkeeper/blob/main/docs/rules/${id}.md`,
})

/** Tells what a rule found. */
export function tell(file: VFile, told: Told): void {
  const message = file.message(told.message, {place: {...told.place}})
  if (told.actual !== undefined) message.actual = told.actual
  if (told.expected !== undefined) message.expected = [...told.expected]
  if (told.more !== undefined) message.listkeeper = told.more
}
