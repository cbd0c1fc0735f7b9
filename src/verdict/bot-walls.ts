/** What of an answer tells whether a bot protection gave it instead of the site. */
export interface WallFacts {
  /** A header's value, by lower-case name. */
  readonly header: (name: string) => string | undefined
  readonly status: number
  /** The start of the page, if it was read. */
  readonly html: string
  /** Characters that a reader would see, scripts and styles left out. */
  readonly textLength: number
}

/**
 * The bot protection that gave an answer instead of the site, by its own marks; undefined where there are none.
 *
 * Headers count at any status where they say "this is a challenge", and only at refusals where they say no more than "protected by".
 * Marks in a page count where it has little to read: pages about bot protections have more, and so have the pages that one guards, into
 * which most put a script of theirs.
 */
export function wallOfAnswer({header, status, html, textLength}: WallFacts): string | undefined {
  const challenged = challengeHeaders.find(([name, value]) => value.test(header(name) ?? ''))
  if (challenged !== undefined) return challenged[2]
  if (status === 403 || status === 429 || status === 503) {
    const guarded = guardHeaders.find(([name, value]) => value.test(header(name) ?? ''))
    if (guarded !== undefined) return guarded[2]
  }
  return textLength > readableCharacters ? undefined : pageMarks.find(([mark]) => mark.test(html))?.[1]
}

const readableCharacters = 1500

/** Only on an answer that stands in the way of the page. */
const challengeHeaders: readonly (readonly [name: string, value: RegExp, wall: string])[] = [
  ['cf-mitigated', /challenge|block/i, 'Cloudflare'],
  ['x-amzn-waf-action', /challenge|captcha/i, 'AWS WAF'],
  ['x-vercel-mitigated', /challenge|deny/i, 'Vercel'],
]

/** On every answer of a guarded site, so that only a refusal together with one says who refuses. */
const guardHeaders: readonly (readonly [name: string, value: RegExp, wall: string])[] = [
  ['x-datadome', /./, 'DataDome'],
  ['x-datadome-cid', /./, 'DataDome'],
  ['x-dd-b', /./, 'DataDome'],
  ['server', /^datadome/i, 'DataDome'],
  ['server', /^ddos-guard/i, 'DDoS-Guard'],
  ['server', /^akamaighost/i, 'Akamai'],
  ['server', /^sucuri/i, 'Sucuri'],
  ['x-sucuri-id', /./, 'Sucuri'],
  ['x-iinfo', /./, 'Imperva'],
  ['x-cdn', /imperva|incapsula/i, 'Imperva'],
  ['x-px-block', /./, 'PerimeterX'],
  ['x-kpsdk-ct', /./, 'Kasada'],
]

const pageMarks: readonly (readonly [mark: RegExp, wall: string])[] = [
  [/_cf_chl_opt|cf-browser-verification|id=["']?challenge-(?:form|running|error-text)|cf-error-details/i, 'Cloudflare'],
  [/captcha-delivery\.com/i, 'DataDome'],
  [/px-captcha|_pxBlock|human-challenge/i, 'PerimeterX'],
  [/incapsula incident id|<iframe[^>]{0,200}_Incapsula_Resource/i, 'Imperva'],
  [/sec-if-cpt-container|sec-cpt-if|[?&]bm-verify=|errors\.edgesuite\.net/i, 'Akamai'],
  [/gokuProps|\.awswaf\.com\/[^"']{0,200}challenge/i, 'AWS WAF'],
  [/sucuri_cloudproxy_js/i, 'Sucuri'],
  [/anubis_challenge|\/\.within\.website\/x\/cmd\/anubis/i, 'Anubis'],
  [/\/\.well-known\/ddos-guard\/(?:js-)?(?:challenge|check)/i, 'DDoS-Guard'],
  [/window\.KPSDK\s{0,10}=|\/ips\.js\?/i, 'Kasada'],
  [/slowAES\.decrypt\(/, 'a cookie check'],
  [/unusual traffic from your computer network/i, 'Google'],
]
