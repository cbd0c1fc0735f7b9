import type {Finding} from '../findings/finding.ts'

/** `1 link`, `2 links`. */
export const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`

/** Findings in a few words: `1 dead link, 2 other problems`. Every word is ours. */
export function countWords(findings: readonly Finding[]): string {
  const dead = findings.filter(({rule}) => rule === 'dead-link').length
  const others = findings.length - dead
  if (dead === 0) return counted(others, 'problem')
  if (others === 0) return counted(dead, 'dead link')
  return `${counted(dead, 'dead link')}, ${counted(others, 'other problem')}`
}
