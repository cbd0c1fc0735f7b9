import {targetOf} from '../url/target.ts'
import type {Decision} from './decision.ts'
import type {HeldLink} from './held-link.ts'
import {linkKey} from './link-key.ts'
import type {Order} from './order.ts'

/** How long a link is left alone by a snooze. */
const snoozeMs = 90 * 86_400_000

/**
 * What an order about a link decides; undefined where no list of the repository holds such a link. `by`: the login of whoever gave it.
 *
 * An address in a comment may be written a little otherwise than in the list (`targetOf`). A `watch` is a snooze that is over at once: the last
 * decision about a link counts.
 */
export function decisionOf(
  order: Exclude<Order, {kind: 'scan'}>,
  links: readonly HeldLink[],
  by: string,
  atMs: number,
): Decision | undefined {
  const url = 'key' in order ? keyed(order.key, links) : named(order.url, links)
  if (url === undefined) return undefined
  switch (order.kind) {
    case 'ignore':
      return {url, kind: 'ignore', by, atMs}
    case 'snooze':
      return {url, kind: 'snooze', by, atMs, untilMs: atMs + snoozeMs}
    case 'watch':
      return {url, kind: 'snooze', by, atMs, untilMs: atMs}
  }
}

/** Keys of as many links as there are take a while, and orders come by dozens. */
const known = new WeakMap<readonly HeldLink[], ReadonlyMap<string, string | 'several'>>()

/** Whoever wants to can make up an address with the key of another one: then nobody knows which is meant. */
function keyed(key: string, links: readonly HeldLink[]): string | undefined {
  const keys = known.get(links) ?? keysOf(links)
  known.set(links, keys)
  const url = keys.get(key)
  return url === 'several' ? undefined : url
}

function keysOf(links: readonly HeldLink[]): ReadonlyMap<string, string> {
  const keys = new Map<string, string>()
  for (const {url} of links) {
    const key = linkKey(url)
    keys.set(key, keys.has(key) ? 'several' : url)
  }
  return keys
}

function named(asked: string, links: readonly HeldLink[]): string | undefined {
  const trimmed = asked.trim()
  const exact = links.find(({url}) => url.trim() === trimmed)
  return (exact ?? links.find(({url}) => targetOf(url) === targetOf(trimmed)))?.url
}
