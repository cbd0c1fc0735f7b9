import {Parser} from 'htmlparser2'

/** What a piece of HTML says that matters to a list. Offsets are into that piece. */
export interface HtmlFacts {
  readonly links: readonly {
    readonly url: string
    readonly start: number
    readonly end: number
    readonly urlStart: number | undefined
  }[]
  /** Names that a link with `#` can lead to: `id`, and `name` of an `a`. */
  readonly names: readonly string[]
  /** Texts of `h1` to `h6`, which get an anchor as Markdown's headings do. */
  readonly headings: readonly string[]
}

/** Reads links, names and headings. Comments hold none. */
export function readHtml(html: string): HtmlFacts {
  const links: {url: string; start: number; end: number; urlStart: number | undefined}[] = []
  const names: string[] = []
  const headings: string[] = []
  let heading: string | undefined
  const parser = new Parser({
    onopentag(tag, attributes) {
      const start = parser.startIndex
      const end = parser.endIndex + 1
      const {href, id, name} = attributes
      if (id !== undefined) names.push(id)
      if (tag === 'a' && name !== undefined) names.push(name)
      if (tag === 'a' && href !== undefined) links.push({url: href, start, end, urlStart: hrefStart(html, {start, end}, href)})
      if (/^h[1-6]$/.test(tag)) heading = ''
    },
    ontext(text) {
      if (heading !== undefined) heading += text
    },
    onclosetag(tag) {
      if (!/^h[1-6]$/.test(tag) || heading === undefined) return
      headings.push(heading.trim())
      heading = undefined
    },
  })
  parser.write(html)
  parser.end()
  return {links, names, headings}
}

/** Where the address itself begins in a tag; undefined if the tag does not hold it verbatim. */
function hrefStart(html: string, tag: {start: number; end: number}, href: string): number | undefined {
  const text = html.slice(tag.start, tag.end)
  const attribute = /\shref\s{0,20}=\s{0,20}["']?/i.exec(text)
  if (attribute === null) return undefined
  const at = attribute.index + attribute[0].length
  return href !== '' && text.startsWith(href, at) ? tag.start + at : undefined
}
