/** What stands in an address instead of a secret. */
const blot = '***'

/** Parameters that hold nothing but secrets: signatures of storage services, tokens, passwords. `-` and `_` make no difference. */
const secretNames: ReadonlySet<string> = new Set(
  `token accesstoken authtoken idtoken refreshtoken sessiontoken privatetoken usertoken oauthtoken bearertoken jobtoken csrftoken xsrftoken apitoken
  apikey apisecret appsecret clientsecret secret secretkey accesskey accesskeyid awsaccesskeyid subscriptionkey privatekey jwt bearer authorization
  password passwd passwort pwd pass credential credentials sig xamzsignature xamzsecuritytoken xamzcredential xgoogsignature xgoogcredential
  phpsessid jsessionid sessionid sessid`.split(/\s+/),
)

/** Parameters that may hold one: only what nobody can guess counts. */
const doubtfulNames: ReadonlySet<string> = new Set(
  'key auth authkey signature sign hmac session sid code hash licence license sas policy'.split(' '),
)

/** Values that say themselves what they are, wherever they stand. */
const tokens =
  /\b(?:gh[pousr]_\w{20,255}|github_pat_\w{20,255}|gl(?:pat|dt|rt)-[\w-]{20,255}|xox[abprs]-[\w-]{10,255}|[sr]k_(?:live|test)_\w{16,255}|sk-[\w-]{20,255}|npm_\w{30,255}|AKIA[0-9A-Z]{16}|ASIA[0-9A-Z]{16}|AIza[\w-]{30,255}|eyJ[\w-]{10,4000}\.eyJ[\w-]{10,4000}(?:\.[\w-]{0,4000})?)/g

/** Addresses to which whoever knows them may write. */
const hooks =
  /(\bhooks\.slack\.com\/(?:services|workflows|triggers)\/|\bdiscord(?:app)?\.com\/api\/(?:v\d{1,2}\/)?webhooks\/|\bapi\.telegram\.org\/bot)([^?#\s]{1,500})/gi

/** A parameter in a query, in a fragment, or behind a semicolon in a path (`;jsessionid=…`). */
const parameter = /([?&#;])([^=&#?;]{1,100})=([^&#;]*)/g

/** Addresses in addresses, as redirecting services have them; nobody goes deeper. */
const deepest = 3

/**
 * Whether an address holds what only some may know: a password, a token, a signature. Who has the address has the secret, so that it is never
 * asked for, kept or logged. True of what `withoutSecrets` gives for such an address, too.
 */
export const holdsSecret = (url: string): boolean => withoutSecrets(url).includes(blot)

/** The address with each secret blotted out (`https://a.example/?token=***`); without secrets, the address as it is. Never throws. */
export function withoutSecrets(url: string): string {
  let shown = url
  // Without a secret a text may read otherwise. Nobody's address does so twice.
  for (let round = 0; round < 5; round += 1) {
    const next = blotted(shown, 0)
    if (next === shown) break
    shown = next
  }
  return shown
}

function blotted(url: string, depth: number): string {
  return withoutLogin(url)
    .replaceAll(hooks, (_, before: string) => before + blot)
    .replaceAll(parameter, (whole, mark: string, name: string, value: string) =>
      isSecret(name, value, depth) ? `${mark}${name}=${blot}` : whole,
    )
    .replaceAll(tokens, blot)
}

/** `https://name:password@host`. A name alone is one that people may read, unless nobody could have chosen it. */
function withoutLogin(url: string): string {
  const found = /^(\s*(?:[a-z][a-z0-9+.-]{0,20}:)?[/\\]{2,})([^/\\?#]*)@/i.exec(url)
  const [whole = '', scheme = '', login = ''] = found ?? []
  if (found === null || login === '') return url
  const colon = login.indexOf(':')
  const [name, password] = colon === -1 ? [login, ''] : [login.slice(0, colon), login.slice(colon + 1)]
  if (password === '' && !isUnguessable(name)) return url
  return `${scheme}${isUnguessable(name) ? blot : name}${password === '' ? '' : `:${blot}`}@${url.slice(whole.length)}`
}

function isSecret(name: string, value: string, depth: number): boolean {
  if (value === '') return false
  const key = decoded(name)
    .toLowerCase()
    .replaceAll(/[-_.[\]]/g, '')
  if (secretNames.has(key)) return true
  const plain = decoded(value)
  if (doubtfulNames.has(key) && (plain === blot || isUnguessable(plain))) return true
  return depth < deepest && /[=@/]/.test(plain) && blotted(plain, depth + 1).includes(blot)
}

/** At least sixteen characters of those that programs write tokens with, letters and digits among them. */
const isUnguessable = (text: string): boolean => /^[\w.~+/=-]{16,}$/.test(text) && /\d/.test(text) && /[a-z]/i.test(text)

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}
