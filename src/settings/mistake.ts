import {z} from 'zod'
import {code} from '../markdown/message.ts'
import {nearest} from './nearest.ts'

/** Where in the settings: keys, and places in a list from 0. */
export type KeyPath = readonly (string | number)[]

/** What is wrong in settings, as values: where it stands in the file is not known here. */
export interface Mistake {
  readonly at: KeyPath
  /** Whether the key is wrong or what it is set to. */
  readonly wrong: 'key' | 'value'
  readonly message: string
  /** What was most likely meant, in place of the key or of the value. */
  readonly meant: string | undefined
}

/** The mistakes that an issue of `schema` stands for, in our words. */
export function mistakes(schema: z.ZodType, issue: z.core.$ZodIssue, above: KeyPath = []): readonly Mistake[] {
  const at: KeyPath = [...above, ...issue.path.map(key => (typeof key === 'symbol' ? String(key) : key))]
  if (issue.code === 'unrecognized_keys') return issue.keys.map(key => unknownKey(schema, at, key))
  if (issue.code === 'invalid_union') return ofUnion(schema, issue, at)
  if (issue.code === 'invalid_key')
    return issue.issues.map(({message}) => ({
      at,
      wrong: 'key',
      message: `${code(String(at.at(-1)))} ${message}`,
      meant: undefined,
    }))
  const {says, meant} = verdict(issue)
  return [{at, wrong: 'value', message: `${keyCode(at)} ${says}`, meant}]
}

function unknownKey(schema: z.ZodType, at: KeyPath, key: string): Mistake {
  const isRule = at.length === 1 && at[0] === 'rules'
  const meant = nearest(key, keysAt(schema, at))
  const guess = meant === undefined ? ', so it is left out' : `, did you mean ${code(meant)}?`
  return {at: [...at, key], wrong: 'key', message: `Unknown ${isRule ? 'rule' : 'key'} ${code(key)}${guess}`, meant}
}

/** What may be set in more than one form: what is wrong is told of the form that was used. */
function ofUnion(schema: z.ZodType, issue: z.core.$ZodIssueInvalidUnion, at: KeyPath): readonly Mistake[] {
  const {input} = issue
  const choices = issue.errors
    .flat()
    .flatMap(error => (error.code === 'invalid_value' && error.path.length === 0 ? error.values : []))
  const inside = issue.errors.find(errors => errors.length > 0 && errors.every(isOfForm))
  if (inside !== undefined) return inside.flatMap(error => mistakes(schema, error, at))

  const forms = issue.errors
    .flat()
    .flatMap(error => (error.code === 'invalid_type' && error.path.length === 0 ? error.expected : []))
  if (choices.length === 0) {
    const kind = forms.map(form => kinds[form] ?? form).join(' or ')
    return [{at, wrong: 'value', message: `${keyCode(at)} must be ${kind}, not ${shown(input)}`, meant: undefined}]
  }
  const or = forms.includes('object') ? ', or a map of its options' : ', or a cron expression'
  const {says, meant} = oneOf(choices, input, or)
  return [{at, wrong: 'value', message: `${keyCode(at)} ${says}`, meant}]
}

/** The form was right, and what is in it is not. */
const isOfForm = ({code, path}: z.core.$ZodIssue): boolean => code === 'unrecognized_keys' || code === 'custom' || path.length > 0

interface Words {
  readonly says: string
  readonly meant?: string | undefined
}

function verdict(issue: z.core.$ZodIssue): {readonly says: string; readonly meant: string | undefined} {
  const {says, meant}: Words = words(issue)
  return {says, meant}
}

function words(issue: z.core.$ZodIssue): Words {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? {says: 'is missing'}
        : {says: `must be ${kinds[issue.expected] ?? issue.expected}, not ${shown(issue.input)}`}
    case 'invalid_value':
      return oneOf(issue.values, issue.input)
    case 'too_small':
      return {says: `must ${measure(issue.origin)} at least ${issue.minimum}${unit(issue.origin)}${instead(issue)}`}
    case 'too_big':
      return {says: `must ${measure(issue.origin)} at most ${issue.maximum}${unit(issue.origin)}${instead(issue)}`}
    case 'invalid_format':
      return {
        says:
          issue.format === 'date'
            ? `must be a date such as ${code('2027-01-31')}, not ${shown(issue.input)}`
            : `does not read as expected: ${shown(issue.input)}`,
      }
    case 'custom':
      return {says: `has ${shown(issue.input)}, which ${issue.message}`}
    default:
      return {says: `can't be ${shown(issue.input)}`}
  }
}

const kinds: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: '`true` or `false`',
  array: 'a list',
  object: 'a map of keys',
  record: 'a map of keys',
}

/** `off | error`, and the nearest of them to what was written. */
function oneOf(values: readonly unknown[], input: unknown, or = ''): Words {
  const names = values.map(String)
  const meant = typeof input === 'string' ? nearest(input, names) : undefined
  const choice = names.length === 1 ? code(names[0] ?? '') : `one of ${names.map(name => code(name)).join(', ')}`
  return {
    says: `must be ${choice}${or}, not ${shown(input)}${meant === undefined ? '' : `, did you mean ${code(meant)}?`}`,
    meant,
  }
}

const isSize = (origin: string): boolean => origin === 'string' || origin === 'array' || origin === 'set'
const measure = (origin: string): string => (isSize(origin) ? 'have' : 'be')
const unit = (origin: string): string => (origin === 'string' ? ' characters' : isSize(origin) ? ' items' : '')
const instead = ({input}: z.core.$ZodIssue): string => (typeof input === 'number' ? `, not ${shown(input)}` : '')

function shown(value: unknown): string {
  if (value === null || value === undefined) return 'empty'
  if (Array.isArray(value)) return 'a list'
  return typeof value === 'object' ? 'a map' : code(String(value), 40)
}

/** `links.ignore[2].url` */
export const keyName = (at: KeyPath): string =>
  at.reduce<string>((name, key) => (typeof key === 'number' ? `${name}[${key}]` : name === '' ? key : `${name}.${key}`), '')

const keyCode = (at: KeyPath): string => (at.length === 0 ? 'A settings file' : code(keyName(at)))

/** Which keys a map has at a place of the settings. */
function keysAt(schema: z.core.$ZodType, at: KeyPath): readonly string[] {
  const inside = bare(schema)
  if (inside instanceof z.ZodUnion) return inside.options.flatMap(option => keysAt(option, at))
  const [key, ...rest] = at
  if (inside instanceof z.ZodObject) {
    if (key === undefined) return Object.keys(inside.shape)
    const next: z.core.$ZodType | undefined = inside.shape[String(key)]
    return next === undefined ? [] : keysAt(next, rest)
  }
  if (key === undefined) return []
  if (inside instanceof z.ZodArray) return keysAt(inside.element, rest)
  return inside instanceof z.ZodRecord ? keysAt(inside.valueType, rest) : []
}

/** Without what says that it may be absent or can't be changed. */
function bare(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.ZodReadonly || schema instanceof z.ZodExactOptional || schema instanceof z.ZodOptional)
    return bare(schema.unwrap())
  return schema
}
