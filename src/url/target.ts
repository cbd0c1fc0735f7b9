import {parseHttp} from './page.ts'

/**
 * What two entries share when they link to the same thing: the address without what makes no difference to where it leads.
 *
 * Scheme, `www.`, default port, trailing slash, `index.html`, letter case of the host, needless escapes and `utm_*` go; on GitHub also
 * letter case of owner and repository, `.git`, `/tree/main` and `#readme`. Every other query and fragment stays: it is another target.
 * The answer is an `https:` address and its own target. What is no web address comes back trimmed. Never throws.
 */
export function targetOf(url: string): string {
  let target = url.trim()
  // What is cut off may lay bare more of its kind (`hill/index.html.git`). Nobody's address has more than three layers.
  for (let round = 0; round < 10; round += 1) {
    const next = peeled(target)
    if (next === target) return target
    target = next
  }
  return target
}

function peeled(url: string): string {
  const target = parseHttp(url)
  if (target === undefined) return url.trim()
  target.protocol = 'https:'
  target.hostname = withoutWww(target.hostname)
  target.pathname = withoutIndex(unescapeNeedless(target.pathname))
  target.search = withoutTracking(unescapeNeedless(target.search))
  // An empty fragment is left in the text until it is set.
  if (target.hash === '') target.hash = ''
  if (target.hostname === 'github.com') normaliseGitHub(target)
  return target.href
}

/** `www.` of a host that is more than that: `www.com` stays. A final dot only says that the name is whole. */
const withoutWww = (hostname: string): string => hostname.replace(/\.$/, '').replace(/^(?:www\.)+(?=[^.]+\.[^.])/, '')

/** Letters, digits, `-`, `.`, `_` and `~` mean the same escaped or not (RFC 3986, 6.2.2); a `%` that starts no escape is one itself. */
function unescapeNeedless(text: string): string {
  return text.replaceAll(/%(?:([0-9a-f]{2})|)/gi, (_, hex: string | undefined) => {
    if (hex === undefined) return '%25'
    const character = String.fromCharCode(Number.parseInt(hex, 16))
    return /[\w.~-]/.test(character) ? character : `%${hex.toUpperCase()}`
  })
}

/** The path without slashes and `index.html` at its end. A loop and no regular expression: paths of slashes alone are somebody's attack. */
function withoutIndex(path: string): string {
  let end = path.length
  for (;;) {
    if (path[end - 1] === '/') end -= 1
    else if (/\/index\.html?$/i.test(path.slice(Math.max(0, end - 11), end))) end = path.lastIndexOf('/', end - 1)
    else return path.slice(0, end)
  }
}

function withoutTracking(search: string): string {
  if (search === '') return ''
  const kept = search
    .slice(1)
    .split('&')
    .filter(part => part !== '' && !/^utm_/i.test(part))
  return kept.length === 0 ? '' : `?${kept.join('&')}`
}

/** GitHub's own addresses: owner and repository in any case, with `.git`, at the main branch or at the readme are one repository. */
function normaliseGitHub(target: URL): void {
  if (target.hash.toLowerCase() === '#readme') target.hash = ''
  const [owner, name, ...rest] = target.pathname.slice(1).split('/')
  if (owner === undefined || owner === '') return
  const branch = rest.length === 2 && rest[0] === 'tree' && (rest[1] === 'main' || rest[1] === 'master')
  const repository = name === undefined ? [] : [withoutGit(name.toLowerCase())]
  target.pathname = `/${[owner.toLowerCase(), ...repository, ...(branch ? [] : rest)].join('/')}`
}

function withoutGit(name: string): string {
  let end = name.length
  while (end > 4 && name.slice(end - 4, end) === '.git') end -= 4
  return name.slice(0, end)
}
