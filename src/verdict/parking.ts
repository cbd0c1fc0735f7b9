import {domainOf} from '../url/domain.ts'

/**
 * Signs that a domain shows nothing of its owner any more: it is for sale, or a placeholder stands there. Strong signs only, and they make a
 * link unverified at most: things are sold on pages that live well, and pages about domains are no placeholders.
 */

/** Whether an address is where domains are offered or advertised: a market's page about one, or a parking service. */
export const isDomainMarket = ({pathname, href}: URL): boolean => markets[domainOf(href) ?? '']?.test(pathname) ?? false

/** Whether an address belongs to such a business: on its own pages, talk of domains for sale is no sign of anything. */
export const isOfMarket = ({href}: URL): boolean => markets[domainOf(href) ?? ''] !== undefined

/** By domain: which of its paths are offers. */
const markets: Readonly<Record<string, RegExp>> = {
  'sedo.com': /^\/(?:search\/details|parking|domain|details|[a-z]{2}\/search\/details)/i,
  'sedoparking.com': /^/,
  'dan.com': /^\/(?:buy-domain|domain|users|[a-z]{2}-[a-z]{2}\/buy-domain)|^\/$/i,
  'undeveloped.com': /^/,
  'afternic.com': /^\/(?:forsale|domain)/i,
  'hugedomains.com': /^\/domain_profile|^\/$/i,
  'buydomains.com': /^/,
  'domainmarket.com': /^/,
  'brandbucket.com': /^\/(?:names|.{0,40}domain)/i,
  'squadhelp.com': /^\/name\//i,
  'atom.com': /^\/(?:name|premium-domains-for-sale)\//i,
  'domainagents.com': /^/,
  'domainnamesales.com': /^/,
  'uniregistry.com': /^\/(?:market|buy-domains)/i,
  'godaddy.com': /^\/(?:[a-z]{2}-[a-z]{2}\/)?(?:forsale|domainsearch|domain-auctions)/i,
  'parkingcrew.net': /^/,
  'parkingcrew.com': /^/,
  'bodis.com': /^/,
  'above.com': /^/,
  'parklogic.com': /^/,
  'dsparking.com': /^/,
  'efty.com': /^/,
  'dynadot.com': /^\/market/i,
  'namebright.com': /^/,
}

/** A host that parking services put before a domain (`ww16.ant.example/?sub1=…`); such hosts without their parameters may be anybody's. */
export const isParkingHost = ({hostname, search}: URL): boolean =>
  /^ww\d{1,3}\./i.test(hostname) && /[?&](?:sub1|usid|utid|caf|subid1)=/i.test(search)

/** Whoever keeps a page as a placeholder, by what the start of its text loads; undefined for any other page. */
export const parkingOf = (html: string, textLength: number): string | undefined =>
  textLength > readableCharacters ? undefined : marks.find(([mark]) => mark.test(html))?.[1]

const readableCharacters = 3000

/** Only as something that the page loads or leads to: in a text they may be what it is about. */
const loads = (hosts: string): RegExp =>
  new RegExp(`(?:src|href|action|url)\\s{0,5}[=(]\\s{0,5}["']?(?:https?:)?//(?:${hosts})`, 'i')

const marks: readonly (readonly [mark: RegExp, by: string])[] = [
  [loads('(?:[\\w-]+\\.)?sedoparking\\.com|(?:www\\.)?sedo\\.com/(?:search/details|services/parking)'), 'Sedo'],
  [loads('(?:[\\w-]+\\.)?parkingcrew\\.(?:net|com)|d38psrni17bvxu\\.cloudfront\\.net'), 'ParkingCrew'],
  [loads('(?:[\\w-]+\\.)?bodis\\.com'), 'Bodis'],
  [loads('(?:www\\.)?above\\.com/marketplace'), 'Above'],
  [loads('(?:[\\w-]+\\.)?dsparking\\.com|(?:[\\w-]+\\.)?parklogic\\.com'), 'a parking service'],
  [loads('(?:www\\.)?hugedomains\\.com/domain_profile'), 'HugeDomains'],
  [loads('(?:www\\.)?afternic\\.com/forsale|(?:www\\.)?godaddy\\.com/(?:[a-z]{2}-[a-z]{2}/)?forsale'), 'Afternic'],
  [loads('(?:[\\w-]+\\.)?dan\\.com/(?:buy-domain|domain)'), 'Dan'],
  [/window\.park\s{0,5}=\s{0,5}["'{]/, 'a parking service'],
  [/window\.location(?:\.href)?\s{0,5}=\s{0,5}["']\/lander\b/i, 'GoDaddy'],
]

/** A title by which a domain is offered to whoever pays. */
export const saysForSale = (title: string | undefined): boolean => title !== undefined && saleTitle.test(title.slice(0, 300))

const saleTitle = new RegExp(
  [
    '^.{0,80}\\b(?:domain|website|[\\w-]+\\.[a-z]{2,})(?: name)? (?:is|may be|might be) (?:now )?(?:available )?for sale\\b',
    '^(?:this |the )?(?:premium )?domain (?:name )?for sale(?:$|[ !.:|-])',
    '^(?:buy|get|purchase) (?:this|the) domain\\b',
    '^[\\w.-]{1,80}\\.[a-z]{2,}\\s+[-|–—:]\\s+(?:premium )?(?:domain )?(?:is )?for sale\\b',
    '^hugedomains(?:\\.com)?(?:$|\\s+[-|–—])',
    '^(?:the domain |die domain )?[\\w.-]{0,80} ?(?:steht|ist) (?:zum verkauf|zu verkaufen)',
    '^.{0,80}\\bdomain(?:name)? (?:is )?te koop\\b',
    '^.{0,80}\\bdomaine? (?:est )?à vendre\\b',
    '^.{0,80}\\bdominio (?:está )?(?:en venta|in vendita)\\b',
    '^.{0,80}\\bdomínio (?:está )?à venda\\b',
    '^.{0,80}домен (?:продаётся|продается)',
  ].join('|'),
  'i',
)

/** A title of a placeholder, or of a host that closed the account behind it. */
export const saysParked = (title: string | undefined): boolean => title !== undefined && parkedTitle.test(title.slice(0, 200))

const parkedTitle = new RegExp(
  [
    '(?:.{1,80}\\s[|·–—-]{1,3}\\s)?(?:this )?(?:domain|website)(?: name)? (?:is |has been )(?:currently )?parked(?: .{0,100})?[.!]?',
    '(?:.{1,80}\\s[|·–—-]{1,3}\\s)?parked (?:at|by|with|on) [\\w. -]{1,60}',
    '(?:domain )?parked(?: domain| page)?(?: name)?',
    '[\\w.-]{1,80}\\.[a-z]{2,} (?:[|·–—-]{1,3} )?(?:is )?parked(?: domain| page)?',
    'default parking page',
    '(?:this )?domain(?: name)? has expired[.!]?',
    '(?:this )?account (?:has been )?suspended[.!]?',
    '(?:this )?(?:domain|site|website) (?:has been |is )suspended[.!]?',
  ]
    .map(phrase => `^(?:${phrase})$`)
    .join('|'),
  'i',
)
