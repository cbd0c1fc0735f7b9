import type {Logger} from 'pino'
import type {Environment} from '../environment.ts'
import {type LinkEngine, openLinkEngine} from '../links/link-engine.ts'
import {CannotStart} from '../store/cannot-start.ts'

/** Opens the link engine as the operator wants it; `CannotStart` where that can't be. */
export function openEngine(environment: Environment, log: Logger): LinkEngine {
  tellOfExceptions(environment, log)
  const {allowPrivate, never, dnsServers, proxy, archiveUrl} = environment
  try {
    return openLinkEngine({
      allowPrivate,
      never,
      dnsServers,
      proxy,
      ...(archiveUrl === undefined ? {} : {archive: archiveUrl}),
    })
  } catch (error) {
    const variables = 'LISTKEEPER_ALLOW_PRIVATE, LISTKEEPER_NEVER, LISTKEEPER_DNS, LISTKEEPER_ARCHIVE or a proxy'
    throw new CannotStart(`${variables} can't be used: ${messageOf(error)}.`, {cause: error})
  }
}

/** What the operator made otherwise than it is by default, once. Of secrets only the names. */
function tellOfExceptions({allowPrivate, never, proxy, headerValues}: Environment, log: Logger): void {
  if (allowPrivate.length > 0)
    log.warn({allowed: allowPrivate.join(' ')}, 'links may lead into these private networks, as LISTKEEPER_ALLOW_PRIVATE says')
  const proxies = [proxy.https, proxy.http].flatMap(address => (address === undefined ? [] : [new URL(address).host]))
  if (proxies.length > 0) log.info({proxies: [...new Set(proxies)].join(' ')}, 'links are asked for through a proxy')
  if (proxies.length > 0 && proxy.guards)
    log.warn('the proxy finds the addresses of links and must refuse private ones itself, as LISTKEEPER_PROXY_GUARDS says')
  if (never.length > 0) log.info({never: never.join(' ')}, 'these hosts are never asked, as LISTKEEPER_NEVER says')
  for (const {name, hosts} of headerValues)
    log.info({name, hosts: hosts.join(' ')}, 'lists may have this value sent to these hosts')
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).replace(/\.$/, '')
