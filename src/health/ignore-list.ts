import {stringify} from 'yaml'
import {isoDay} from '../settings/iso-day.ts'
import type {Settings} from '../settings/settings.ts'
import {inState} from './health-groups.ts'
import type {ListHealth} from './link-health.ts'

type Ignored = NonNullable<NonNullable<Settings['links']>['ignore']>[number]

/** What settings may hold. */
const most = {items: 1000, characters: 500} as const

/** What the settings leave out and what people decided in the issue, as `links.ignore` would have to be for both. */
export function ignoreList(health: ListHealth, settings: Settings): readonly Ignored[] {
  const own = settings.links?.ignore ?? []
  const there = new Set(own.map(({url}) => url))
  const decided = inState(health, 'ignored by people')
    .filter(({url}) => !there.has(url) && url.length <= most.characters)
    .map(({url, state: {decision}}): Ignored => {
      const by = decision.by === undefined ? '' : ` by ${decision.by}`
      const until = decision.untilMs === undefined ? {} : {until: isoDay(decision.untilMs)}
      return {url, reason: `${decision.kind === 'ignore' ? 'ignored' : 'snoozed'}${by} on ${isoDay(decision.atMs)}`, ...until}
    })
  return [...own, ...decided].slice(0, most.items)
}

/**
 * As text for the settings file. Every value is in double quotes, on one line: nothing that an address holds begins a line, is an alias or a
 * number, or ends what it stands in.
 */
export const ignoreYaml = (ignored: readonly Ignored[]): string =>
  stringify({links: {ignore: ignored}}, {defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN', lineWidth: 0}).trimEnd()
