import type {Nodes, Root} from 'mdast'
import {type Plugin, unified} from 'unified'
import {VFile} from 'vfile'
import type {VFileMessage} from 'vfile-message'
import {nodesOf} from '../src/markdown/nodes.ts'
import type {Place, Point} from '../src/markdown/place.ts'

/** A rule of remark-lint as its package exports it. */
export type StockRule = Plugin<[], Root>

/**
 * Where a stock rule of remark-lint speaks, in its order: what it says there we say in our own words.
 *
 * A message at a point has a place without length. Messages without a place are dropped.
 */
export function placesOf(stock: StockRule, tree: Root, text: string): readonly Place[] {
  const scratch = new VFile({value: text})
  unified().use(stock).runSync(tree, scratch)
  return scratch.messages.flatMap(message => placeOf(message) ?? [])
}

/** The nodes of a tree that a rule looks at, side by side: large lists are walked once, not once a rule. A note comes without what it says. */
export const withOnly = (tree: Root, isWanted: (node: Nodes) => boolean): Root => ({
  type: 'root',
  children: nodesOf(tree)
    .filter(isWanted)
    .map(node => (node.type === 'footnoteDefinition' ? {...node, children: []} : node)) as Root['children'],
})

function placeOf({place}: VFileMessage): Place | undefined {
  if (place === undefined) return undefined
  const start = pointOf('start' in place ? place.start : place)
  const end = pointOf('start' in place ? place.end : place)
  return start && end && {start, end}
}

const pointOf = ({line, column, offset}: {line: number; column: number; offset?: number | undefined}): Point | undefined =>
  offset === undefined ? undefined : {line, column, offset}
