import type {Entry} from './list.ts'

/** A description that begins with its entry's name. Offsets are from the description's start. */
export interface RepeatedName {
  /** `is`, `are`: the word that follows the name. */
  readonly verb: string
  readonly nameEnd: number
  /** Where what follows the verb begins. */
  readonly end: number
}

/** Finds `X is …` behind `[X](…)`. A name as a noun or a verb (`[delay] - Delay a promise`) says something else and is not meant. */
export function repeatedName({name, description}: Entry, verbs: readonly string[] = ['is', 'are']): RepeatedName | undefined {
  if (description === undefined || name.length < 2) return undefined
  const head = description.text.slice(0, name.length + 40).replaceAll(/[*_`]/g, ' ')
  const lead = /^\s*(?:the )?\s*/i.exec(head)?.[0].length ?? 0
  if (head.slice(lead, lead + name.length).toLowerCase() !== name.toLowerCase()) return undefined
  const next = /^\s{1,3}([\p{L}']{2,20})\s{1,3}/u.exec(head.slice(lead + name.length))
  const verb = next?.[1]?.toLowerCase()
  if (next === null || verb === undefined || !verbs.includes(verb)) return undefined
  return {verb, nameEnd: lead + name.length, end: lead + name.length + next[0].length}
}
