import type {Nodes, Root} from 'mdast'

const known = new WeakMap<Root, readonly Nodes[]>()

/**
 * All nodes of a tree but its plain text, in the order of the document, from one walk for whoever looks for some of them (the tree must not change
 * afterwards). A dozen walks over a large list took longer than parsing it.
 */
export function nodesOf(tree: Root): readonly Nodes[] {
  const nodes = known.get(tree) ?? collected(tree)
  known.set(tree, nodes)
  return nodes
}

/** A stack of its own, since nesting may be deep. */
function collected(tree: Root): Nodes[] {
  const nodes: Nodes[] = []
  const left: Nodes[] = [tree]
  for (let node = left.pop(); node !== undefined; node = left.pop()) {
    if (node.type === 'text') continue
    nodes.push(node)
    if (!('children' in node)) continue
    for (let at = node.children.length - 1; at >= 0; at -= 1) {
      const child = node.children[at]
      if (child !== undefined) left.push(child)
    }
  }
  return nodes
}
