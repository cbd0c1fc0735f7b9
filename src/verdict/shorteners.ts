import {domainOf} from '../url/domain.ts'
import {parseHttp} from '../url/page.ts'

/** Whether an address hides another one behind a service that shortens addresses: not the service's own front page. */
export const isShortened = (url: string): boolean => isOfShortener(url) && parseHttp(url)?.pathname !== '/'

/** Whether an address belongs to such a service. */
export function isOfShortener(url: string): boolean {
  const host = parseHttp(url)
    ?.hostname.replace(/^www\./, '')
    .replace(/\.$/, '')
  return host !== undefined && (shorteners.has(host) || shorteners.has(domainOf(url) ?? ''))
}

/**
 * Services that shorten anybody's addresses. Not those that belong to one site (`youtu.be`, `amzn.to`, `flic.kr`): their addresses are
 * as good as the long ones, and last as long as the site.
 */
const shorteners: ReadonlySet<string> = new Set(
  `adf.ly bit.do bit.ly bitly.com bitly.ws bl.ink buff.ly clck.ru cli.re cutt.ly dlvr.it fur.ly git.io goo.gl goo.su hyperurl.co
  ift.tt is.gd j.mp kutt.it lc.chat linktw.in lnkd.in mcaf.ee ow.ly qr.ae rb.gy rebrand.ly s.id s.coop sh.st short.io shorturl.at
  shrtco.de smarturl.it snip.ly soo.gd t.co t.ly t2m.io tiny.cc tiny.one tinyurl.com tr.im u.nu u.to urlz.fr v.gd x.gd vu.fr x.co
  zpr.io shorte.st t1p.de ppt.cc reurl.cc dwz.cn t.cn url.cn suo.im`.split(/\s+/),
)
