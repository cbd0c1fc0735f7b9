import colors from 'picocolors'
import type {Step} from './steps.ts'

/** A step as lines for a terminal. `sinceMs` is when the webhook was sent that all this is about. */
export function printStep(step: Step, sinceMs: number): readonly string[] {
  const afterMs = Math.max(0, Math.round(step.atMs - sinceMs))
  const title = step.verb === 'checked' ? counted(step.details.length, 'address', 'addresses') : step.what
  return [
    `${colors.dim(`${afterMs} ms`.padStart(11))}  ${colorOf(step.verb)(step.verb.padEnd(9))}  ${title}`,
    ...step.details.map(detail => `${' '.repeat(24)}${colors.dim(detail)}`),
    ...(step.verb === 'posted' ? [`${' '.repeat(13)}${colors.green(`✓ review posted ${afterMs} ms after the webhook`)}`] : []),
  ]
}

const counted = (count: number, one: string, many: string): string => (count === 1 ? `one ${one}` : `${count} ${many}`)

function colorOf(verb: Step['verb']): (text: string) => string {
  if (verb === 'refused') return colors.red
  if (verb === 'received') return colors.cyan
  return verb === 'posted' || verb === 'completed' ? colors.green : colors.dim
}
