import type {Plugin, Preset} from 'unified'
import {z} from 'zod'
import {rules as known, type RuleId, ruleIds} from './known-rules.ts'
import {checked, type Rule} from './rule.ts'

export type {RuleId, RuleSettings} from './known-rules.ts'
export type {Rule, RuleSeverity} from './rule.ts'

/** All rules by id, each an ordinary remark-lint plugin. */
export const rules = Object.fromEntries(ruleIds.map(id => [id, checked(known[id], z)])) as Readonly<Record<RuleId, Rule>>

/** For remark's configuration: `"plugins": ["listkeeper/lint-rules"]` runs all rules as they are. */
const preset: Preset = {plugins: ruleIds.map(id => rules[id] as Plugin)}
export default preset
