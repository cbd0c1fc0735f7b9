import type {Order} from './order.ts'

/** The first line that speaks to us, if any. In a quote or in code nobody speaks. */
const command = /^[ \t]{0,3}\/listkeeper(?:[ \t]+(\S+))?(?:[ \t]+(\S+))?[ \t]*$/im

/** What a comment asks of us: `/listkeeper scan`, `ignore URL`, `snooze URL`, `watch URL`. `unknown`: it speaks to us, and we don't understand it. Undefined: it does not. */
export function readCommand(comment: string): Order | 'unknown' | undefined {
  const match = command.exec(comment)
  if (match === null) return /^[ \t]{0,3}\/listkeeper\b/im.test(comment) ? 'unknown' : undefined
  const [, word = '', object] = match
  const kind = word.toLowerCase()
  if (kind === 'scan' || kind === 'rescan') return object === undefined ? {kind: 'scan'} : 'unknown'
  if (kind !== 'ignore' && kind !== 'snooze' && kind !== 'watch') return 'unknown'
  const url = object?.replace(/^<(.*)>$/, '$1')
  return url === undefined || url === '' ? 'unknown' : {kind, url}
}
