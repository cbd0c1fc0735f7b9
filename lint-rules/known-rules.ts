import type {Rule, RuleSeverity} from './rule.ts'
import * as rulesById from './rules.ts'

/** A rule's id, as people see it everywhere. */
export type RuleId = keyof typeof rulesById

/** All rules by id, each an ordinary remark-lint plugin with its facts. */
export const rules: Readonly<Record<RuleId, Rule>> = rulesById

/** The ids of all rules, in the order in which they run: by name, whatever loads the modules. */
export const ruleIds = Object.keys(rules).toSorted() as readonly RuleId[]

/** The rule of an id; undefined for what is told by no rule: links, settings. */
export const ruleCalled = (id: string): Rule | undefined => byId[id]

/** A module has no prototype, so there is nothing but rules in it. */
const byId: Readonly<Partial<Record<string, Rule>>> = rules

/** What a list sets of the rules: by id, `off`, a severity, or options with or without one. */
export type RuleSettings = Readonly<
  Record<string, 'off' | RuleSeverity | Readonly<{severity?: RuleSeverity | undefined; [option: string]: unknown}>>
>

/** The rules that other linters know by a name: comments that silence those silence ours. */
export const rulesKnownAs = (alias: string): readonly RuleId[] => ruleIds.filter(id => rules[id].aliases.includes(alias))
