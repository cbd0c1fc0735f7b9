import type {Root} from 'mdast'
import type {Plugin} from 'unified'
import {lintRule} from 'unified-lint-rule'
import type {VFile} from 'vfile'
import type {} from 'vfile-message'
import type {z} from 'zod'
import type {Place} from '../src/markdown/place.ts'

declare module 'vfile-message' {
  interface VFileMessage {
    /** What remark's messages have no field for. */
    listkeeper?: {
      /** Where to speak, if not where something is wrong: the line that brought it. */
      readonly anchor?: Place | undefined
      /** The other end, if there are two. */
      readonly other?: Place | undefined
      /** Lines that should change places, as a fix: whole ones, the second ones right below the first. */
      readonly swap?: {readonly first: Place; readonly second: Place} | undefined
      /** What it is about, if that is no entry. */
      readonly subject?: {readonly name: string; readonly key: string} | undefined
      /** How bad this one is, where a rule speaks of worse and lesser things and nobody set a severity. */
      readonly severity?: 'error' | 'warning' | undefined
    }
  }
}

/** What a rule found: one message. */
export interface Told {
  /** `Unexpected X, expected Y` or a plain sentence, without a final stop; others' words by `code`. */
  readonly message: string
  /** What is wrong, and what a fix replaces. */
  readonly place: Place
  readonly actual?: string
  /** What may stand there instead: exactly one is a fix. */
  readonly expected?: readonly string[]
  readonly more?: NonNullable<import('vfile-message').VFileMessage['listkeeper']>
}

/** How bad what a rule finds is, unless somebody set it. A rule may call single findings lesser. */
export type RuleSeverity = 'error' | 'warning'

/** What zod exports: it takes a tenth of a small run's time to load, so only who asks for a schema brings it. */
export type Zod = typeof z

type OptionSchema = (z: Zod) => z.ZodObject

/** The options that fit a schema. */
export type OptionsOf<Schema extends OptionSchema> = z.infer<ReturnType<Schema>>

/** What everyone needs to know of a rule without running it. */
interface RuleFacts<Schema extends OptionSchema> {
  /** As people see it everywhere, without a prefix. */
  readonly id: string
  readonly severity: RuleSeverity
  /** What may be set beside the severity; each option with a description. A function, so that who sets nothing need not load zod. */
  readonly options: Schema
  /** Names under which other linters know it: comments that silence those silence this. */
  readonly aliases?: readonly string[]
  /** Can a change far away make a place wrong that nobody touched? Then it is told there, too. */
  readonly speaksFromAfar?: boolean
  /** Does it compare with what the list itself does? Where the list does otherwise all over, there is no habit to compare with. */
  readonly followsHabit?: boolean
}

/** What a rule does with a document; options that don't fit are whoever's who calls it. */
type Check = (tree: Root, file: VFile, options: object) => void

/** An ordinary remark-lint rule, with its facts on it. */
export type Rule = Plugin<[options?: object], Root> & Readonly<Required<RuleFacts<OptionSchema>>> & {readonly check: Check}

/** Makes a remark-lint rule, to be called with options that fit. */
export function rule<Schema extends OptionSchema>(
  facts: RuleFacts<Schema>,
  check: (tree: Root, file: VFile, options: OptionsOf<Schema>) => void,
): Rule {
  const asked: Check = (tree, file, given) => check(tree, file, given as OptionsOf<Schema>)
  return Object.assign(pluginOf(facts.id, asked), {
    aliases: [],
    speaksFromAfar: false,
    followsHabit: false,
    ...facts,
    check: asked,
  })
}

/** The same rule for people's own configurations: options that don't fit throw, with a sentence that names the rule. */
export function checked(rule: Rule, z: Zod): Rule {
  const {id, options, check} = rule
  // The facts are all that a function has of its own to be copied.
  return Object.assign(
    pluginOf(id, (tree, file, given) => check(tree, file, fitting(id, options(z), given))),
    {...rule},
  )
}

/** Comments (`<!--lint disable ID-->`) find rules by the origin `remark-lint:ID` only. */
const pluginOf = (id: string, check: Check): Plugin<[options?: object], Root> =>
  lintRule<Root, object | undefined>(
    {origin: `remark-lint:${id}`, url: `https://github.com/listkeeper/listkeeper/blob/main/docs/rules/${id}.md`},
    (tree, file, given) => check(tree, file, given ?? {}),
  ) as Plugin<[options?: object], Root>

function fitting(id: string, options: z.ZodObject, given: object): object {
  const read = options.safeParse(given)
  if (read.success) return read.data
  throw new Error(`Options of ${id} that do not fit: ${read.error.issues.map(({message}) => message).join('; ')}`)
}

/** Tells what a rule found. */
export function tell(file: VFile, told: Told): void {
  const message = file.message(told.message, {place: {...told.place}})
  if (told.actual !== undefined) message.actual = told.actual
  if (told.expected !== undefined) message.expected = [...told.expected]
  if (told.more !== undefined) message.listkeeper = told.more
}
