/**
 * Signs that a page is not the one that was asked for. They make a link unverified at most, never dead: phrases alone have killed living
 * pages in other checkers. So they may be many, but each must be the title, not merely stand in it.
 */

const hosts = (words: string): RegExp => new RegExp(`^(?:${words})\\.`, 'i')
const parts = (words: string): RegExp => new RegExp(`/(?:${words})(?:\\.\\w+)?(?:/|$)`, 'i')

const loginHosts = hosts('login|signin|auth|sso|accounts?|idp|passport')
const loginParts = parts(
  'log-?in|log_in|logon|sign-?in|sign_in|sso|oauth2?|authenticate|authorize|wp-login|saml2?|openid-connect|session/new|checkpoint/lg|sign-?up|sign_up|register',
)
const challengeHosts = hosts('consent|captcha|challenge|validate')
const challengeParts = parts(
  'cdn-cgi|captcha|challenge|recaptcha|bot-?check|checkpoint/challenge|_incapsula_resource|(?:cookie-?)?consent',
)
const notFoundParts = parts(
  '404|not[-_]?found|page[-_]?not[-_]?found|errors?|error[-_]?page|page[-_]?error|(?:error|err)[-_/]?404|404[-_]?(?:page|error|not[-_]?found)',
)

const searchParts = parts('search|search[-_]?results?|suche|recherche|busca|buscar|zoeken')

/** As the last part of a path. */
const noticeParts = new RegExp(
  `/(?:${[
    'age-?(?:check|gate|verification)|(?:choose|select)-(?:country|language|region)|region|country|subscribe|subscription|join',
    'unsupported(?:-browser)?|maintenance|(?:access-?)?(?:denied|blocked)|forbidden|unavailable|suspended|closed',
    'gone|oops|expired|removed|deleted|discontinued|sunset|retired|archived?|archives|find|results',
    'welcome|main|landing|start|home',
  ].join('|')})(?:\\.\\w+)?/?$`,
  'i',
)

/** Where one logs in. */
export const isLoginPage = ({hostname, pathname}: URL): boolean => loginHosts.test(hostname) || loginParts.test(pathname)

/** Where visitors prove that they are people, or agree to something first. */
export const isChallengePage = ({hostname, pathname}: URL): boolean =>
  challengeHosts.test(hostname) || challengeParts.test(pathname)

/** A page that is about something not found, or about whatever went wrong. */
export const isNotFoundPage = ({pathname, search}: URL): boolean =>
  notFoundParts.test(pathname) ||
  /[?&](?:aspxerrorpath=|(?:error|err|status|code)=(?:404|410|not[-_]?found)(?:&|$))/i.test(search)

/** Where one looks for something: where servers send those whose page is no more, and no page itself. */
export const isSearchPage = ({pathname}: URL): boolean => searchParts.test(pathname)

/** A page that is shown to whoever asks for something else: a notice, a question, a hall. Whatever moved, it did not move there. */
export const isNoticePage = ({pathname}: URL): boolean => noticeParts.test(pathname)

/** The title of a wall that some bot protection shows. */
export const saysChallenge = (title: string | undefined): boolean => title !== undefined && challengeTitle.test(title)

const challengeTitle = new RegExp(
  [
    'just a moment(?:\\.\\.\\.|…)?',
    'one moment, please(?:\\.\\.\\.|…)?',
    '(?:attention required!|please wait(?:\\.\\.\\.|…)?|access denied)(?: \\| .*cloudflare.*)?',
    'access to this page has been denied\\.?',
    'pardon our interruption(?:\\.\\.\\.|…)?',
    '(?:are you (?:a robot|human)|robot check|bot verification|human verification|security check(?:point)?|client challenge)\\??',
    'verify(?:ing)? (?:that )?you are (?:a )?human\\.?',
    "making sure you(?:&#39;|’|')re not a bot!?",
    'checking your browser.*',
    'vercel security checkpoint',
    'ddos-guard',
    'one more step(?: \\| .*)?',
    'attention required!?',
    'please verify (?:that )?you are (?:a )?human\\.?',
    'checking if the site connection is secure',
    'request unsuccessful\\.? incapsula.*',
    'sucuri website firewall.*',
    'radware (?:captcha|bot manager).*',
    '(?:access|request) (?:blocked|forbidden)\\.?',
    'before you continue(?: to .{1,40})?',
    'bot (?:detection|challenge|protection)',
    '(?:un momento|nur einen moment|un instant|um momento|een ogenblik|один момент)(?:\\.\\.\\.|…)?',
    '(?:你是机器人吗|人机验证|安全验证)',
    '(?:re)?captcha',
  ]
    .map(phrase => `^(?:${phrase})$`)
    .join('|'),
  'i',
)

/** A title that says that the page was not found: whole, or as one side of `|`, `-` and their like. */
export const saysNotFound = (title: string | undefined): boolean =>
  title !== undefined &&
  title.length <= 200 &&
  title.split(/\s{1,20}[|·•:»–—-]{1,5}\s{1,20}|\s{0,20}[|·•»]\s{0,20}|:\s{1,20}/).some(side => notFoundTitle.test(side.trim()))

const notFoundTitle = new RegExp(
  [
    '(?:http )?(?:error )?404(?: error)?[!.]*',
    '(?:error )?\\(?404\\)?[ :,.-]*(?:error[ :,.-]*)?(?:the )?(?:page|file|document|site)? ?(?:was |is )?not found[!.]*(?: \\(?404\\)?)?',
    '(?:sorry,? |oops[!,.]* |uh-?oh[!,.]* |error:? )?(?:the |this |that |your )?(?:requested )?(?:page|file|document|content|article|repository|project|url) (?:you requested )?(?:was |is |could |can |does )?(?:not (?:be )?(?:found|available|exist)|no longer (?:available|exists?))[!.]*(?: \\(?404\\)?)?',
    "(?:sorry,? |oops[!,.]* )?(?:we )?(?:could not|couldn['’]t|can['’]?t|cannot) find (?:that|this|the|your) page[!.]*",
    "(?:sorry,? |oops[!,.]* )?(?:this|that|the) page (?:doesn['’]t exist|does not exist|can['’]?t be found|cannot be found)[!.]*",
    'not found[!.]*',
    'page introuvable',
    '(?:die )?seite (?:wurde )?nicht gefunden',
    'página no encontrada',
    'página não encontrada',
    'pagina non trovata',
    'pagina niet gevonden',
    'sidan (?:kunde inte hittas|hittades inte)',
    'nie znaleziono strony',
    'страница не найдена',
    'ページが見つかりません(?:でした)?',
    '(?:页面不存在|找不到页面|页面未找到|找不到網頁)',
    '페이지를 찾을 수 없습니다',
  ]
    .map(phrase => `^(?:${phrase})$`)
    .join('|'),
  'i',
)
