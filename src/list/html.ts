import {Parser} from 'htmlparser2'

/** An address in a piece of HTML. Offsets are into that piece; `start` and `end` are of the tag that holds it. */
export interface HtmlAddress {
  readonly url: string
  readonly start: number
  readonly end: number
  /** Where the address itself begins; undefined where the tag does not hold it verbatim. */
  readonly urlStart: number | undefined
}

/** What a piece of HTML says that matters to a list. */
export interface HtmlFacts {
  /** What a reader can follow: `href` of `a` and `area`. */
  readonly links: readonly HtmlAddress[]
  /** What a reader is shown: `src`, `srcset` and the like of images, videos and their kin. */
  readonly images: readonly HtmlAddress[]
  /** Names that a link with `#` can lead to: `id`, and `name` of an `a`. */
  readonly names: readonly string[]
  /** Texts of `h1` to `h6`, which get an anchor as Markdown's headings do. */
  readonly headings: readonly string[]
}

/** Attributes that hold an address, by tag. `link`, `script` and `form` are nothing that a reader follows or sees. */
const attributesOf: Readonly<Record<string, Readonly<Record<string, 'link' | 'image' | 'images'>>>> = {
  a: {href: 'link'},
  area: {href: 'link'},
  img: {src: 'image', srcset: 'images'},
  source: {src: 'image', srcset: 'images'},
  video: {src: 'image', poster: 'image'},
  audio: {src: 'image'},
  track: {src: 'image'},
  embed: {src: 'image'},
  iframe: {src: 'image'},
  object: {data: 'image'},
}

/** An attribute as it was met. */
interface Attribute {
  readonly name: string
  readonly value: string
  /** Where its value begins if it stands there verbatim. */
  readonly valueStart: number | undefined
}

/** Reads links, images, names and headings. Comments hold none. */
export function readHtml(html: string): HtmlFacts {
  const facts = {links: [] as HtmlAddress[], images: [] as HtmlAddress[], names: [] as string[], headings: [] as string[]}
  let attributes: Attribute[] = []
  let heading: string | undefined
  const parser = new Parser({
    onattribute(name, value) {
      if (isAddress.has(name)) attributes.push({name, value, valueStart: valueStart(html, parser.startIndex, value)})
    },
    onopentag(tag, {id, name}) {
      if (id !== undefined) facts.names.push(id)
      if (tag === 'a' && name !== undefined) facts.names.push(name)
      const place = {start: parser.startIndex, end: parser.endIndex + 1}
      for (const attribute of attributes) keep(tag, attribute, place)
      attributes = []
      if (/^h[1-6]$/.test(tag)) heading = ''
    },
    ontext(text) {
      if (heading !== undefined) heading += text
    },
    onclosetag(tag) {
      if (!/^h[1-6]$/.test(tag) || heading === undefined) return
      facts.headings.push(heading.trim())
      heading = undefined
    },
  })
  parser.write(html)
  parser.end()
  return facts

  /** Of two attributes of one name the first counts. */
  function keep(tag: string, attribute: Attribute, place: {start: number; end: number}): void {
    const {name, value, valueStart} = attribute
    const kind = Object.hasOwn(attributesOf, tag) ? attributesOf[tag]?.[name] : undefined
    if (kind === undefined || attributes.find(other => other.name === name) !== attribute) return
    if (kind !== 'images') {
      const urlStart = value === '' ? undefined : valueStart
      facts[kind === 'link' ? 'links' : 'images'].push({url: value, ...place, urlStart})
      return
    }
    for (const {url, at} of candidates(value)) {
      facts.images.push({url, ...place, urlStart: valueStart === undefined ? undefined : valueStart + at})
    }
  }
}

const isAddress: ReadonlySet<string> = new Set(Object.values(attributesOf).flatMap(names => Object.keys(names)))

function valueStart(html: string, attributeStart: number, value: string): number | undefined {
  const [before = ''] = /^[^\s=]+\s{0,20}=\s{0,20}["']?/.exec(html.slice(attributeStart, attributeStart + 60)) ?? []
  const start = attributeStart + before.length
  return before !== '' && html.startsWith(value, start) ? start : undefined
}

/** The addresses of a `srcset`: each goes to the next blank or to a comma before one; what follows it (`2x`) goes to the next comma. */
function candidates(srcset: string): {readonly url: string; readonly at: number}[] {
  const found: {url: string; at: number}[] = []
  let isDescribed = false
  for (const {0: word, index} of srcset.matchAll(/\S+/g)) {
    // `1x,b.png`: what stands behind the comma of a description is an address.
    let start: number = isDescribed ? word.indexOf(',') : 0
    if (start === -1) continue
    while (word[start] === ',') start += 1
    let end = word.length
    while (end > start && word[end - 1] === ',') end -= 1
    if (end > start) found.push({url: word.slice(start, end), at: index + start})
    isDescribed = end > start && end === word.length
  }
  return found
}
