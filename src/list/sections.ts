import GithubSlugger from 'github-slugger'
import type {Heading, Nodes, Root} from 'mdast'
import {toString as textOf} from 'mdast-util-to-string'
import {nodesOf} from '../markdown/nodes.ts'
import {readHtml} from './html.ts'
import type {Section} from './list.ts'
import type {Source} from './source.ts'
import {spanOf} from './span.ts'

/** A document's sections, and all that a link with `#` can lead to. */
export interface Outline {
  readonly sections: readonly Section[]
  readonly anchors: ReadonlySet<string>
  /** Which section a heading opens, as an index into `sections`. */
  readonly ofHeading: ReadonlyMap<Heading, number>
}

/** Reads headings at the top of the document; those in quotes and items, and those of HTML, are anchors only. */
export function outlineOf(tree: Root, source: Source): Outline {
  const slugger = new GithubSlugger()
  const anchors = new Set<string>()
  const slugs = new Map<Heading, string>()
  for (const node of nodesOf(tree)) {
    if (node.type === 'heading') {
      const slug = slugger.slug(slugText(textOf(node, visibleText)))
      slugs.set(node, slug)
      // A blank before a badge is a dash at the slug's end; with and without it is how people write it.
      for (const anchor of [slug, slug.replace(/^-+/, ''), withoutDashes(slug)]) anchors.add(anchor)
    }
    if (node.type !== 'html') continue
    const {names, headings} = readHtml(node.value)
    for (const name of names) anchors.add(name)
    for (const heading of headings) anchors.add(slugger.slug(slugText(heading)))
  }
  const headings = tree.children.filter(node => node.type === 'heading').filter(node => node.position !== undefined)
  return {anchors, ...sectionsOf(headings, slugs, source, emptyHeadings(tree.children))}
}

function sectionsOf(
  headings: readonly Heading[],
  slugs: ReadonlyMap<Heading, string>,
  source: Source,
  empty: ReadonlySet<Heading>,
) {
  const first: Section = {
    title: '',
    heading: undefined,
    depth: 0,
    slug: '',
    place: source.place(0, spanOf(headings[0])?.start ?? source.text.length),
    isEmpty: false,
  }
  const ofHeading = new Map<Heading, number>()
  const sections = [first]
  for (const [index, heading] of headings.entries()) {
    const span = spanOf(heading)
    if (span === undefined) continue
    ofHeading.set(heading, sections.length)
    sections.push({
      title: titleOf(heading),
      heading: source.place(span.start, span.end),
      depth: heading.depth,
      slug: slugs.get(heading) ?? '',
      place: source.place(span.start, spanOf(headings[index + 1])?.start ?? source.text.length),
      isEmpty: empty.has(heading),
    })
  }
  return {sections, ofHeading}
}

/** Headings that nothing follows, before a heading that is not deeper or the end. Anchors, comments and definitions say nothing to a reader. */
function emptyHeadings(nodes: Root['children']): ReadonlySet<Heading> {
  const empty = new Set<Heading>()
  let last: Heading | undefined
  for (const node of nodes) {
    if (node.type === 'heading') {
      if (last !== undefined && node.depth <= last.depth) empty.add(last)
      last = node
    } else if (!isUnseen(node)) last = undefined
  }
  if (last !== undefined) empty.add(last)
  return empty
}

function isUnseen(node: Nodes): boolean {
  if (node.type === 'definition') return true
  if (node.type === 'paragraph') return node.children.every(isUnseen)
  if (node.type === 'text') return node.value.trim() === ''
  return node.type === 'html' && unseenHtml.test(node.value.slice(0, 2000))
}

/** Comments, anchors and line breaks. */
const unseenHtml = /^(?:\s|<!--(?:[^-]|-(?!->)){0,1000}-->|<a\s[^<>]{0,300}>|<\/a>|<br[\s/]{0,5}>)*$/i

const visibleText = {includeHtml: false, includeImageAlt: false}

/** As people read it: without HTML, without images and their alternative texts. */
const titleOf = (heading: Heading): string => textOf(heading, visibleText).replaceAll(/\s+/g, ' ').trim()

/** Variation selectors and joiners: people leave them out of anchors that they type, and tools keep them. */
const slugText = (title: string): string => title.replaceAll(/[\uFE0F\u200C\u200D]/g, '')

/** A loop, since a regular expression for an end takes the square of the time on titles of dashes. */
function withoutDashes(slug: string): string {
  let end = slug.length
  while (slug[end - 1] === '-') end -= 1
  return slug.slice(0, end)
}
