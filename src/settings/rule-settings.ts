import {z} from 'zod'

const severity = z.enum(['error', 'warning'])

/** `off`, a severity, or a rule's options. */
export const ruleSettings = z
  .record(z.string(), z.union([z.literal('off'), severity, z.looseObject({severity: severity.exactOptional()}).readonly()]))
  .readonly()
