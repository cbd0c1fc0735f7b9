import {isAsideTitle} from './aside.ts'
import type {Contents, ContentsItem, List} from './list.ts'
import {nearestAnchor} from './nearest-anchor.ts'

/** An item of the contents and the section that it speaks of (an index into `List.sections`). */
interface Pair {
  readonly item: ContentsItem
  readonly section: number
  /** How sure that is: its anchor leads there, one a slip away would, its text says so, or they have most words in common. */
  readonly by: 'anchor' | 'slip' | 'text' | 'likeness'
}

/** Contents beside the headings they speak of. */
export interface MatchedContents {
  readonly pairs: readonly Pair[]
  /** Items that speak of no heading. */
  readonly lone: readonly ContentsItem[]
  /** Sections that contents usually list: behind the contents, about the topic. Indices into `List.sections`. */
  readonly headings: readonly number[]
}

/** Where every item is compared with every heading, this many comparisons are enough: more is no contents of this list. */
const mostComparisons = 100_000

/** Finds out which heading each item means: by its anchor, else by its text, else by an anchor or words that nearly are a heading's. */
export function matchContents(list: List, contents: Contents): MatchedContents {
  const {sections} = list
  const headings = [...sections.keys()].filter(index => {
    const section = sections[index]
    return index > contents.section && section !== undefined && section.title !== '' && !isAsideTitle(section.title)
  })
  // What leads out of the document speaks of nothing in it.
  const items = contents.items.filter(({target}) => target === undefined || target.startsWith('#'))
  const pairs = new Map<ContentsItem, Pair>()
  const taken = new Set([contents.section])
  const pair = (item: ContentsItem, section: number | undefined, by: Pair['by']): void => {
    if (section === undefined || (by !== 'anchor' && taken.has(section))) return
    pairs.set(item, {item, section, by})
    taken.add(section)
  }
  const free = () => items.filter(item => !pairs.has(item))

  const titled = [...sections.entries()].filter(([, {heading, slug}]) => heading !== undefined && slug !== '')
  const bySlug = new Map(titled.map(([index, {slug}]) => [anchorKey(slug), index]))
  const byText = new Map(titled.toReversed().map(([index, {title}]) => [textKey(title), index]))
  for (const item of items) if (item.target !== undefined) pair(item, bySlug.get(anchorKey(item.target)), 'anchor')
  for (const item of free()) pair(item, byText.get(textKey(item.text)), 'text')
  if (free().length * sections.length <= mostComparisons) {
    const named = new Set([...list.anchors].map(anchorKey))
    for (const item of free()) {
      if (item.target === undefined || named.has(anchorKey(item.target))) continue
      pair(item, bySlug.get(nearestAnchor(anchorKey(item.target), bySlug.keys()) ?? ''), 'slip')
    }
    const titles = headings.map(section => ({section, words: firstWords(sections[section]?.title ?? '')}))
    for (const item of free())
      pair(
        item,
        likeliest(
          item.text,
          titles.filter(({section}) => !taken.has(section)),
        ),
        'likeness',
      )
  }
  return {pairs: items.flatMap(item => pairs.get(item) ?? []), lone: free(), headings}
}

/** An anchor as browsers and GitHub compare it: decoded, in any letter case, without variation selectors. */
export function anchorKey(anchor: string): string {
  return decoded(anchor)
    .replace(/^#/, '')
    .replace(/^user-content-/, '')
    .replaceAll(/[\uFE0F\u200C\u200D]/g, '')
    .toLowerCase()
}

function decoded(anchor: string): string {
  try {
    return decodeURIComponent(anchor)
  } catch {
    return anchor
  }
}

/** A title reduced to its words, so that case, punctuation and emoji make no difference. */
export const textKey = (text: string): string => wordsOf(text).join(' ')

const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}\p{M}\p{N}+#]+/u)
    .filter(word => word !== '')

/** Do two words have the same stem, as far as six letters tell? */
const alike = (a: string, b: string): boolean => a === b || (a.length > 5 && b.length > 5 && a.slice(0, 6) === b.slice(0, 6))

const firstWords = (text: string): string[] => wordsOf(text.slice(0, 300)).slice(0, 20)

/** The heading that has most words in common with an item, at least half of the shorter one's, and no rival. */
function likeliest(text: string, titles: readonly {section: number; words: readonly string[]}[]): number | undefined {
  const words = firstWords(text)
  const scores = titles
    .map(({section, words: others}) => ({
      section,
      needed: Math.min(words.length, others.length) / 2,
      score: words.filter(word => others.some(other => alike(word, other))).length,
    }))
    .toSorted((a, b) => b.score - a.score)
  const [best, next] = scores
  if (best === undefined || best.score === 0 || best.score < best.needed) return undefined
  return next === undefined || next.score < best.score ? best.section : undefined
}
