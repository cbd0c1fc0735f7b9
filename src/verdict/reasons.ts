/** Why a verdict is what it is: stable codes, seen in JSON. */
export type Reason = keyof typeof sentences

/**
 * The sentence of a verdict for people, without capital and final stop, to stand after a colon: "This link is dead: the server answers
 * `404 Not Found`". Every word is ours: addresses and details of others are left to the caller, who knows how to show them.
 */
export const reasonOf = ({reason, status}: {readonly reason: Reason; readonly status?: number | undefined}): string =>
  sentences[reason].replace('STATUS', () => statusWords(status))

/** `404 Not Found` in backticks. The words are ours, never the server's. */
function statusWords(status: number | undefined): string {
  if (status === undefined) return 'an error'
  const words = statuses[status]
  return words === undefined ? `\`${status}\`` : `\`${status} ${words}\``
}

const sentences = {
  // alive
  answers: 'it answers',
  accepted: 'the settings of this list count STATUS as alive',
  redirects: 'it answers, after a redirect that changes nothing for a list',
  exists: 'GitHub knows this repository',
  unchanged: 'the server says that it has not changed since it was last seen',
  shortened: 'it answers, behind an address that hides where it leads',
  // moved
  renamed: 'the repository has another name now',
  'permanent-redirect': 'the server says that this page has moved for good',
  'same-thing': 'the server says that it has moved for good to another site, where it is the same thing',
  // dead
  'not-found': 'the server answers STATUS',
  gone: 'the server answers STATUS',
  'no-such-domain': 'there is no such domain',
  'leads-to-not-found': 'it redirects to a page that answers STATUS',
  'leads-to-gone': 'it redirects to a page that answers STATUS',
  'leads-to-no-such-domain': 'it redirects to a domain that does not exist',
  // unverified: somebody answers, and it proves nothing
  'refuses-bots': 'the server refuses programs like this one (STATUS), a browser may be let in',
  'too-many-requests': 'the server asks for fewer requests (STATUS)',
  login: 'one has to log in to see it',
  challenge: 'the server wants to see a person first',
  'other-site': 'it redirects to another site, which may or may not be the same thing',
  'to-home': 'it redirects to the front page, so the page itself may be gone',
  'soft-404': 'the server says that all is well, but the page itself says that it was not found',
  'goes-on': 'the server answers STATUS, but its page goes on by itself, so a browser may show more',
  'for-sale': 'its domain is for sale',
  parked: 'a placeholder stands there: its domain is parked, or its hosting suspended',
  flapping: 'it was not found once, and found at another time',
  'legal-reasons': 'the server withholds it for legal reasons (STATUS)',
  'server-error': 'the server has a problem of its own (STATUS)',
  'odd-answer': 'the server gives an answer that proves nothing (STATUS)',
  'redirects-elsewhere': 'it redirects to something that is not a web page',
  'too-many-redirects': 'it redirects in circles, or too often',
  // unverified: nobody answers
  timeout: 'the server did not answer in time',
  'silent-site': 'nothing on this site answered in time, so it was not asked further',
  'paused-site': 'the site asked for a long pause, so this page was not asked for',
  'tls-expired': 'the certificate of the server has expired',
  'tls-wrong-host': 'the certificate of the server is for another host',
  'tls-self-signed': 'the server vouches for its certificate itself, nobody else does',
  tls: 'there is no secure connection to the server',
  'connection-refused': 'the server does not take connections right now',
  reset: 'the server broke off the connection',
  protocol: 'the answer of the server could not be read',
  'broken-encoding': 'the page is not encoded the way that the server says',
  resolver: 'the name of the server could not be looked up right now',
  'no-resolver': 'the proxy may not be asked for this name, and the name could not be looked up here',
  proxy: 'the proxy between here and the server opened no connection to it',
  'proxy-login': 'the proxy between here and the server wants a name and a password',
  'not-reached': 'there was no time left to ask',
  'over-limit': 'there were more links than are checked at once, so this page was not asked for',
  // invalid
  'not-an-address': 'this is not a web address',
  'no-scheme': 'the address lacks its `https://`, so it leads to a file of this repository',
  'unknown-scheme': 'browsers open no page at an address that starts like this one',
  'misspelled-scheme': 'the start of the address is misspelled, it should be `https://`',
  'doubled-scheme': 'the address starts with `https://` twice',
  // refused
  'private-address': 'it leads into a private network',
  'blocked-port': 'browsers do not open this port',
  never: 'whoever runs this program wants nothing asked of this host',
  // ignored
  'other-scheme': 'it is not a web page',
  'other-network': 'it is on a network of its own, which only its own browser reaches',
  relative: 'it points to a file or heading of this repository',
  badge: 'it is a badge, which its service draws for whoever asks',
  'by-settings': 'the settings of this list leave it out',
} as const

/** All of them. */
export const reasons: readonly Reason[] = Object.keys(sentences).filter((reason): reason is Reason => reason in sentences)

/** Names of the statuses that people meet (RFC 9110 and its registry; 520 to 526 are Cloudflare's, 999 is LinkedIn's). */
const statuses: Readonly<Record<number, string>> = {
  200: 'OK',
  204: 'No Content',
  300: 'Multiple Choices',
  301: 'Moved Permanently',
  302: 'Found',
  303: 'See Other',
  304: 'Not Modified',
  307: 'Temporary Redirect',
  308: 'Permanent Redirect',
  400: 'Bad Request',
  401: 'Unauthorized',
  402: 'Payment Required',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  406: 'Not Acceptable',
  407: 'Proxy Authentication Required',
  408: 'Request Timeout',
  409: 'Conflict',
  410: 'Gone',
  412: 'Precondition Failed',
  415: 'Unsupported Media Type',
  418: "I'm a teapot",
  421: 'Misdirected Request',
  422: 'Unprocessable Content',
  423: 'Locked',
  425: 'Too Early',
  426: 'Upgrade Required',
  429: 'Too Many Requests',
  431: 'Request Header Fields Too Large',
  451: 'Unavailable For Legal Reasons',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
  508: 'Loop Detected',
  520: 'Unknown Error',
  521: 'Web Server Is Down',
  522: 'Connection Timed Out',
  523: 'Origin Is Unreachable',
  524: 'A Timeout Occurred',
  525: 'SSL Handshake Failed',
  526: 'Invalid SSL Certificate',
  999: 'Request Denied',
}
