import type {HeaderValue} from '../environment.ts'
import type {HostHeaders} from '../links/check-links.ts'
import {code} from '../markdown/message.ts'
import {headerHost, variablesIn, withVariables} from '../settings/header-host.ts'
import type {Settings} from '../settings/settings.ts'

/** Headers with their secrets in them, and a sentence about each host that gets less than the settings want. */
export interface LinkHeaders {
  readonly headers: HostHeaders
  readonly notes: readonly string[]
}

/**
 * What `links.headers` sends to which host. A list names variables and never sees them; what they hold goes only to hosts that the operator
 * named for it, so that no list can have it sent to itself.
 */
export function linkHeaders(settings: Settings['links'], values: readonly HeaderValue[]): LinkHeaders {
  const headers = new Map<string, Readonly<Record<string, string>>>()
  const notes: string[] = []
  for (const [key, wanted] of Object.entries(settings?.headers ?? {})) {
    const host = headerHost(key)
    if (host === undefined) continue
    const known = new Map(
      values.filter(({hosts}) => hosts.some(entry => isOf(host, entry))).map(({name, value}) => [name, value]),
    )
    const missing = new Set(
      Object.values(wanted)
        .flatMap(variablesIn)
        .filter(name => !known.has(name)),
    )
    // Half of what a host wants would only show how it answers strangers.
    if (missing.size > 0) notes.push(missingNote(host, [...missing]))
    else headers.set(host, filledIn(wanted, known))
  }
  return {headers, notes}
}

const filledIn = (
  wanted: Readonly<Record<string, string>>,
  known: ReadonlyMap<string, string>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(wanted).map(([name, text]) => [
      name.toLowerCase(),
      withVariables(text, variable => known.get(variable) ?? ''),
    ]),
  )

function missingNote(host: string, missing: readonly string[]): string {
  const variables = missing.map(name => code(`LISTKEEPER_HEADER_${name}`)).join(', ')
  return `${code('links.headers')} sends nothing to ${code(host)}: whoever runs Listkeeper has not set ${variables} for this host.`
}

/** Whether a host (with its port, unless that is 443) is one of those that an entry means: itself, or with `*.` all below it. */
function isOf(host: string, entry: string): boolean {
  const meant = entry.replace(/:443$/, '').replace(/\.(?=:|$)/, '')
  return meant.startsWith('*.') ? host.length > meant.length - 1 && host.endsWith(meant.slice(1)) : host === meant
}
