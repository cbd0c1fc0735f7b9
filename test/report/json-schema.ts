import {z} from 'zod'

const position = z.int().positive()

/** What is promised of `--format json`, said a second time. */
export const jsonSchema = z.strictObject({
  version: z.literal(1),
  files: z.array(
    z.strictObject({
      path: z.string().min(1),
      findings: z.array(
        z.strictObject({
          rule: z.string().regex(/^[a-z0-9-]+$/),
          severity: z.enum(['error', 'warning']),
          message: z.string().min(1),
          line: position,
          column: position,
          endLine: position,
          endColumn: position,
          expected: z.array(z.string()),
          suggested: z
            .strictObject({line: position, column: position, endLine: position, endColumn: position, text: z.string()})
            .optional(),
          fingerprint: z.string().min(1),
        }),
      ),
    }),
  ),
  links: z.array(
    z.strictObject({
      url: z.string(),
      verdict: z.enum(['alive', 'moved', 'dead', 'unverified', 'invalid', 'refused', 'ignored']),
      reason: z.string().regex(/^[a-z0-9-]+$/),
      status: z.int().min(100).max(999).nullable(),
      finalUrl: z.url().nullable(),
      occurrences: z
        .array(z.strictObject({path: z.string().min(1), line: position, column: position, isImage: z.boolean()}))
        .min(1),
    }),
  ),
  summary: z.strictObject({
    files: z.int(),
    errors: z.int(),
    warnings: z.int(),
    links: z.record(z.string(), z.int()),
    fixed: z.int(),
    notes: z.array(z.string()),
  }),
})
