import type {Html, Nodes, Root} from 'mdast'
import remarkLint from 'remark-lint'
import {unified} from 'unified'
import {visit} from 'unist-util-visit'
import type {VFile} from 'vfile'
import type {VFileMessage} from 'vfile-message'
import {rulesKnownAs} from '../../lint-rules/known-rules.ts'

/** Longer than any comment that silences rules. */
const longest = 500

const comment = /^\s{0,20}<!--\s{0,20}lint\s{1,20}(enable|disable|ignore)((?:\s{1,20}[\w:-]{1,100}){0,50})\s{0,20}-->\s{0,20}$/

/** Does a text hold any such comment, also in a quote? Hardly one does, and a look at it is cheaper than one at each of its nodes. */
const mayHaveComment = /<!--[\s>]*lint/

/**
 * The messages of a file that no comment silences: `<!--lint disable toc-->`, `enable`, `ignore` (of what follows).
 *
 * Also by awesome-lint's names and with `remark-lint:` before them. Comments that are anything else are not looked at: what reads them is
 * slow on hostile ones, and throws on unknown words.
 */
export function silencedBy(tree: Root, file: VFile): VFileMessage[] {
  if (!mayHaveComment.test(String(file))) return file.messages
  const comments: Root = {type: 'root', children: []}
  visit(tree, 'html', (node, index, parent) => {
    const read = node.value.length <= longest ? comment.exec(node.value) : null
    if (read === null || index === undefined || node.position === undefined) return
    const next = parent?.children[index + 1]
    const words = (read[2] ?? '').split(/\s+/).filter(word => word !== '')
    comments.children.push(group({...node, value: `<!--lint ${[read[1], ...words.flatMap(ownIds)].join(' ')}-->`}, next))
  })
  if (comments.children.length > 0) unified().use(remarkLint).runSync(comments, file)
  return file.messages
}

/** What a comment is about is what stands next to it: all that this needs of the tree. */
const group = (html: Html, next: Nodes | undefined): Root['children'][number] => ({
  type: 'blockquote',
  children: [html, ...(next?.position === undefined ? [] : [{type: 'html' as const, value: '', position: next.position}])],
})

function ownIds(word: string): readonly string[] {
  const id = word.replace(/^remark-lint:/, '')
  const known = rulesKnownAs(id)
  return known.length > 0 ? known : [id]
}
