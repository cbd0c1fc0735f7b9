import type {Root} from 'mdast'
import {toString as textOf} from 'mdast-util-to-string'
import type {VFile} from 'vfile'
import {nodesOf} from '../markdown/nodes.ts'
import {proseOf} from './prose.ts'
import {wordsOf, wordsOfProse} from './words.ts'

/** How often a list writes a word, whatever its letter case. */
export interface Use {
  /** In prose. */
  readonly prose: number
  /** In texts of links: names, nearly all of them. */
  readonly names: number
  /** How often in which letter case, in both. */
  readonly forms: ReadonlyMap<string, number>
}

/** The words that a list uses itself. */
export interface Vocabulary {
  /** By the word in lower case. */
  readonly uses: ReadonlyMap<string, Use>
  /** Runs of letters in its links' addresses, in lower case. */
  readonly addresses: ReadonlySet<string>
}

const known = new WeakMap<Root, Vocabulary>()

/** The vocabulary of a document, read when first asked for and once for all rules. */
export function vocabularyOf(tree: Root, file: VFile): Vocabulary {
  const vocabulary = known.get(tree) ?? readVocabulary(tree, file)
  known.set(tree, vocabulary)
  return vocabulary
}

function readVocabulary(tree: Root, file: VFile): Vocabulary {
  const uses = new Map<string, Counted>()
  const addresses = new Set<string>()
  for (const prose of proseOf(tree, file)) for (const {text} of wordsOfProse(prose)) count(uses, text, 'prose')
  for (const node of nodesOf(tree)) {
    if (node.type === 'link' || node.type === 'definition') {
      for (const part of wordsOfAddress(node.url)) addresses.add(part)
    }
    if (node.type === 'link' || node.type === 'linkReference') {
      for (const {text} of wordsOf(textOf(node, {includeImageAlt: false}))) count(uses, text, 'names')
    }
  }
  return {uses, addresses}
}

interface Counted {
  prose: number
  names: number
  forms: Map<string, number>
}

function count(uses: Map<string, Counted>, word: string, where: 'prose' | 'names'): void {
  const lower = word.toLowerCase()
  const use = uses.get(lower) ?? {prose: 0, names: 0, forms: new Map<string, number>()}
  use[where] += 1
  use.forms.set(word, (use.forms.get(word) ?? 0) + 1)
  uses.set(lower, use)
}

/** What of an address could be words: runs of letters, in lower case. */
export const wordsOfAddress = (url: string): readonly string[] => url.toLowerCase().match(/[a-z]{3,60}/g) ?? []
