import {isAsideTitle} from './aside.ts'
import type {Contents, ContentsItem, List} from './list.ts'

/** An item of the contents and the section that it speaks of (an index into `List.sections`). */
export interface Pair {
  readonly item: ContentsItem
  readonly section: number
}

/** Contents beside the headings they speak of. */
export interface MatchedContents {
  readonly pairs: readonly Pair[]
  /** Items that speak of no heading. */
  readonly lone: readonly ContentsItem[]
  /** Sections that contents usually list: behind the contents, about the topic. Indices into `List.sections`. */
  readonly headings: readonly number[]
}

/** Finds out which heading each item means: by its anchor, else by its text, else, in plain text, by words that both have. */
export function matchContents(list: List, contents: Contents): MatchedContents {
  const {sections} = list
  const headings = [...sections.keys()].filter(index => {
    const section = sections[index]
    return index > contents.section && section !== undefined && section.title !== '' && !isAsideTitle(section.title)
  })
  const bySlug = new Map(sections.map(({slug}, index) => [anchorKey(slug), index]))
  const byText = new Map([...sections.keys()].reverse().map(index => [textKey(sections[index]?.title ?? ''), index]))
  const found = contents.items.map(item => (item.target === undefined ? undefined : bySlug.get(anchorKey(item.target))))
  const taken = new Set(found)
  for (const [index, item] of contents.items.entries()) {
    const same = byText.get(textKey(item.text))
    if (found[index] !== undefined || same === undefined || taken.has(same) || same === contents.section) continue
    found[index] = same
    taken.add(same)
  }
  const free = headings.filter(heading => !taken.has(heading))
  const plain = [...found.keys()].filter(index => found[index] === undefined && contents.items[index]?.target === undefined)
  // Comparing each with each is for contents that nearly match, not for long lists that don't.
  if (free.length * plain.length < 10_000) {
    for (const index of plain) found[index] = likeliest(contents.items[index]?.text ?? '', free, new Set(found), list)
  }
  return {
    pairs: contents.items.flatMap((item, index) => {
      const section = found[index]
      return section === undefined ? [] : [{item, section}]
    }),
    lone: contents.items.filter((_, index) => found[index] === undefined),
    headings,
  }
}

/** An anchor as browsers and GitHub compare it: decoded, in any letter case, without variation selectors. */
export function anchorKey(anchor: string): string {
  return decoded(anchor)
    .replace(/^#/, '')
    .replace(/^user-content-/, '')
    .replaceAll('\uFE0F', '')
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

/** The heading that has at least half of an item's words, most of them, and no rival. */
function likeliest(
  text: string,
  headings: readonly number[],
  taken: ReadonlySet<number | undefined>,
  list: List,
): number | undefined {
  const words = wordsOf(text).slice(0, 30)
  const scores = headings
    .filter(heading => !taken.has(heading))
    .map(heading => {
      const others = wordsOf(list.sections[heading]?.title ?? '').slice(0, 30)
      return {heading, score: words.filter(word => others.some(other => alike(word, other))).length}
    })
    .toSorted((a, b) => b.score - a.score)
  const [best, next] = scores
  if (best === undefined || best.score === 0 || best.score * 2 < words.length) return undefined
  return next === undefined || next.score < best.score ? best.heading : undefined
}
