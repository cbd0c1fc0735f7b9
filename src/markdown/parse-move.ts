import type {Nodes} from 'mdast'
import type {Position} from 'unist'

/** How far a piece of text stands from the start of its document. */
export interface Distance {
  readonly lines: number
  readonly characters: number
}

/** A tree as it is further down in a document: a copy, or the very same where nothing moves. A piece begins at a line's start, so columns stay. */
export const movedBy = <Node extends Nodes>(node: Node, distance: Distance): Node =>
  distance.lines === 0 && distance.characters === 0 ? node : copied(node, distance)

function copied<Node extends Nodes>(node: Node, distance: Distance): Node {
  const copy = {...node}
  if (node.position !== undefined) copy.position = movedPosition(node.position, distance)
  if ('children' in copy) copy.children = copy.children.map(child => copied(child, distance)) as typeof copy.children
  return copy
}

const movedPosition = ({start, end}: Position, {lines, characters}: Distance): Position => ({
  start: {line: start.line + lines, column: start.column, offset: (start.offset ?? 0) + characters},
  end: {line: end.line + lines, column: end.column, offset: (end.offset ?? 0) + characters},
})
