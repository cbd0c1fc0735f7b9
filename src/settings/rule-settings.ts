import {z} from 'zod'
import {ruleIds, rules} from '../../lint-rules/known-rules.ts'
import {generatedRule} from '../findings/generated-finding.ts'
import {linkRules} from '../findings/link-findings.ts'
import {repositoryRules} from '../findings/repository-findings.ts'

const severity = z.enum(['error', 'warning'])

const setting = (options: z.ZodObject) =>
  z
    .union([z.literal('off'), severity, z.strictObject({...options.shape, severity: severity.exactOptional()}).readonly()])
    .exactOptional()
    .describe(options.description ?? '`off`, a severity, or options.')

/** By id, for all that is told of lists, of links and of changes: `off`, a severity, or options with or without one. */
export const ruleSettings = z
  .strictObject(
    Object.fromEntries([
      ...ruleIds.map(id => [id, setting(rules[id].options(z))] as const),
      ...[...linkRules, ...repositoryRules, generatedRule].map(id => [id, setting(z.object({}))] as const),
    ]),
  )
  .readonly()
