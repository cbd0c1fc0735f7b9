import type {Root} from 'mdast'
import {fromMarkdown, type Options} from 'mdast-util-from-markdown'
import {frontmatterFromMarkdown} from 'mdast-util-frontmatter'
import {gfmFromMarkdown} from 'mdast-util-gfm'
import {frontmatter} from 'micromark-extension-frontmatter'
import {gfm} from 'micromark-extension-gfm'

/** Labels that links and footnotes may refer to, normalised as micromark does it. */
export interface Defined {
  readonly definitions: readonly string[]
  readonly footnotes: readonly string[]
}

const syntax = [gfm(), frontmatter()]
/** What of it a document's first character is compared with. */
const firstSyntax = syntax.map(({document = {}}) => ({document}))
const trees = [gfmFromMarkdown(), frontmatterFromMarkdown()]

type Syntax = NonNullable<Options['extensions']>[number]
type Construct = Exclude<NonNullable<NonNullable<Syntax['document']>[string]>, readonly unknown[]>

/**
 * Parses a text as a whole, with labels that are defined elsewhere, and tells which labels it defines (the given ones included).
 *
 * A reference is one only where its label is defined; micromark keeps the labels on its parser, which a construct that never matches can reach.
 */
export function parseBare(text: string, elsewhere: Defined): {readonly tree: Root; readonly defined: Defined} {
  const defined = {definitions: labelList(elsewhere.definitions), footnotes: labelList(elsewhere.footnotes)}
  seeds = defined
  const extensions = everything === undefined ? syntax : firstSyntax
  const tree = fromMarkdown(text, {extensions: [...extensions, seeding], mdastExtensions: trees})
  return {tree, defined}
}

/** For the parser that begins; undefined once it has them. */
let seeds: {readonly definitions: string[]; readonly footnotes: string[]} | undefined

/**
 * All syntax, as micromark combines it for a parser: for each one anew, which takes longer than parsing a few lines. So all later ones, which begin with no
 * more than what is asked for at the first character, get that of the first.
 */
let everything: ThisParameterType<Construct['tokenize']>['parser']['constructs'] | undefined

const seed: Construct = {
  tokenize(_effects, _ok, nok) {
    if (seeds !== undefined) {
      everything ??= this.parser.constructs
      Object.assign(this.parser, {constructs: everything, defined: seeds.definitions, gfmFootnotes: seeds.footnotes})
    }
    seeds = undefined
    return nok
  },
  add: 'before',
}

/** Asked for at any character, and first of all at a bracket, where footnotes would make a list of their own. */
const seeding: Syntax = {document: {null: seed, 91: seed}}

/** An array as micromark wants it, that also finds among many labels at once. */
function labelList(labels: readonly string[]): string[] {
  const known = new Set(labels)
  const list = [...labels]
  return Object.assign(list, {
    includes: (label: string) => known.has(label),
    push: (label: string) => {
      known.add(label)
      list[list.length] = label
      return list.length
    },
  })
}
