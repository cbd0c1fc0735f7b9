import {parseArgs} from 'node:util'
import type {FailOn} from '../report/tally.ts'
import {nearest} from '../settings/nearest.ts'
import {Complaint} from './complaint.ts'

type Format = 'pretty' | 'json'

/** What a person asked `check` for. Absent: they did not say. */
export interface CheckOptions {
  readonly files: readonly string[]
  readonly format: Format
  readonly failOn: FailOn | undefined
  readonly config: string | undefined
  readonly links: boolean
}

const options = {
  format: {type: 'string'},
  'fail-on': {type: 'string'},
  config: {type: 'string'},
  links: {type: 'boolean'},
} as const

/** Reads what stands behind `check`; a Complaint says what is wrong with it. */
export function readCheckOptions(args: readonly string[]): CheckOptions {
  const {values, positionals, tokens} = parseArgs({
    args: [...args],
    options,
    allowPositionals: true,
    allowNegative: true,
    strict: false,
    tokens: true,
  })
  for (const token of tokens) if (token.kind === 'option') judge(token)
  return {
    files: positionals,
    format: oneOf('--format', values.format, ['pretty', 'json']) ?? 'pretty',
    failOn: oneOf('--fail-on', values['fail-on'], ['error', 'warning', 'never']),
    config: typeof values.config === 'string' ? values.config : undefined,
    links: values.links !== false,
  }
}

interface Option {
  readonly name: string
  readonly rawName: string
  readonly value: string | undefined
}

function judge({name, rawName, value}: Option): void {
  const known = Object.keys(options)
  const plain = name.startsWith('no-') && name === 'no-links' ? 'links' : name
  if (!known.includes(plain)) {
    const meant = nearest(rawName, ['--help', '--no-links', ...known.map(option => `--${option}`)])
    const hint = meant === undefined ? '`listkeeper check --help` shows what there is.' : `Did you mean \`${meant}\`?`
    throw new Complaint(`\`check\` has no option \`${rawName}\`. ${hint}`)
  }
  if (plain === 'links') {
    if (value !== undefined) throw new Complaint(`\`${rawName}\` takes no value.`)
  } else if (value === undefined || value === '') {
    throw new Complaint(
      `\`${rawName}\` needs a value: ${rawName} ${plain === 'format' ? 'json' : plain === 'config' ? 'FILE' : 'warning'}`,
    )
  }
}

function oneOf<Word extends string>(option: string, given: unknown, words: readonly Word[]): Word | undefined {
  if (given === undefined) return undefined
  const word = words.find(word => word === given)
  if (word !== undefined) return word
  throw new Complaint(`\`${option}\` can be ${words.join(', ').replace(/, ([^,]*)$/, ' or $1')}, not \`${String(given)}\`.`)
}
