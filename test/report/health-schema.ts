import {z} from 'zod'

const moment = z.iso.datetime()
const counts = {alive: z.int(), moved: z.int(), dead: z.int(), unverified: z.int()}

/** What is promised of `audit --format json`, said a second time. */
export const healthSchema = z.strictObject({
  version: z.literal(1),
  at: moment,
  hasHistory: z.boolean(),
  files: z.array(z.string().min(1)),
  links: z.array(
    z.strictObject({
      url: z.string().min(1),
      state: z.enum([
        'alive',
        'moved',
        'changed-hands',
        'suspect',
        'dead',
        'unverified',
        'new',
        'invalid',
        'ignored',
        'secret',
        'left-out',
      ]),
      reason: z
        .string()
        .regex(/^[a-z0-9-]+$/)
        .nullable(),
      status: z.int().nullable(),
      since: moment.nullable(),
      strikes: z.int().min(1).nullable(),
      finalUrl: z.string().nullable(),
      changed: z
        .strictObject({
          why: z.enum(['other title', 'domain for sale', 'other site', 'other repository']),
          leadsTo: z.string().nullable(),
        })
        .nullable(),
      repository: z
        .strictObject({id: z.string(), name: z.string(), isArchived: z.boolean(), staleMonths: z.int().nullable()})
        .nullable(),
      places: z
        .array(
          z.strictObject({
            path: z.string().min(1),
            line: z.int().positive(),
            entry: z.string().nullable(),
            section: z.string().nullable(),
            isImage: z.boolean(),
          }),
        )
        .min(1),
    }),
  ),
  summary: z.strictObject({
    ...counts,
    'changed-hands': z.int(),
    suspect: z.int(),
    new: z.int(),
    invalid: z.int(),
    ignored: z.int(),
    secret: z.int(),
    'left-out': z.int(),
  }),
  runs: z.array(z.strictObject({at: moment, links: z.int(), suspects: z.int(), ...counts})),
  notes: z.array(z.string()),
})
