import {parseArgs} from 'node:util'
import type {FailOn} from '../report/tally.ts'
import {nearest} from '../settings/nearest.ts'
import {Complaint} from './complaint.ts'

/** What a person asked a command for. Absent: they did not say, or the command has no such option. */
export interface Options {
  readonly files: readonly string[]
  readonly format: 'pretty' | 'json' | 'markdown'
  readonly failOn: FailOn | undefined
  readonly config: string | undefined
  readonly base: string | undefined
  /** The file in which `audit` remembers. */
  readonly history: string | undefined
  readonly links: boolean | undefined
  readonly dryRun: boolean
  readonly verbose: boolean
}

type Command = 'lint' | 'links' | 'check' | 'fix' | 'audit'

/** An option: what its value looks like, or undefined where it takes none. */
interface Known {
  readonly example: string | undefined
}

const everywhere: Readonly<Record<string, Known>> = {
  '--format': {example: 'json'},
  '--fail-on': {example: 'warning'},
  '--config': {example: 'FILE'},
  '--base': {example: 'main'},
}

const known: Readonly<Record<Command, Readonly<Record<string, Known>>>> = {
  lint: everywhere,
  links: {...everywhere, '--verbose': {example: undefined}},
  check: {...everywhere, '--verbose': {example: undefined}, '--links': {example: undefined}, '--no-links': {example: undefined}},
  fix: {...everywhere, '--dry-run': {example: undefined}, '--links': {example: undefined}},
  audit: {
    '--format': {example: 'markdown'},
    '--history': {example: 'FILE'},
    '--config': {example: 'FILE'},
    '--verbose': {example: undefined},
  },
}

const formats = {audit: ['pretty', 'json', 'markdown'], others: ['pretty', 'json']} as const

/** Reads what stands behind the name of a command; a Complaint says what is wrong with it. */
export function readOptions(command: Command, args: readonly string[]): Options {
  const {values, positionals, tokens} = parseArgs({
    args: [...args],
    options: {
      format: {type: 'string'},
      'fail-on': {type: 'string'},
      config: {type: 'string'},
      base: {type: 'string'},
      history: {type: 'string'},
      links: {type: 'boolean'},
      'dry-run': {type: 'boolean'},
      verbose: {type: 'boolean'},
    },
    allowPositionals: true,
    allowNegative: true,
    strict: false,
    tokens: true,
  })
  for (const token of tokens) if (token.kind === 'option') judge(command, token)
  return {
    files: positionals,
    format: oneOf('--format', values.format, formats[command === 'audit' ? 'audit' : 'others']) ?? 'pretty',
    failOn: oneOf('--fail-on', values['fail-on'], ['error', 'warning', 'never']),
    config: typeof values.config === 'string' ? values.config : undefined,
    base: typeof values.base === 'string' ? values.base : undefined,
    history: typeof values.history === 'string' ? values.history : undefined,
    links: typeof values.links === 'boolean' ? values.links : undefined,
    dryRun: values['dry-run'] === true,
    verbose: values.verbose === true,
  }
}

interface Option {
  readonly rawName: string
  readonly value: string | undefined
}

function judge(command: Command, {rawName, value}: Option): void {
  const options = known[command]
  const option = Object.hasOwn(options, rawName) ? options[rawName] : undefined
  if (option === undefined) {
    const meant = nearest(rawName, ['--help', ...Object.keys(options)])
    const hint = meant === undefined ? `\`listkeeper ${command} --help\` shows what there is.` : `Did you mean \`${meant}\`?`
    throw new Complaint(`\`${command}\` has no option \`${rawName}\`. ${hint}`)
  }
  const {example} = option
  if (example === undefined && value !== undefined) throw new Complaint(`\`${rawName}\` takes no value.`)
  // Whoever forgets a value takes the next option for one.
  if (example !== undefined && (value === undefined || value === '' || (value.startsWith('-') && Object.hasOwn(options, value))))
    throw new Complaint(`\`${rawName}\` needs a value: ${rawName} ${example}`)
}

function oneOf<Word extends string>(option: string, given: unknown, words: readonly Word[]): Word | undefined {
  if (given === undefined) return undefined
  const word = words.find(word => word === given)
  if (word !== undefined) return word
  throw new Complaint(`\`${option}\` can be ${words.join(', ').replace(/, ([^,]*)$/, ' or $1')}, not \`${String(given)}\`.`)
}
