import type {Entry} from './list.ts'

/** A name that goes on behind a dash: `Ant - Builds hills`. */
export interface DashedName {
  /** How many words stand behind the dash. */
  readonly words: number
  /** Into the text between the brackets: of the dash with its blanks. */
  readonly start: number
  readonly end: number
}

/** Finds the first dash in what stands between a link's brackets. */
export function dashedName(label: string): DashedName | undefined {
  const dash = /\s{1,3}[-–—]\s{1,3}(?=\S)/u.exec(label.slice(0, 300))
  if (dash === null || dash.index === 0) return undefined
  const end = dash.index + dash[0].length
  return {words: wordCount(label.slice(end)), start: dash.index, end}
}

/** So many words behind a dash describe a thing, or belong to a title. */
export const fewestWordsOfDescription = 4

/** A name that could hold a description, of an entry that has one all the same: then it is a title. */
export const isTitle = ({name, description}: Entry): boolean =>
  description !== undefined && (dashedName(name)?.words ?? 0) >= fewestWordsOfDescription

const wordCount = (text: string): number => text.split(/\s+/).filter(word => /[\p{L}\p{N}]/u.test(word)).length
