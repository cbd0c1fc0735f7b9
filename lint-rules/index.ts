import type {Root} from 'mdast'
import type {Plugin, Preset} from 'unified'
import type {z} from 'zod'
import entryDescription, {options as entryDescriptionOptions} from './entry-description.ts'
import entrySeparator, {options as entrySeparatorOptions} from './entry-separator.ts'
import noDuplicateUrl, {options as noDuplicateUrlOptions} from './no-duplicate-url.ts'
import toc, {options as tocOptions} from './toc.ts'

/** How bad what a rule finds is, unless somebody set it. A rule may call single findings lesser. */
export type RuleSeverity = 'error' | 'warning'

/** A rule as settings, docs and whoever runs it know it. */
interface Rule {
  readonly plugin: Plugin<[options?: object], Root>
  readonly options: z.ZodObject
  readonly severity: RuleSeverity
}

/** All rules by id, in the order in which they run. */
export const rules = {
  'entry-separator': {plugin: entrySeparator, options: entrySeparatorOptions, severity: 'warning'},
  'entry-description': {plugin: entryDescription, options: entryDescriptionOptions, severity: 'warning'},
  'no-duplicate-url': {plugin: noDuplicateUrl, options: noDuplicateUrlOptions, severity: 'error'},
  toc: {plugin: toc, options: tocOptions, severity: 'warning'},
} as const satisfies Readonly<Record<string, Rule>>

/** A rule's id, as people see it everywhere. */
export type RuleId = keyof typeof rules

/** The ids of all rules. */
export const ruleIds = Object.keys(rules) as readonly RuleId[]

/** What may be set of each rule, beside its severity. */
export const optionSchemas: Readonly<Record<RuleId, z.ZodObject>> = {
  'entry-separator': entrySeparatorOptions,
  'entry-description': entryDescriptionOptions,
  'no-duplicate-url': noDuplicateUrlOptions,
  toc: tocOptions,
}

/** What a list sets of the rules: by id, `off`, a severity, or options with or without one. */
export type RuleSettings = Readonly<
  Record<string, 'off' | RuleSeverity | Readonly<{severity?: RuleSeverity | undefined; [option: string]: unknown}>>
>

/** awesome-lint's names for what ours tell: comments that silence those silence ours. */
export const aliases: Readonly<Record<string, readonly RuleId[]>> = {
  'awesome-list-item': ['entry-separator', 'entry-description'],
  'double-link': ['no-duplicate-url'],
  'awesome-toc': ['toc'],
}

/** For remark's configuration: `"plugins": ["listkeeper/lint-rules"]` runs all rules as they are. */
const preset: Preset = {plugins: Object.values(rules).map(({plugin}) => plugin as Plugin)}
export default preset
