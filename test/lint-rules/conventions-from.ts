import {VFile} from 'vfile'
import {z} from 'zod'
import type {Convention, Conventions} from '../../src/list/list.ts'
import {wordsOfForm} from '../../src/list/suffix-forms.ts'
import {vocabularyOf} from '../../src/list/vocabulary.ts'
import {parseMarkdown} from '../../src/markdown/parse.ts'

const words = z.array(z.string()).default([])

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
    vocabulary: () => vocabularyOf(parseMarkdown(rest.text), new VFile(rest.text)),
  }
}

const shown = <Value>(value: Value | undefined): Convention<Value> | undefined =>
  value === undefined ? undefined : {value, count: 100, of: 100}

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
