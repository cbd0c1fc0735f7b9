import {domainOf} from '../url/domain.ts'

/**
 * The place that an address names and its page lacks, as written after `#`; undefined where it is there, or where nothing is sure.
 *
 * `places` are all ids and names of the page. Left alone: what browsers do without the page (`#top`, `#:~:text=`), paths of programs in the
 * page (`#/a`, `#!a`), lines of GitHub's files (a script makes them), and pages of GitHub that show no heading of a readme at all.
 */
export function missingFragment(url: URL, places: readonly string[]): string | undefined {
  const fragment = url.hash.slice(1).replace(/:~:.*$/s, '')
  if (fragment === '' || /^[!/]/.test(fragment) || /[=&]/.test(fragment) || fragment.toLowerCase() === 'top') return undefined
  const wanted = [fragment, decoded(fragment)]
  if (isOfForge(url.href)) {
    if (/^(?:L\d|readme(?:-ov-file)?$|issuecomment-|discussion|diff-|start-of-content)/i.test(fragment)) return undefined
    if (!places.some(place => place.startsWith('user-content-'))) return undefined
    wanted.push(...wanted.map(name => `user-content-${name}`), ...wanted.map(name => `user-content-${name.toLowerCase()}`))
  }
  const known = new Set(places)
  return wanted.some(name => known.has(name)) ? undefined : fragment
}

const isOfForge = (url: string): boolean => ['github.com', 'gitlab.com', 'codeberg.org'].includes(domainOf(url) ?? '')

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment)
  } catch {
    return fragment
  }
}
