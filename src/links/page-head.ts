import {Parser} from 'htmlparser2'

/** What the start of a page says about itself. */
export interface PageHead {
  /** Blanks collapsed, at most 300 characters. */
  readonly title: string | undefined
  /** Where it sends a reader on to within some seconds, as written. */
  readonly refresh: string | undefined
  /** Characters for readers, blanks collapsed: without scripts, styles and what is for readers without scripts. */
  readonly textLength: number
  /** Ids, and names of anchors: what the fragment of an address can name. */
  readonly places: readonly string[]
  /** Whether it loads or holds a script, which may add to all of this. */
  readonly scripted: boolean
}

/** What is said of a page of which nothing was read. */
export const emptyHead: PageHead = {title: undefined, refresh: undefined, textLength: 0, places: [], scripted: false}

/** A page that reloads later than this many seconds is one that updates itself. */
const refreshSeconds = 10

/** Where a page has so much to read, what its head says is said, and nothing stands before it. */
const enoughText = 4000
const sliceLength = 4096

/**
 * Reads the start of an HTML text, to its end only where its places are wanted. What stands in `<noscript>` is not for readers with a browser, and a
 * title in `<svg>` is a drawing's.
 */
export function readHead(html: string, wantsPlaces = false): PageHead {
  let title: string | undefined
  let refresh: string | undefined
  let textLength = 0
  let scripted = false
  const places: string[] = []
  let inTitle = false
  let inCode = false
  let aside = 0
  const parser = new Parser({
    onopentag(name, attributes) {
      if (isAside(name)) aside += 1
      if (name === 'script') scripted = true
      if (isCode(name)) inCode = true
      if (wantsPlaces) {
        const named = name === 'a' ? attributes['name'] : undefined
        places.push(...[attributes['id'], named].filter(place => place !== undefined))
      }
      if (aside > 0) return
      if (name === 'title' && title === undefined) {
        title = ''
        inTitle = true
      }
      if (name === 'meta' && attributes['http-equiv']?.trim().toLowerCase() === 'refresh')
        refresh ??= refreshOf(attributes['content'] ?? '')
    },
    ontext(text) {
      if (inTitle && title !== undefined && title.length < 2000) title += text
      else if (aside === 0 && !inCode && textLength < enoughText) textLength += text.replaceAll(/\s+/g, ' ').length
    },
    onclosetag(name) {
      if (isAside(name)) aside = Math.max(0, aside - 1)
      if (isCode(name)) inCode = false
      if (name === 'title') inTitle = false
    },
  })
  for (let at = 0; at < html.length && (wantsPlaces || inTitle || textLength < enoughText); at += sliceLength)
    parser.write(html.slice(at, at + sliceLength))
  parser.end()
  const clean = title?.replaceAll(/\s+/g, ' ').trim().slice(0, 300)
  return {title: clean === '' ? undefined : clean, refresh, textLength, places, scripted}
}

const isAside = (name: string): boolean => name === 'noscript' || name === 'svg' || name === 'template'
const isCode = (name: string): boolean => name === 'script' || name === 'style'

/** `0; url='https://…'` (HTML, "shared declarative refresh steps"). */
export function refreshOf(content: string): string | undefined {
  const match = /^\s*(\d{0,6})(?:\.[\d.]*)?\s*[;,]?\s*(?:url\s*=\s*)?(['"]?)(.*)$/is.exec(content)
  const [, seconds = '', quote = '', rest = ''] = match ?? []
  if (match === null || Number(seconds) > refreshSeconds) return undefined
  const end = quote === '' ? -1 : rest.indexOf(quote)
  const url = (end === -1 ? rest : rest.slice(0, end)).trim()
  return url === '' ? undefined : url
}
