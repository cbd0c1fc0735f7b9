import {type RuleSettings, ruleCalled} from '../../lint-rules/known-rules.ts'
import type {Finding} from './finding.ts'

/** So many exceptions are slips in any list. */
const fewSlips = 12

/** And so large a share of the entries in a large one. */
const slipShare = 0.01

/** What is told of a whole list, and sentences for what is not. */
export interface ClearHabits {
  readonly findings: readonly Finding[]
  readonly notes: readonly string[]
}

/**
 * Leaves out what a whole list does otherwise all over: dozens of exceptions are no slips, and whoever reads the first of two hundred stops reading.
 *
 * A sentence takes their place. Somebody who sets a rule, if only its severity, wants to hear all. Not for changes: what is new follows the
 * list's habit, or is told.
 */
export function clearHabits(
  list: {readonly path: string; readonly entries: number},
  findings: readonly Finding[],
  settings: RuleSettings,
): ClearHabits {
  const most = Math.max(fewSlips, slipShare * list.entries)
  const unclear = [...Map.groupBy(findings, ({rule}) => rule)].filter(
    ([rule, told]) => told.length > most && ruleCalled(rule)?.followsHabit === true && settings[rule] === undefined,
  )
  const left = new Set(unclear.map(([rule]) => rule))
  return {
    findings: findings.filter(({rule}) => !left.has(rule)),
    notes: unclear.map(
      ([rule, {length}]) =>
        `${list.path}: ${length} entries do otherwise than ${rule} asks, too many to be slips. To hear each, set \`${rule}: warning\`.`,
    ),
  }
}
