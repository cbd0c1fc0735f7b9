import {code} from '../markdown/message.ts'
import {targetOf} from '../url/target.ts'
import {reasonOf} from '../verdict/reasons.ts'
import type {Verdict} from '../verdict/verdict.ts'
import type {Finding, Severity} from './finding.ts'
import {fingerprint} from './fingerprint.ts'
import type {CheckedLink} from './inspection.ts'

/** Verdicts that are told, each by a rule of its own; all others stand in the details. */
export const linkRules = ['dead-link', 'moved-link', 'invalid-link'] as const

type LinkRule = (typeof linkRules)[number]

/** How a repository sets them: `off`, a severity, or options that may hold one. */
export type LinkRuleSettings = Readonly<Record<string, 'off' | Severity | {readonly severity?: Severity}>>

interface Told {
  readonly rule: LinkRule
  readonly severity: Severity
  readonly message: string
  /** What should stand in the list instead. */
  readonly url: string | undefined
}

/** What is told of a link that has this verdict. Undefined: nothing, it is fine or nothing is proven. */
function told(verdict: Verdict): Told | undefined {
  switch (verdict.kind) {
    case 'dead':
      return {rule: 'dead-link', severity: 'error', message: `This link is dead: ${reasonOf(verdict)}`, url: undefined}
    case 'moved':
      return {
        rule: 'moved-link',
        severity: 'warning',
        message: `This page has moved for good, to ${code(verdict.finalUrl, 200)}`,
        url: verdict.finalUrl,
      }
    case 'invalid':
      return {rule: 'invalid-link', severity: 'error', message: `This link leads nowhere: ${reasonOf(verdict)}`, url: undefined}
    case 'alive':
    case 'unverified':
    case 'refused':
    case 'ignored':
      return undefined
  }
}

/** The findings of checked links, one on each occurrence. */
export function linkFindings(links: readonly CheckedLink[], settings: LinkRuleSettings = {}): Finding[] {
  return links.flatMap(({url, verdict, occurrences}) => {
    const about = told(verdict)
    const severity = about === undefined ? 'off' : severityOf(settings[about.rule], about.severity)
    if (about === undefined || severity === 'off') return []
    return occurrences.map(({path, place, urlPlace}): Finding => {
      const key = targetOf(url)
      const fix = urlPlace !== undefined && about.url !== undefined && isDestination(about.url) ? about.url : undefined
      return {
        rule: about.rule,
        severity,
        message: about.message,
        path,
        place: urlPlace ?? place,
        anchor: urlPlace ?? place,
        expected: fix === undefined ? [] : [fix],
        other: undefined,
        subject: {name: url, key},
        fingerprint: fingerprint(about.rule, path, key),
      }
    })
  })
}

function severityOf(setting: LinkRuleSettings[string] | undefined, byDefault: Severity): 'off' | Severity {
  return (typeof setting === 'object' ? setting.severity : setting) ?? byDefault
}

/** Can it stand for the old address in Markdown and HTML alike, as it is? No parentheses, nothing that ends an address or reads as an entity. */
const isDestination = (url: string): boolean => isPlain(url) && !/&#?\w+;/.test(url)

const isPlain = (url: string): boolean => /^https?:\/\/[!#$%&*+,./:;=?@\w~-]+$/.test(url)
