import {Parser} from 'htmlparser2'

/** What the start of a page says about itself. */
export interface PageHead {
  /** Blanks collapsed, at most 300 characters. */
  readonly title: string | undefined
  /** Where it sends a reader on to within some seconds, as written. */
  readonly refresh: string | undefined
}

/** A page that reloads later than this many seconds is one that updates itself. */
const refreshSeconds = 10

/** Reads title and refresh from the start of an HTML text. What stands in `<noscript>` is not for readers with a browser, and a title in `<svg>` is a drawing's. */
export function readHead(html: string): PageHead {
  let title: string | undefined
  let refresh: string | undefined
  let inTitle = false
  let aside = 0
  const parser = new Parser({
    onopentag(name, attributes) {
      if (name === 'noscript' || name === 'svg' || name === 'template') aside += 1
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
    },
    onclosetag(name) {
      if (name === 'noscript' || name === 'svg' || name === 'template') aside = Math.max(0, aside - 1)
      if (name === 'title') inTitle = false
    },
  })
  parser.write(html)
  parser.end()
  const clean = title?.replaceAll(/\s+/g, ' ').trim().slice(0, 300)
  return {title: clean === '' ? undefined : clean, refresh}
}

/** `0; url='https://…'` (HTML, "shared declarative refresh steps"). */
function refreshOf(content: string): string | undefined {
  const match = /^\s*(\d{0,6})(?:\.[\d.]*)?\s*[;,]?\s*(?:url\s*=\s*)?(['"]?)(.*)$/is.exec(content)
  const [, seconds = '', quote = '', rest = ''] = match ?? []
  if (match === null || Number(seconds) > refreshSeconds) return undefined
  const end = quote === '' ? -1 : rest.indexOf(quote)
  const url = (end === -1 ? rest : rest.slice(0, end)).trim()
  return url === '' ? undefined : url
}
