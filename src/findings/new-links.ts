import {linksAndImages} from '../list/links-and-images.ts'
import type {Link, List} from '../list/list.ts'
import type {Place} from '../markdown/place.ts'
import {pageOf} from '../url/page.ts'

/** An address as it is written, and everywhere it stands so. */
export interface NewLink {
  readonly url: string
  readonly occurrences: readonly LinkOccurrence[]
}

interface LinkOccurrence {
  readonly path: string
  readonly place: Place
  readonly urlPlace: Place | undefined
  /** Is it shown there, and nothing to follow? */
  readonly isImage: boolean
}

/** The list of a file in what a change is judged against (`base`, undefined if new), and in what merging would bring. */
export interface ListChange {
  readonly path: string
  readonly base: List | undefined
  readonly result: List
}

/**
 * The links and images that a change adds: those whose page no base list has, so that a link that only moved, also to another file, is not
 * asked for. Places are in the merge's text. Links within a document (`#…`) lead nowhere else.
 */
export function newLinks(files: readonly ListChange[]): NewLink[] {
  const old = new Set(files.flatMap(({base}) => (base === undefined ? [] : [...base.links, ...base.images])).map(pageOrText))
  const added = files.flatMap(({path, result}) =>
    linksAndImages(result)
      .filter(({link}) => !link.url.startsWith('#') && !old.has(pageOrText(link)))
      .map(({link: {url, place, urlPlace}, isImage}) => ({url, occurrence: {path, place, urlPlace, isImage}})),
  )
  return [...Map.groupBy(added, ({url}) => url)].map(([url, all]) => ({url, occurrences: all.map(({occurrence}) => occurrence)}))
}

const pageOrText = ({url}: Link): string => pageOf(url) ?? url.trim()
