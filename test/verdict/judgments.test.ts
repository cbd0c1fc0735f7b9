import {describe, expect, test} from 'vitest'
import type {Exchange, Failure} from '../../src/verdict/exchange.ts'
import {judge} from '../../src/verdict/judge.ts'
import {type KnownThing, provenSuccessor} from '../../src/verdict/proven-successor.ts'
import {type Reason, reasonOf, reasons} from '../../src/verdict/reasons.ts'
import {judgeRepository} from '../../src/verdict/repository-verdict.ts'
import type {Verdict} from '../../src/verdict/verdict.ts'

/** What was seen: answers as `status address`, the first one to what is listed (or to `listed`), each leading to the next. */
interface Seen extends Partial<Pick<Exchange, 'title' | 'wall' | 'parking' | 'places' | 'goesOn' | 'isUnchanged'>> {
  readonly answers?: readonly string[]
  readonly listed?: string
  readonly failure?: Failure['kind']
}

type Row = readonly [title: string, seen: Seen | readonly string[] | string, proves: string, at?: string]

function exchangeOf(seen: Seen | readonly string[] | string): Exchange {
  const {
    answers = [],
    listed,
    failure,
    ...page
  }: Seen = typeof seen === 'string' ? {listed: seen} : isList(seen) ? {answers: seen} : seen
  const parsed = answers.map(answer => {
    const [status = '', url = ''] = answer.split(' ')
    return {status: Number(status), url}
  })
  return {
    title: undefined,
    ...page,
    url: listed ?? parsed[0]?.url ?? 'https://ant.example/a',
    hops: parsed.map(({status, url}, index) => ({
      status,
      url: url.replace(/#.*/, ''),
      location: parsed[index + 1]?.url ?? (failure === undefined ? undefined : 'https://next.example/'),
    })),
    failure: failure === undefined ? undefined : {kind: failure, detail: 'CODE'},
  }
}

const isList = (seen: Seen | readonly string[]): seen is readonly string[] => Array.isArray(seen)

function judged(seen: Row[1]): Verdict {
  return judge(exchangeOf(seen))
}

const a = 'https://ant.example/a'
const b = 'https://ant.example/b'

const alive: readonly Row[] = [
  ['200', [`200 ${a}`], 'alive answers', a],
  ['201', [`201 ${a}`], 'alive answers'],
  ['202', [`202 ${a}`], 'alive answers'],
  ['204, without content', [`204 ${a}`], 'alive answers'],
  ['206, a part', [`206 ${a}`], 'alive answers'],
  ['226', [`226 ${a}`], 'alive answers'],
  ['304 to the question whether it has changed', {answers: [`304 ${a}`], isUnchanged: true}, 'alive unchanged', a],
  ['the same with a fragment', {answers: [`304 ${a}#x`], isUnchanged: true}, 'alive unchanged', `${a}#x`],
  ['with a fragment', [`200 ${a}#x`], 'alive answers', `${a}#x`],
  ['302', [`302 ${a}`, `200 ${b}`], 'alive redirects', b],
  ['303', [`303 ${a}`, `200 ${b}`], 'alive redirects', b],
  ['307', [`307 ${a}`, `200 ${b}`], 'alive redirects', b],
  ['302, the fragment kept', [`302 ${a}#x`, `200 ${b}`], 'alive redirects', `${b}#x`],
  ['302, with a fragment of its own', [`302 ${a}#x`, `200 ${b}#y`], 'alive redirects', `${b}#y`],
  ['302 and then 301', [`302 ${a}`, `301 ${b}`, '200 https://ant.example/c'], 'alive redirects', 'https://ant.example/c'],
  ['302 to another site', [`302 ${a}`, '200 https://bee.example/x'], 'alive redirects', 'https://bee.example/x'],
  ['302, and another site for good', [`302 ${a}`, `301 ${b}`, '200 https://bee.example/x'], 'alive redirects'],
  ['a login elsewhere and back', [`302 ${a}`, '302 https://id.bee.example/', `200 ${a}`], 'alive redirects'],
  ['to https, for good', ['301 http://ant.example/a', `200 ${a}`], 'alive redirects', a],
  ['a slash more, for good', [`301 ${a}`, `200 ${a}/`], 'alive redirects'],
  ['a slash less, for good', [`301 ${a}/`, `200 ${a}`], 'alive redirects'],
  ['without www., for good', ['301 https://www.ant.example/a', `200 ${a}`], 'alive redirects'],
  ['with a query, for good', [`301 ${a}`, `200 ${a}?session=1`], 'alive redirects'],
  ['with a session in the path, for good', [`301 ${a}`, `200 ${a};jsessionid=12AB`], 'alive redirects'],
  ['a language in the path, for good', [`301 ${a}`, '200 https://ant.example/en/a'], 'alive redirects'],
  ['a language with its country, for good', [`301 ${a}`, '200 https://ant.example/pt-BR/a/'], 'alive redirects'],
  ['a language at the end, for good', [`301 ${a}`, '200 https://ant.example/a/de'], 'alive redirects'],
  ['another language, for good', ['301 https://ant.example/en/a', '200 https://ant.example/fr/a'], 'alive redirects'],
  ['a language in the host, for good', [`301 ${a}`, '200 https://en.ant.example/a'], 'alive redirects'],
  ['a language in the query, for good', [`301 ${a}`, `200 ${a}?hl=en`], 'alive redirects'],
  ['a front page in a language', ['301 https://ant.example/', '200 https://ant.example/en/'], 'alive redirects'],
  ['a front page with its file', ['301 https://ant.example/', '200 https://ant.example/index.php'], 'alive redirects'],
  ['to a search, for good', [`301 ${a}`, '200 https://ant.example/search?q=a'], 'alive redirects'],
  ['back to http, for good', [`301 ${a}`, '200 http://ant.example/b'], 'alive redirects'],
  ['to another port, for good', [`301 ${a}`, '200 https://ant.example:8443/b'], 'alive redirects'],
  ['capitals on GitHub, for good', ['301 https://github.com/Ant/Hill', '200 https://github.com/ant/hill'], 'alive redirects'],
  ['there and back by way of others, for good', [`301 ${a}`, '301 https://bee.example/', `200 ${b}`], 'alive redirects'],
  ['a title about errors', {answers: [`200 ${a}`], title: 'Error pages explained: 404 and friends'}, 'alive answers'],
  ['a page that is about 404', {answers: ['200 https://ant.example/errors/404'], title: '404 Not Found'}, 'alive answers'],
  ['a title about walls', {answers: [`200 ${a}`], title: 'Captcha solvers compared'}, 'alive answers'],
  ['a title about markets', {answers: [`200 ${a}`], title: 'Ants for sale'}, 'alive answers'],
  ['a title about parking', {answers: [`200 ${a}`], title: 'Domain parking - Wikipedia'}, 'alive answers'],
  [
    'a domain market itself',
    {answers: ['200 https://www.hugedomains.com/'], title: 'HugeDomains.com - Names for sale'},
    'alive answers',
  ],
  ['a login page that is listed', ['302 https://ant.example/login', '200 https://ant.example/login/new'], 'alive redirects'],
  ['a shortener, for good', ['301 https://bit.ly/ants', `200 ${a}`], 'alive shortened', a],
  ['a shortener, for now', ['302 https://t.co/x', '301 http://ant.example/a', `200 ${a}`], 'alive shortened', a],
  ['a shortener to a front page', ['301 https://tinyurl.com/x', '200 https://ant.example/'], 'alive shortened'],
  ['a shortener that shows a page of its own', ['200 https://bit.ly/ants'], 'alive answers'],
  ['a shortener to a page that moved', ['301 https://bit.ly/x', `301 ${a}`, `200 ${b}`], 'alive shortened'],
  ['a shortener to a session', ['301 https://bit.ly/x', `302 ${a}`, `200 ${a}?sid=99`], 'alive shortened'],
  ['a shortener to a language', ['301 https://bit.ly/x', `302 ${a}`, '200 https://ant.example/de/a'], 'alive shortened'],
  ['a shortener with marks of its readers', ['301 https://bit.ly/x', `200 ${a}?utm_source=x&b=1`], 'alive shortened'],
  ['a version in the path, for good', ['301 https://ant.example/docs/', '200 https://ant.example/docs/v3/'], 'alive redirects'],
  ['another version, for good', ['301 https://ant.example/latest/a', '200 https://ant.example/4.2/a'], 'alive redirects'],
  ['a country in the path, for good', [`301 ${a}`, '200 https://ant.example/gb/a'], 'alive redirects'],
  ['the whole world in the path, for good', [`301 ${a}`, '200 https://ant.example/global/a'], 'alive redirects'],
  ['for small screens, for good', [`301 ${a}`, '200 https://m.ant.example/a'], 'alive redirects'],
  ['from a front page, for good', ['301 https://ant.example/', '200 https://ant.example/docs/hill.html'], 'alive redirects'],
  ['to a folder above, for good', ['301 https://ant.example/b/a', '200 https://ant.example/b/'], 'alive redirects'],
  ['to a page with a session, for good', [`301 ${a}`, `200 ${b}?PHPSESSID=12AB`], 'alive redirects'],
  ['to another page with a session in it', [`301 ${a}`, `200 ${b};jsessionid=12AB`], 'alive redirects'],
  ['to an archive, for good', ['301 https://ant.example/2015/03/a', '200 https://ant.example/archive'], 'alive redirects'],
  ['to a question of age, for good', [`301 ${a}`, '200 https://ant.example/age-check?next=/a'], 'alive redirects'],
  ['to a page about upkeep, for good', [`301 ${a}`, '200 https://ant.example/maintenance.html'], 'alive redirects'],
  ['to a page about browsers, for good', [`301 ${a}`, '200 https://ant.example/unsupported-browser'], 'alive redirects'],
  ['to a page that denies, for good', [`301 ${a}`, '200 https://ant.example/access-denied'], 'alive redirects'],
  ['to a page about what is gone, for good', [`301 ${a}`, '200 https://ant.example/gone.html'], 'alive redirects'],
  ['to a welcome, for good', [`301 ${a}`, '200 https://ant.example/welcome'], 'alive redirects'],
]

const moved: readonly Row[] = [
  ['301', [`301 ${a}`, `200 ${b}`], 'moved permanent-redirect', b],
  ['308', [`308 ${a}`, `200 ${b}`], 'moved permanent-redirect', b],
  ['301 and 308', [`301 ${a}`, `308 ${b}`, '200 https://ant.example/c'], 'moved permanent-redirect', 'https://ant.example/c'],
  ['301, and 302 after it', [`301 ${a}`, `302 ${b}`, '200 https://ant.example/c'], 'moved permanent-redirect', b],
  ['301 with a fragment', [`301 ${a}#x`, `200 ${b}`], 'moved permanent-redirect', `${b}#x`],
  ['301 to a fragment', [`301 ${a}#x`, `200 ${b}#y`], 'moved permanent-redirect', `${b}#y`],
  [
    '301 to a subdomain',
    [`301 ${a}`, '200 https://docs.ant.example/a'],
    'moved permanent-redirect',
    'https://docs.ant.example/a',
  ],
  ['301 to https and another page', ['301 http://ant.example/a', `301 ${a}`, `200 ${b}`], 'moved permanent-redirect', b],
  ['301 with the same port', ['301 http://ant.example:8080/a', '200 http://ant.example:8080/b'], 'moved permanent-redirect'],
  [
    '301 of a repository',
    ['301 https://github.com/ant/hill', '200 https://github.com/ants/hill'],
    'moved permanent-redirect',
    'https://github.com/ants/hill',
  ],
  [
    '301 of a page of GitHub',
    ['301 https://github.com/ant/hill/wiki#x', '200 https://github.com/ants/hill/wiki'],
    'moved permanent-redirect',
    'https://github.com/ants/hill/wiki#x',
  ],
  ['301 to 204', [`301 ${a}`, `204 ${b}`], 'moved permanent-redirect', b],
  ['301 with marks of its readers', [`301 ${a}`, `200 ${b}?utm_source=old&c=1`], 'moved permanent-redirect', `${b}?c=1`],
  ['301 from a front page by its query', ['301 https://ant.example/?p=3', `200 ${b}`], 'moved permanent-redirect', b],
  ['301 of a shelf of files', ['301 https://ant.example/c/a', '200 https://ant.example/d/a'], 'moved permanent-redirect'],
  ['301 to letters of another script', [`301 ${a}`, '200 https://ant.example/w%C3%A4lder'], 'moved permanent-redirect'],
]

const dead: readonly Row[] = [
  ['404', [`404 ${a}`], 'dead not-found'],
  ['410', [`410 ${a}`], 'dead gone'],
  ['404 with a title', {answers: [`404 ${a}`], title: 'Page not found'}, 'dead not-found'],
  ['301 to 404', [`301 ${a}`, `404 ${b}`], 'dead leads-to-not-found'],
  ['302 to 410', [`302 ${a}`, `410 ${b}`], 'dead leads-to-gone'],
  ['301 to 404 on another site', [`301 ${a}`, '404 https://bee.example/'], 'dead leads-to-not-found'],
  ['a shortener to 404', ['301 https://bit.ly/x', `404 ${a}`], 'dead leads-to-not-found'],
  ['no such domain', {failure: 'no such domain'}, 'dead no-such-domain'],
  ['301 to no such domain', {answers: [`301 ${a}`], failure: 'no such domain'}, 'dead leads-to-no-such-domain'],
  ['302 to no such domain', {answers: [`302 ${a}`], failure: 'no such domain'}, 'dead leads-to-no-such-domain'],
]

const refusals: readonly Row[] = [
  ['300', [`300 ${a}`], 'unverified odd-answer'],
  ['301 to nowhere', [`301 ${a}`], 'unverified odd-answer'],
  ['304 that nobody asked for', [`304 ${a}`], 'unverified odd-answer'],
  ['304 of what a redirect leads to', [`302 ${a}`, `304 ${b}`], 'unverified odd-answer'],
  ['304 from a wall', {answers: [`304 ${a}`], isUnchanged: true, wall: 'Cloudflare'}, 'unverified challenge'],
  ['400', [`400 ${a}`], 'unverified odd-answer'],
  ['401', [`401 ${a}`], 'unverified login'],
  ['402', [`402 ${a}`], 'unverified refuses-bots'],
  ['403', [`403 ${a}`], 'unverified refuses-bots'],
  ['405', [`405 ${a}`], 'unverified refuses-bots'],
  ['406', [`406 ${a}`], 'unverified refuses-bots'],
  ['407', [`407 ${a}`], 'unverified login'],
  ['408', [`408 ${a}`], 'unverified timeout'],
  ['409', [`409 ${a}`], 'unverified odd-answer'],
  ['418', [`418 ${a}`], 'unverified refuses-bots'],
  ['421', [`421 ${a}`], 'unverified odd-answer'],
  ['425', [`425 ${a}`], 'unverified timeout'],
  ['429', [`429 ${a}`], 'unverified too-many-requests'],
  ['451', [`451 ${a}`], 'unverified legal-reasons'],
  ['500', [`500 ${a}`], 'unverified server-error'],
  ['502', [`502 ${a}`], 'unverified server-error'],
  ['503', [`503 ${a}`], 'unverified server-error'],
  ['522', [`522 ${a}`], 'unverified server-error'],
  ['599', [`599 ${a}`], 'unverified server-error'],
  ['999', [`999 ${a}`], 'unverified refuses-bots'],
  ['301 to 403', [`301 ${a}`, `403 ${b}`], 'unverified refuses-bots'],
  ['301 to 503', [`301 ${a}`, `503 ${b}`], 'unverified server-error'],
  ['a login page', [`302 ${a}`, '200 https://ant.example/login?next=/a'], 'unverified login'],
  ['a login page, for good', [`301 ${a}`, '200 https://ant.example/users/sign_in'], 'unverified login'],
  ['a login page elsewhere', [`302 ${a}`, '200 https://accounts.bee.example/x'], 'unverified login'],
  ['a login page that says 404', [`302 ${a}`, '404 https://login.ant.example/'], 'unverified login'],
  ['a consent page', [`302 ${a}`, '200 https://consent.ant.example/m?continue=/a'], 'unverified challenge'],
  ['a consent page, for good', [`301 ${a}`, '200 https://ant.example/cookie-consent'], 'unverified challenge'],
  [
    'a consent page by its title',
    {answers: [`302 ${a}`, `200 ${b}`], title: 'Before you continue to Ants'},
    'unverified challenge',
  ],
  ['a challenge page', [`302 ${a}`, '200 https://ant.example/cdn-cgi/check'], 'unverified challenge'],
  ['a wall by its marks', {answers: [`403 ${a}`], wall: 'DataDome'}, 'unverified challenge'],
  ['a wall that says 200', {answers: [`200 ${a}`], wall: 'Imperva'}, 'unverified challenge'],
  ['a wall that says 404', {answers: [`404 ${a}`], wall: 'Cloudflare'}, 'unverified challenge'],
  ['a wall by its title', {answers: [`200 ${a}`], title: 'Just a moment...'}, 'unverified challenge'],
  ['a wall by its title and brand', {answers: [`403 ${a}`], title: 'Attention Required! | Cloudflare'}, 'unverified challenge'],
  ['a wall for good', {answers: [`301 ${a}`, `200 ${b}`], title: 'Access Denied'}, 'unverified challenge'],
]

const strangers: readonly Row[] = [
  ['301 to another site', [`301 ${a}`, '200 https://casino.example/x'], 'unverified other-site', 'https://casino.example/x'],
  [
    '308 to another site, the fragment kept',
    [`308 ${a}#x`, '200 https://bee.example/x'],
    'unverified other-site',
    'https://bee.example/x#x',
  ],
  [
    '301 to another site, and 302 there',
    [`301 ${a}`, '302 https://bee.example/x', '200 https://bee.example/y'],
    'unverified other-site',
  ],
  [
    '301 to https, and another site',
    ['301 http://ant.example/a', `301 ${a}`, '200 https://bee.example/x'],
    'unverified other-site',
  ],
  ['301 to another owner on one host', ['301 https://ant.github.io/a', '200 https://bee.github.io/a'], 'unverified other-site'],
  ['301 to the same name under another suffix', [`301 ${a}`, '200 https://ant.test/a'], 'unverified other-site'],
  ["302 to another site's front page", [`302 ${a}`, '200 https://bee.example/'], 'unverified other-site'],
  ['a page that sends to another site', [`200 ${a}`, '200 https://bee.example/x'], 'unverified other-site'],
  [
    'a shortener, and then another site for good',
    ['301 https://bit.ly/x', `301 ${a}`, '200 https://casino.example/win'],
    'unverified other-site',
  ],
  ['a shortener, and then home', ['301 https://bit.ly/x', `301 ${a}`, '200 https://ant.example/'], 'unverified to-home'],
  ["a shortener's own front page", ['302 https://bit.ly/x', '200 https://bit.ly/'], 'unverified to-home'],
  ['home with its file', [`301 ${a}`, '200 https://ant.example/home.html'], 'unverified to-home'],
  ['home in a language, by its name', [`301 ${a}`, '200 https://ant.example/en/home'], 'unverified to-home'],
  ['a query that says 404', [`301 ${a}`, `200 ${b}?error=404`], 'unverified soft-404'],
  [
    "a title in WordPress's words",
    {answers: [`200 ${a}`], title: 'Oops! That page can’t be found. – Ants'},
    'unverified soft-404',
  ],
  ['301 home', [`301 ${a}`, '200 https://ant.example/'], 'unverified to-home'],
  ['302 home', [`302 ${a}`, '200 https://ant.example/'], 'unverified to-home'],
  ['home in a language', [`302 ${a}`, '200 https://ant.example/en/'], 'unverified to-home'],
  ['home from a query', ['301 https://ant.example/?p=3', '200 https://ant.example/'], 'unverified to-home'],
  ['home from a subdomain', ['301 https://hill.ant.example/', '200 https://ant.example/'], 'unverified to-home'],
  ['home with www.', [`301 ${a}`, '200 https://www.ant.example/'], 'unverified to-home'],
  ['a title that says not found', {answers: [`200 ${a}`], title: 'Page not found | Ants'}, 'unverified soft-404'],
  ['a title in German', {answers: [`200 ${a}`], title: 'Seite nicht gefunden – Ameisen'}, 'unverified soft-404'],
  ['a title of 404, for good', {answers: [`301 ${a}`, `200 ${b}`], title: '404'}, 'unverified soft-404'],
  ['a redirect to a page about 404', [`302 ${a}`, '200 https://ant.example/404.html'], 'unverified soft-404'],
  [
    'a redirect to a page about errors',
    [`302 ${a}`, '200 https://ant.example/Error.aspx?aspxerrorpath=/a'],
    'unverified soft-404',
  ],
  ['a redirect to a page about errors, for good', [`301 ${a}`, '200 https://ant.example/error'], 'unverified soft-404'],
  ['a title that sells the domain', {answers: [`200 ${a}`], title: 'ant.example is for sale'}, 'unverified for-sale'],
  [
    'a title that sells it in German',
    {answers: [`200 ${a}`], title: 'Die Domain ant.example steht zum Verkauf'},
    'unverified for-sale',
  ],
  [
    '301 to a market',
    ['301 https://ant.example/', '200 https://www.hugedomains.com/domain_profile.cfm?d=ant.example'],
    'unverified for-sale',
  ],
  ['302 to a market', ['302 https://ant.example/', '200 https://www.afternic.com/forsale/ant.example'], 'unverified for-sale'],
  ['302 to another market', ['302 https://ant.example/', '200 https://dan.com/buy-domain/ant.example'], 'unverified for-sale'],
  [
    '302 to a third market',
    ['302 https://ant.example/', '200 https://sedo.com/search/details/?domain=ant.example'],
    'unverified for-sale',
  ],
  [
    'a shortener to a market',
    ['301 https://bit.ly/x', '200 https://www.afternic.com/forsale/ant.example'],
    'unverified for-sale',
  ],
  ['404 with a page that goes on', {answers: [`404 ${a}`], goesOn: true}, 'unverified goes-on'],
  ['410 with a page that goes on', {answers: [`301 ${a}`, `410 ${b}`], goesOn: true}, 'unverified goes-on'],
  ['a placeholder by its marks', {answers: ['200 https://ant.example/'], parking: 'Sedo'}, 'unverified parked'],
  [
    'a placeholder by its title',
    {answers: ['200 https://ant.example/'], title: 'ant.example | Parked at Hill Hosting'},
    'unverified parked',
  ],
  [
    'a host of a parking service',
    ['302 https://ant.example/', '200 https://ww16.ant.example/?sub1=20260101'],
    'unverified parked',
  ],
  ['a closed account', {answers: [`200 ${a}`], title: 'Account Suspended'}, 'unverified parked'],
]

const silence: readonly Row[] = [
  ['no answer at all', {answers: []}, 'unverified protocol'],
  ['a timeout', {failure: 'timeout'}, 'unverified timeout'],
  ['a timeout after 301', {answers: [`301 ${a}`], failure: 'timeout'}, 'unverified timeout'],
  ['a connection that breaks off', {failure: 'reset'}, 'unverified reset'],
  ['a connection that nobody takes', {failure: 'refused connection'}, 'unverified connection-refused'],
  ['an expired certificate', {failure: 'tls expired'}, 'unverified tls-expired'],
  ["another host's certificate", {failure: 'tls wrong host'}, 'unverified tls-wrong-host'],
  ['a certificate that vouches for itself', {failure: 'tls self-signed'}, 'unverified tls-self-signed'],
  ['any other fault of TLS', {failure: 'tls'}, 'unverified tls'],
  ['an expired certificate after 301', {answers: [`301 ${a}`], failure: 'tls expired'}, 'unverified tls-expired'],
  ['too many redirects', {answers: [`302 ${a}`, `302 ${b}`], failure: 'too many redirects'}, 'unverified too-many-redirects'],
  ['a redirect to an app', {answers: [`302 ${a}`], failure: 'not http'}, 'unverified redirects-elsewhere'],
  ['a name server with trouble', {failure: 'resolver'}, 'unverified resolver'],
  ['an answer that is none', {failure: 'protocol'}, 'unverified protocol'],
  ['an encoding that is not what it says', {answers: [`200 ${a}`], failure: 'encoding'}, 'unverified broken-encoding'],
  ['no time left', {failure: 'deadline'}, 'unverified not-reached'],
  ['no time left for a second look', {answers: [`404 ${a}`], failure: 'deadline'}, 'unverified not-reached'],
  ['not found, found, not found', {answers: [`200 ${a}`], failure: 'flapping'}, 'unverified flapping'],
  ['one request too many', {failure: 'over limit'}, 'unverified over-limit'],
  ['a site that wants a long pause', {failure: 'paused site'}, 'unverified paused-site'],
  ['a site that never answers', {failure: 'silent site'}, 'unverified silent-site'],
  ['no resolver beside the proxy', {failure: 'no resolver'}, 'unverified no-resolver'],
  ['a proxy that opens nothing', {failure: 'proxy'}, 'unverified proxy'],
  ['a proxy that wants a login', {failure: 'proxy login'}, 'unverified proxy-login'],
]

const refused: readonly Row[] = [
  ['an inside address', {failure: 'private address'}, 'refused private-address'],
  ['an inside address after 301', {answers: [`301 ${a}`], failure: 'private address'}, 'refused private-address'],
  ['a port that browsers block', {failure: 'blocked port'}, 'refused blocked-port'],
  ['such a port after 302', {answers: [`302 ${a}`], failure: 'blocked port'}, 'refused blocked-port'],
  ['a host that the operator forbids', {failure: 'never'}, 'refused never'],
]

const texts: readonly Row[] = [
  ['ftp:', 'ftp://ant.example/a', 'invalid unknown-scheme'],
  ['file:', 'file:///etc/hosts', 'invalid unknown-scheme'],
  ['javascript:', 'javascript:alert(1)', 'invalid unknown-scheme'],
  ['an app', 'slack://open', 'invalid unknown-scheme'],
  ['a scheme of nobody', 'ants:march', 'invalid unknown-scheme'],
  ['a misspelled scheme', 'htps://ant.example/', 'invalid misspelled-scheme'],
  ['two schemes', 'https://https://ant.example/', 'invalid doubled-scheme'],
  ['no scheme', 'www.ant.example/a', 'invalid no-scheme'],
  ['no host', 'https://', 'invalid not-an-address'],
  ['a blank in the host', 'https://an t.example/', 'invalid not-an-address'],
  ['two dots', 'https://ant..example/', 'invalid not-an-address'],
  ['a port that is none', 'https://ant.example:99999/', 'invalid not-an-address'],
  ['an address of too many numbers', 'https://1.2.3.4.5/', 'invalid not-an-address'],
  ['mailto:', 'mailto:ada@ant.example', 'ignored other-scheme'],
  ['tel:', 'tel:+1234', 'ignored other-scheme'],
  ['data:', 'data:text/plain,ants', 'ignored other-scheme'],
  ['a fragment', '#ants', 'ignored relative'],
  ['a file of the repository', '../docs/ants.md', 'ignored relative'],
  ['another network', 'http://antsantsants.onion/', 'ignored other-network'],
]

const tables = {
  'alive: it answers, after redirects for now too': alive,
  'moved: for good, to a page of the same owner that is worth a change': moved,
  'dead: not found, gone, no such domain': dead,
  'unverified: refused to programs, to strangers, or to everybody for now': refusals,
  'unverified: somebody else may be there now': strangers,
  'unverified: nobody answered, or nobody could read it': silence,
  'refused: not ours to ask': refused,
  'by the text alone': texts,
}

describe.each(Object.entries(tables))('%s', (_, rows) => {
  test.each(rows.map(row => [row[0], row] as const))('%s', (_title, [, seen, proves, at]) => {
    const verdict = judged(seen)
    expect(`${verdict.kind} ${verdict.reason}`).toBe(proves)
    if (at !== undefined) expect(placeOf(verdict)).toBe(at)
  })
})

function placeOf(verdict: Verdict): string | undefined {
  if (verdict.kind === 'unverified') return verdict.elsewhere?.finalUrl
  return verdict.kind === 'alive' || verdict.kind === 'moved' ? verdict.finalUrl : undefined
}

// ---- what an alive verdict adds

test.each<readonly [string, readonly string[], string]>([
  ['http that leads to https', ['301 http://ant.example/a', `200 ${a}`], `https ${a}`],
  [
    'http that leads to https and www., with the fragment',
    ['302 http://ant.example/a#x', '200 https://www.ant.example/a/'],
    'https https://www.ant.example/a/#x',
  ],
  ['http that leads to another page over https for now', ['302 http://ant.example/a', `200 ${b}`], 'nothing'],
  ['http that stays http', ['200 http://ant.example/a'], 'nothing'],
  ['https', [`200 ${a}`], 'nothing'],
  ['a shortener', ['301 https://bit.ly/x', `200 ${a}`], `shortener ${a}`],
  ['a shortener of a shortener', ['301 https://bit.ly/x', '301 https://t.co/y', `200 ${a}`], `shortener ${a}`],
  ["a shortener's own front page", ['200 https://bit.ly/'], 'nothing'],
  ['a shortener to a page that moved', ['301 https://bit.ly/x', `301 ${a}`, `200 ${b}`], `shortener ${b}`],
  ['a shortener to a page that gives sessions', ['301 https://bit.ly/x', `302 ${a}`, `200 ${a}?sid=99`], `shortener ${a}`],
  [
    'a shortener to a page in languages, with a fragment',
    ['301 https://bit.ly/x', `302 ${a}#x`, '200 https://ant.example/de/a'],
    `shortener ${a}#x`,
  ],
  ['a shortener to http that leads to https', ['301 https://bit.ly/x', '301 http://ant.example/a', `200 ${a}`], `shortener ${a}`],
  ['a shortener with marks of its readers', ['301 https://bit.ly/x', `200 ${a}?utm_source=x&b=1`], `shortener ${a}?b=1`],
])('a better address: %s', (_, seen, expected) => {
  const verdict = judged(seen)
  const better = verdict.kind === 'alive' ? verdict.better : undefined
  expect(better === undefined ? 'nothing' : `${better.why} ${better.url}`).toBe(expected)
})

test.each<readonly [string, readonly string[], string | undefined]>([
  [`${a}#usage`, ['usage'], undefined],
  [`${a}#usage`, ['Usage'], 'usage'],
  [`${a}#%C3%A4`, ['ä'], undefined],
  [`${a}#%`, ['%'], undefined],
  [`${a}#gone`, [], 'gone'],
  [`${a}#top`, [], undefined],
  [`${a}#:~:text=ants`, [], undefined],
  [`${a}#usage:~:text=ants`, ['usage'], undefined],
  [`${a}#/route`, [], undefined],
  [`${a}#!route`, [], undefined],
  [`${a}#page=3`, [], undefined],
  ['https://github.com/ant/hill#usage', ['user-content-usage'], undefined],
  ['https://github.com/ant/hill#Usage', ['user-content-usage'], undefined],
  ['https://github.com/ant/hill#gone', ['user-content-usage'], 'gone'],
  ['https://github.com/ant/hill#gone', ['start-of-content'], undefined],
  ['https://github.com/ant/hill#readme', ['user-content-usage'], undefined],
  ['https://github.com/ant/hill/blob/main/a.c#L10-L20', ['user-content-usage'], undefined],
])('a place in a page: %s, where there is %j, lacks %s', (listed, places, missing) => {
  const verdict = judged({answers: [`200 ${listed}`], places})
  expect(verdict.kind === 'alive' ? verdict.missingFragment : 'not alive').toBe(missing)
})

// ---- another site with proof

const there = (finalUrl: string, title?: string, by = '301'): Seen => ({
  answers: [`${by} https://ant.example/docs`, `200 ${finalUrl}`],
  ...(title === undefined ? {} : {title}),
})

test.each<readonly [string, Seen, Partial<KnownThing>, string | undefined]>([
  [
    'the same name under another suffix, and the title names it',
    there('https://ant.test/docs', 'Ant Hill – docs'),
    {name: 'Ant Hill'},
    'https://ant.test/docs',
  ],
  [
    'the fragment kept',
    {...there('https://ant.test/docs', 'Ant Hill'), listed: 'https://ant.example/docs#x'},
    {name: 'Ant Hill'},
    'https://ant.test/docs#x',
  ],
  ['the same name, and another title', there('https://ant.test/docs', 'Online casino'), {name: 'Ant Hill'}, undefined],
  [
    'the same name, and a title with part of a word',
    there('https://ant.test/docs', 'Ant Hillside'),
    {name: 'Ant Hill'},
    undefined,
  ],
  ['the same name, and no title', there('https://ant.test/docs'), {name: 'Ant Hill'}, undefined],
  ['the same name, and an entry without one', there('https://ant.test/docs', 'Ant Hill'), {name: undefined}, undefined],
  ['the same name, and an entry of two letters', there('https://ant.test/docs', 'Go ants'), {name: 'Go'}, undefined],
  ['another name, and the title names it', there('https://bee.test/docs', 'Ant Hill'), {name: 'Ant Hill'}, undefined],
  [
    "the repository's homepage",
    there('https://bee.test/docs'),
    {homepageUrl: 'https://www.bee.test/docs/'},
    'https://bee.test/docs',
  ],
  [
    "a page below the repository's homepage",
    there('https://bee.test/docs'),
    {homepageUrl: 'http://bee.test'},
    'https://bee.test/docs',
  ],
  ["a page beside the repository's homepage", there('https://bee.test/docs'), {homepageUrl: 'https://bee.test/do'}, undefined],
  ['another homepage', there('https://bee.test/docs'), {homepageUrl: 'https://wasp.test/'}, undefined],
  ['a homepage that is no address', there('https://bee.test/docs'), {homepageUrl: 'bee'}, undefined],
  ['a front page instead of a page', there('https://ant.test/', 'Ant Hill'), {name: 'Ant Hill'}, undefined],
  ['http instead of https', there('http://ant.test/docs', 'Ant Hill'), {name: 'Ant Hill'}, undefined],
  ['another port', there('https://ant.test:8443/docs', 'Ant Hill'), {name: 'Ant Hill'}, undefined],
  ['the same name in some country', there('https://ant.de/docs', 'Ant Hill'), {name: 'Ant Hill'}, undefined],
  [
    'the same name under a suffix that anybody takes',
    there('https://ant.io/docs', 'Ant Hill'),
    {name: 'Ant Hill'},
    'https://ant.io/docs',
  ],
  ['the same name in a casino', there('https://ant.bet/docs', 'Ant Hill: slots and more'), {name: 'Ant Hill'}, undefined],
  ['the same name, and a title of a casino', there('https://ant.test/docs', 'Ant Hill Casino'), {name: 'Ant Hill'}, undefined],
  ['an entry about casinos', there('https://ant.test/docs', 'Casino Maths'), {name: 'Casino Maths'}, 'https://ant.test/docs'],
])('a successor on another site: %s', (_, seen, known, finalUrl) => {
  const exchange = exchangeOf(seen)
  const moved = provenSuccessor(judge(exchange), {url: exchange.url, name: undefined, ...known})
  expect(moved?.finalUrl).toBe(finalUrl)
  if (finalUrl !== undefined) expect(moved).toMatchObject({kind: 'moved', reason: 'same-thing', status: 200})
})

test('a redirect for now on the way proves no successor', () => {
  const seen = exchangeOf(['301 https://ant.example/docs', '302 https://ant.test/docs', '200 https://ant.test/en'])
  expect(provenSuccessor(judge({...seen, title: 'Ant Hill'}), {url: seen.url, name: 'Ant Hill'})).toBeUndefined()
})

test('only what leads to another site has a successor there', () => {
  for (const seen of [[`200 ${a}`], [`404 ${a}`], [`301 ${a}`, '200 https://ant.example/']])
    expect(provenSuccessor(judged(seen), {url: a, name: 'Ant', homepageUrl: a})).toBeUndefined()
})

// ---- reasons

/** Given by whoever asks, who knows settings, limits and services, and not by what was seen. */
const givenElsewhere: readonly Reason[] = ['by-settings', 'badge', 'accepted']

test('each reason is reached by a row, and has its sentence', () => {
  const facts = {
    site: 'https://github.com', id: '1', name: 'ants/hill', isPrivate: false, isArchived: false, isFork: false, createdMs: undefined,
    lastCommitMs: undefined, defaultBranch: 'main', stars: 0, description: undefined, homepage: undefined, licence: undefined,
  } // biome-ignore format: a row of facts
  const reached = new Set<Reason | undefined>([
    ...Object.values(tables).flatMap(rows => rows.map(([, seen]) => judged(seen).reason)),
    provenSuccessor(judged(there('https://ant.test/docs', 'Ant Hill')), {url: 'https://ant.example/docs', name: 'Ant Hill'})
      ?.reason,
    judgeRepository('https://github.com/ants/hill', facts, false)?.reason,
    judgeRepository('https://github.com/bees/hill', facts, false)?.reason,
    ...givenElsewhere,
  ])
  expect(reasons.filter(reason => !reached.has(reason))).toEqual([])
  for (const reason of reasons) expect(reasonOf({reason, status: 404})).toMatch(/^[\w`][^.]*[^.]$/)
})

test('there are more rows than a hundred and twenty', () => {
  expect(Object.values(tables).flat().length).toBeGreaterThan(160)
})
