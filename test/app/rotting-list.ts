import {alive, forbidden, gone, life, movedTo, type Page, page} from '../sandbox/web/pages.ts'
import type {Web} from '../sandbox/web/web.ts'

/** A list of two hundred links on some dozen sites that answer slowly; what each link becomes is told by its number. */
export interface RottingList {
  readonly text: string
  /** An address in it. */
  url(number: number): string
  /** So many of its links, the first ones, are on a site; the others are on domains that do not exist. */
  readonly sited: number
}

const sites = 25
const pagesPerSite = 8
/** Domains that do not exist. */
const nowhere = 3

/** What becomes of a page by its number: of sixteen, ten stay alive. */
const lives: readonly Page[] = [
  gone,
  life([0, alive('Dies')], [5, gone]),
  life([0, gone], [6, alive('Comes back')]),
  // Found dead, alive, dead, alive again.
  life([0, gone], [1, alive('Flickers')], [4, gone], [7, alive('Flickers')]),
  request =>
    request.path.startsWith('/new') ? alive('Moved here')(request) : movedTo(request.host, `/new${request.path}`)(request),
  forbidden,
]

/** Puts the sites of a list on the web, and gives the list. */
export function rottingList(web: Pick<Web, 'site' | 'url'>): RottingList {
  const pages = sites * pagesPerSite
  const links = pages + nowhere
  const hostOf = (number: number) => (number < pages ? `site-${number % sites}.example` : `nowhere-${number - pages}.example`)
  const url = (number: number) => web.url(hostOf(number), `/${number}`)
  for (let site = 0; site < sites; site++) {
    web.site(`site-${site}.example`, request => {
      const number = Number(/\d+$/.exec(request.path)?.[0] ?? 0)
      const said = (lives[number % 16] ?? alive(`Page ${number}`))(request)
      return typeof said === 'string' ? said : {...said, afterMs: slowness(number)}
    })
  }
  const entries = Array.from(
    {length: links},
    (_, number) => `- [Ant ${number}](${url(number)}) - Carries ${number} leaves home.\n`,
  )
  const sections = Array.from({length: 8}, (_, at) => entries.slice((at * links) / 8, ((at + 1) * links) / 8).join(''))
  const text = sections.map((section, at) => `## Column ${at + 1}\n\n${section}`).join('\n')
  return {text: `# Awesome ants\n\n${text}`, url, sited: pages}
}

/** From a tenth of a second to half of one. */
const slowness = (number: number): number => 100 + ((number * 7919) % 400)

/** New links that somebody adds, the first two of them dead. */
export function moreLinks(web: Pick<Web, 'site' | 'url'>): string {
  const numbers = [0, 1, 2, 3, 4, 5]
  for (const number of numbers)
    web.site(`new-${number}.example`, number < 2 ? gone : () => ({status: 200, body: page(`New ${number}`)}))
  return numbers
    .map(number => `- [New ant ${number}](${web.url(`new-${number}.example`)}) - Came later than ${number} others.\n`)
    .join('')
}
