import type {PhrasingContent} from 'mdast'

/** What may stand in a hole: a node, some nodes (a message), or a number. Never a string. */
export type Part = PhrasingContent | readonly PhrasingContent[] | number

/**
 * Our own words, with whatever is put into them: say`This link is dead: ${quote(url)}.`
 *
 * A plain string does not type-check as a part. What we did not write comes in through `quote`, `address` or `readMessage`, or not
 * at all.
 */
export const say = (own: TemplateStringsArray, ...parts: readonly Part[]): PhrasingContent[] =>
  own.flatMap((words, index) => [...text(words), ...nodes(parts[index])])

const text = (value: string): PhrasingContent[] => (value === '' ? [] : [{type: 'text', value}])

function nodes(part: Part | undefined): readonly PhrasingContent[] {
  if (part === undefined) return []
  if (typeof part === 'number') return text(String(part))
  return 'type' in part ? [part] : part
}
