import {parseHttp} from './page.ts'

/** Hosts that draw little pictures of a state that changes, and nothing else. */
const services =
  /(?:^|\.)(?:shields\.io|badgen\.net|badge\.fury\.io|badges\.gitter\.im|badgers\.space|badgesize\.io|awesome\.re|nodei\.co|david-dm\.org|komarev\.com|visitor-badge\.[a-z.]+|hits\.[a-z.]+|contrib\.rocks|isitmaintained\.com|github-readme-stats\.vercel\.app|travis-ci\.(?:org|com)|circleci\.com|appveyor\.com|coveralls\.io|codecov\.io|codeclimate\.com|codacy\.com|sonarcloud\.io|snyk\.io|readthedocs\.org|repology\.org)$/

/**
 * Is an image a badge: drawn anew for whoever asks, whatever has become of what it tells of? Its service answers for all of them alike, so that
 * asking proves nothing.
 */
export function isBadge(url: string): boolean {
  const parsed = parseHttp(url)
  if (parsed === undefined) return false
  return services.test(parsed.hostname) || /(?:^|[/._-])(?:badges?|shields?)(?:[/._-]|$)/i.test(parsed.pathname)
}
