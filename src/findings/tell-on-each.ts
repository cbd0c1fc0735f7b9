import {targetOf} from '../url/target.ts'
import type {Finding, Severity} from './finding.ts'
import {fingerprint} from './fingerprint.ts'
import type {CheckedLink} from './inspection.ts'
import {type SeveritySetting, severitySet} from './severity-set.ts'

/** What is to be said of a link, wherever it stands. */
export interface LinkTold<Rule extends string = string> {
  readonly rule: Rule
  readonly severity: Severity
  readonly message: string
  /** The same where it is shown as an image. */
  readonly ofImage?: string
  /** What should stand in the list instead. */
  readonly url: string | undefined
}

/** How a repository sets them. */
export type LinkRuleSettings = Readonly<Record<string, SeveritySetting>>

/** Findings that say this of a link, one on each place where it stands; none where that is switched off. */
export function tellOnEach({url, occurrences}: CheckedLink, about: LinkTold, settings: LinkRuleSettings): Finding[] {
  const severity = severitySet(settings[about.rule], about.severity)
  if (severity === 'off') return []
  const key = targetOf(url)
  return spoken(occurrences).map(({path, place, urlPlace, isImage}): Finding => {
    const fix = urlPlace !== undefined && about.url !== undefined && isDestination(about.url) ? about.url : undefined
    return {
      rule: about.rule,
      severity,
      message: (isImage === true ? about.ofImage : undefined) ?? about.message,
      path,
      place: urlPlace ?? place,
      anchor: urlPlace ?? place,
      expected: fix === undefined ? [] : [fix],
      other: undefined,
      subject: {name: url, key},
      fingerprint: fingerprint(about.rule, path, key),
    }
  })
}

/** A link by reference is told of once, where its address stands: there it is mended. */
function spoken(occurrences: CheckedLink['occurrences']): CheckedLink['occurrences'] {
  const verbatim = new Set(occurrences.flatMap(({path, urlPlace}) => (urlPlace === undefined ? [] : [path])))
  return occurrences.filter(({path, urlPlace}) => urlPlace !== undefined || !verbatim.has(path))
}

/**
 * Can it stand for the old address in Markdown and HTML alike, as it is? No parentheses, nothing that ends an address or reads as an entity, and at its
 * end nothing that a literal address leaves to the sentence.
 */
const isDestination = (url: string): boolean => isPlain(url) && !/&#?\w+(?:;|$)|[!*,.:;?_~]$/.test(url)

const isPlain = (url: string): boolean => /^https?:\/\/[!#$%&*+,./:;=?@\w~-]+$/.test(url)
