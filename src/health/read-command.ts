import {withoutSecrets} from '../url/secret.ts'
import type {Order} from './order.ts'

/** A line that speaks to us, if any. In a quote or in code nobody speaks. */
const command = /^ {0,3}\/listkeeper(?:[ \t]+(\S+))?(?:[ \t]+(\S+))?[ \t]*$/im

/**
 * What a comment asks of us: `/listkeeper scan`, `ignore URL`, `snooze URL`, `watch URL`. `unknown`: it speaks to us, and we don't understand it, or it asks for
 * more than one thing. Undefined: it does not speak to us. A secret in an address is blotted out, as in what lists hold.
 */
export function readCommand(comment: string): Order | 'unknown' | undefined {
  const lines = spoken(comment).filter(line => /^ {0,3}\/listkeeper(?![\w-])/i.test(line))
  const [first, ...more] = new Set(lines.map(line => line.trim()))
  if (first === undefined) return undefined
  const match = more.length === 0 ? command.exec(first) : null
  if (match === null) return 'unknown'
  const [, word = '', object] = match
  const kind = word.toLowerCase()
  if (kind === 'scan' || kind === 'rescan') return object === undefined ? {kind: 'scan'} : 'unknown'
  if (kind !== 'ignore' && kind !== 'snooze' && kind !== 'watch') return 'unknown'
  const url = object?.replace(/^<(.*)>$/, '$1')
  return url === undefined || url === '' ? 'unknown' : {kind, url: withoutSecrets(url)}
}

/** The lines of a comment without blocks of code and what is hidden. A block that nobody ends goes on to the end, as GitHub shows it. */
function spoken(comment: string): readonly string[] {
  const lines: string[] = []
  let end: RegExp | undefined
  for (const line of comment.split(/\r\n?|\n/)) {
    if (end !== undefined) {
      if (end.test(line)) end = undefined
      continue
    }
    const fence = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/.exec(line)?.[1]
    if (fence !== undefined) end = new RegExp(`^ {0,3}${fence[0]}{${fence.length},}[ \\t]*$`)
    else if (/^ {0,3}<!--(?!.*-->)/.test(line)) end = /-->/
    else lines.push(line)
  }
  return lines
}
