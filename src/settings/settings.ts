import {z} from 'zod'
import {cronMistake} from './cron.ts'
import {globMistake} from './glob.ts'
import {headerHostMistake, headerNameMistake, headerValueMistake} from './header-host.ts'
import {nearest} from './nearest.ts'
import {ruleSettings} from './rule-settings.ts'

/** A group of settings: no other key, nothing that must be there. */
const group = <Shape extends z.core.$ZodLooseShape>(shape: Shape) => z.strictObject(shape).readonly().exactOptional()

const whole = (least: number, most: number) => z.int().min(least).max(most).exactOptional()
const flag = z.boolean().exactOptional()
const words = z.string().min(1).max(500)

/** A text that `mistakeOf` has nothing to say against. */
const sound = (mistakeOf: (text: string) => string | undefined) =>
  words.superRefine((text, context) => {
    const mistake = mistakeOf(text)
    if (mistake !== undefined) context.addIssue({code: 'custom', message: mistake})
  })

const glob = sound(globMistake)
const globs = z.array(glob).max(100).readonly()

const schedules = ['daily', 'weekly', 'monthly'] as const

function scheduleMistake(text: string): string | undefined {
  if (text.includes(' ')) return cronMistake(text)
  const meant = nearest(text, schedules)
  const guess = meant === undefined ? '' : `, did you mean \`${meant}\`?`
  return `is neither \`daily\`, \`weekly\`, \`monthly\` nor a cron expression${guess}`
}

const isRepository = (text: string): string | undefined =>
  /^[\w-]{1,39}\/[\w.-]{1,100}$/.test(text) ? undefined : 'is no repository such as `owner/name`'

const ignoredLink = z
  .strictObject({
    url: words.describe('The address as it stands in the list; `*` stands for any characters.'),
    reason: words.exactOptional().describe('Why, for those who read this file.'),
    until: z.iso
      .date()
      .exactOptional()
      .describe('The last day (UTC) on which it is left alone, `2027-01-31`. Without it: always.'),
  })
  .readonly()

/**
 * What a repository may set in `.github/listkeeper.yml`. Everything may be absent and stays absent: who uses a value owns its default.
 *
 * The limits are there for others' sake: nobody who writes a file can have a thousand sockets opened, or a worker kept for a day.
 */
export const settingsSchema = z
  .strictObject({
    files: globs
      .exactOptional()
      .describe(
        'Which files are lists: globs from the root of the repository, `!` takes away. Default: Listkeeper recognises lists.',
      ),
    rules: ruleSettings
      .exactOptional()
      .describe('By rule: `off`, `error`, `warning`, or its options, which may hold a `severity`.'),
    failOn: z
      .enum(['error', 'warning', 'never'])
      .exactOptional()
      .describe('From which severity on the check fails. Default: `error`.'),
    review: group({
      mode: z
        .enum(['comments', 'check-only'])
        .exactOptional()
        .describe('`comments` speaks on the lines of a pull request, `check-only` in its check run alone. Default: `comments`.'),
      comments: whole(0, 100).describe('At most this many comments in a pull request. Default: 20.'),
      suggestions: flag.describe('Whether comments hold fixes that one click applies. Default: true.'),
      drafts: flag.describe('Whether a draft is commented on, too. Default: false.'),
    }).describe('How a pull request is reviewed.'),
    links: group({
      timeoutSeconds: whole(1, 60).describe('How long one page may take. Default: 10.'),
      concurrency: whole(1, 256).describe('How many pages are asked for at once. Default: 128.'),
      perSite: whole(1, 16).describe('How many pages of one site are asked for at once. Default: 16; 2 on a pull request.'),
      retries: whole(0, 5).describe('How often a page that did not answer is asked again. Default: 2.'),
      deadlineSeconds: whole(1, 1800).describe(
        'How long all links together may take. Default: 60 on a pull request, 90 on the command line, 1800 in a scan.',
      ),
      maxPerPullRequest: whole(0, 5000).describe('How many links of one pull request are checked. Default: 300.'),
      ignore: z.array(ignoredLink).max(1000).readonly().exactOptional().describe('Links that are not checked.'),
      accept: z
        .array(z.int().min(100).max(599))
        .max(100)
        .readonly()
        .exactOptional()
        .describe(
          'HTTP statuses that count as alive although they say nothing or that a page is gone, such as 403; of 301 and 308: that a page has moved is not told.',
        ),
      fragments: flag.describe('Whether a missing `#fragment` of a page is told. Default: false.'),
      headers: z
        .record(sound(headerHostMistake), z.record(sound(headerNameMistake), sound(headerValueMistake)).readonly())
        .readonly()
        .exactOptional()
        .describe(
          'By host, `wiki.example`: headers that are sent to it, by https only. What they hold comes from the environment of who runs Listkeeper: `Bearer $TOKEN` is their `LISTKEEPER_HEADER_TOKEN`.',
        ),
    }).describe('How links are checked.'),
    generated: z
      .union([globs, z.record(glob, z.union([glob, globs])).readonly()])
      .exactOptional()
      .describe(
        'Which files a tool writes: globs from the root of the repository, or a map from such globs to those of the files to edit instead. Default: Listkeeper recognises them.',
      ),
    strikes: group({
      scans: whole(1, 100).describe('In how many scans a link must be dead. Default: 3.'),
      days: whole(0, 365).describe('Over how many days. Default: 7.'),
    }).describe('When a scan calls a link dead.'),
    repositories: group({
      archived: flag.describe('Whether archived repositories are told. Default: true.'),
      staleAfterMonths: whole(1, 240).describe(
        'After how many months without a commit to its default branch a repository is told. Without it: never.',
      ),
    }).describe('What is told of listed repositories, where GitHub may be asked about them.'),
    issue: group({
      enabled: flag.describe('Whether links are scanned and told of in a link health issue. Default: true.'),
      schedule: z
        .union([z.enum(schedules), sound(scheduleMistake)])
        .exactOptional()
        .describe(
          'How often links are scanned: `daily`, `weekly`, `monthly`, or a cron expression of five fields (UTC). Default: `weekly`.',
        ),
      label: words.exactOptional().describe('The label of the issue.'),
    }).describe('The link health issue.'),
    extends: sound(isRepository)
      .exactOptional()
      .describe('A repository, `owner/name`, of the same owner or public, whose settings hold where this file sets nothing.'),
  })
  .readonly()

/** See `settingsSchema`. Deeply readonly; an absent key is absent. */
export type Settings = z.infer<typeof settingsSchema>
