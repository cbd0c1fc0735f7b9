import type {Order} from './order.ts'

/** A task that is done, with our words and our hidden order at its end, and nothing else on its line. */
const tick =
  /^[ \t]{0,12}[-*+] \[[xX]\] [A-Za-z0-9 ]{1,60}<!-- listkeeper (?:(scan)|(ignore|snooze|watch) ([0-9a-f]{16})) -->[ \t\r]*$/gm

/**
 * The orders that people ticked in a body of ours, each once. Others' text in it can hold none: it never begins a line, and is never a task.
 */
export function readOrders(body: string): readonly Order[] {
  const orders = new Map<string, Order>()
  for (const [, scan, kind, key] of body.matchAll(tick)) {
    if (scan !== undefined) orders.set('scan', {kind: 'scan'})
    else if (key !== undefined && (kind === 'ignore' || kind === 'snooze' || kind === 'watch'))
      orders.set(`${kind} ${key}`, {kind, key})
  }
  return [...orders.values()]
}
