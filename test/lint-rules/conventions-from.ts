import {VFile} from 'vfile'
import {z} from 'zod'
import type {Convention, Conventions, TableForm} from '../../src/list/list.ts'
import {wordsOfForm} from '../../src/list/suffix-forms.ts'
import {vocabularyOf} from '../../src/list/vocabulary.ts'
import {parseMarkdown} from '../../src/markdown/parse.ts'

const words = z.array(z.string()).default([])

const tables = z.array(
  z.strictObject({
    header: z.string(),
    pipes: z.boolean().optional(),
    blanks: z.enum(['none', 'one', 'some']).optional(),
    columns: z.array(
      z.strictObject({
        filled: z.int().default(100),
        values: z.record(z.string(), z.int()).optional(),
        finalStop: z.enum(['always', 'never']).optional(),
        openers: words,
      }),
    ),
  }),
)

const short = z.strictObject({
  separator: z.string().optional(),
  described: z.literal(true).optional(),
  describedSections: words,
  undescribedSections: words,
  repeatsAcrossSections: z.int().default(0),
  contents: z
    .strictObject({
      linked: z.boolean(),
      sameText: z.literal(true).optional(),
      ordered: z.literal(true).optional(),
      depths: z.array(z.int()).default([]),
    })
    .optional(),
  finalStop: z.enum(['always', 'never']).optional(),
  finalStops: z.partialRecord(z.enum(['sentence', 'sentences', 'link', 'wide']), z.enum(['always', 'never'])).default({}),
  capital: z.enum(['upper', 'lower']).optional(),
  openers: words,
  suffixForms: words,
  layout: z
    .strictObject({bullet: z.string(), indents: z.array(z.string()), padding: z.string(), gaps: z.boolean()})
    .partial()
    .default({}),
  habits: z
    .partialRecord(
      z.enum(['repeatedNames', 'doubledNames', 'titles', 'urlNames', 'topHeadings', 'emptySections', 'doubledHeadings']),
      z.int(),
    )
    .default({}),
  tracking: z.record(z.string(), z.int()).default({}),
  order: z.enum(['lower', 'locale', 'letters', 'codepoint']).optional(),
  listed: words,
  tables: tables.default([]),
  nameForm: z.enum(['repository', 'owner/repository']).optional(),
  /** For its vocabulary. */
  text: z.string().default(''),
})

/** A base's conventions as examples write them, each with a hundred cases behind it. */
export function conventionsFrom(written: Readonly<Record<string, unknown>>): Conventions {
  const {separator, described, describedSections, undescribedSections, repeatsAcrossSections, contents, ...rest} =
    short.parse(written)
  return {
    separator: shown(separator),
    glued: {count: 0, of: 100},
    described: shown(described),
    describedSections: new Set(describedSections),
    undescribedSections: new Set(undescribedSections),
    repeatsAcrossSections,
    contents: contents && {
      linked: shown(contents.linked),
      sameText: shown(contents.sameText),
      ordered: shown(contents.ordered),
      depths: new Set(contents.depths),
    },
    finalStops: {
      sentence: shown(rest.finalStops.sentence ?? rest.finalStop),
      sentences: shown(rest.finalStops.sentences ?? rest.finalStop),
      link: shown(rest.finalStops.link ?? rest.finalStop),
      wide: shown(rest.finalStops.wide),
    },
    capital: shown(rest.capital),
    openers: new Set(rest.openers),
    suffixForms: new Map(rest.suffixForms.map(form => [wordsOfForm(form) ?? '', {form, count: 100, others: new Map()}])),
    order: rest.order && {collations: [rest.order], whole: true, count: 100, of: 100},
    listed: new Set(rest.listed),
    tables: new Map(rest.tables.map(table => [table.header, tableFrom(table)])),
    layout: layoutFrom(rest.layout),
    habits: {
      ...{
        entries: 100,
        links: 100,
        sections: 10,
        repeatedNames: 0,
        doubledNames: 0,
        titles: 0,
        urlNames: 0,
        topHeadings: 1,
        emptySections: 0,
        doubledHeadings: 0,
      },
      ...rest.habits,
      tracking: new Map(Object.entries(rest.tracking)),
    },
    nameForm: shown(rest.nameForm),
    vocabulary: () => vocabularyOf(parseMarkdown(rest.text), new VFile(rest.text)),
  }
}

const shown = <Value>(value: Value | undefined): Convention<Value> | undefined =>
  value === undefined ? undefined : {value, count: 100, of: 100}

/** A hundred full rows. */
function tableFrom({pipes, blanks, columns}: z.infer<typeof tables>[number]): TableForm {
  return {
    rows: 100,
    full: 100,
    isOpened: shown(pipes),
    isClosed: shown(pipes),
    before: shown(blanks),
    after: shown(blanks),
    columns: columns.map(({filled, values, finalStop, openers}) => ({
      cells: 100,
      filled,
      values: values && new Map(Object.entries(values)),
      finalStop: shown(finalStop),
      capital: openers.length > 0 ? {value: true, count: 100, of: 100} : undefined,
      openers: new Set(openers),
    })),
  }
}

/** A hundred items of each depth, none of which ends with blanks. */
function layoutFrom({bullet, indents, padding, gaps}: z.infer<typeof short>['layout']): Conventions['layout'] {
  const byDepth = <Value>(values: readonly (Value | undefined)[]) =>
    new Map(values.flatMap((value, depth) => (value === undefined ? [] : [[depth, {value, count: 100, of: 100}] as const])))
  return {
    bullets: byDepth([bullet, bullet]),
    indents: byDepth(indents ?? []),
    padding: shown(padding),
    trailing: {count: 0, of: 100},
    gaps: shown(gaps),
  }
}
