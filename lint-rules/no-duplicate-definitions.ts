import type {Definition, FootnoteDefinition, Nodes} from 'mdast'
import stock from 'remark-lint-no-duplicate-definitions'
import {fileSource} from '../src/list/source.ts'
import {code} from '../src/markdown/message.ts'
import {nodesOf} from '../src/markdown/nodes.ts'
import type {Place} from '../src/markdown/place.ts'
import {rule, tell} from './rule.ts'
import {placesOf, withOnly} from './stock.ts'

/**
 * A label is defined once.
 *
 * Why: of two definitions the first counts, so whoever wrote the second is led elsewhere than they meant.
 *
 * This is remark-lint's rule; if both lead to the same place, it is only a warning, and the later line can go.
 *
 * @example {"name": "labels of their own"}
 *   [Ant][ant] and [Bee][bee].
 *
 *   [ant]: https://ant.example
 *   [bee]: https://bee.example
 *
 * @example {"name": "two labels for one address"}
 *   [Ant][ant] and [Ants][ants].
 *
 *   [ant]: https://ant.example
 *   [ants]: https://ant.example
 *
 * @example {"name": "a note and a link of one name"}
 *   Ants[^1] are [small][1].
 *
 *   [^1]: All of them.
 *
 *   [1]: https://ant.example
 *
 * @example {"name": "comments written as definitions"}
 *   [//]: # (Ants)
 *
 *   [//]: # (Bees)
 *
 * @example {"name": "code"}
 *   ```md
 *   [ant]: https://ant.example
 *   [ant]: https://ant.example
 *   ```
 *
 * @example {"name": "another address"}
 *   [Ant][ant]
 *
 *   [ant]: https://ant.example
 *   [ant]: https://ants.example
 *   ~~~~~~~~~~~~~~~~~~~~~~~~~~~
 *   The label `ant` is defined already, as `https://ant.example`, and the first one counts
 *
 * @example {"name": "the same again"}
 *   [Ant][ant]
 *
 *   [ant]: https://ant.example
 *   [Ant]: https://ant.example
 *   ~~~~~~~~~~~~~~~~~~~~~~~~~~⏎ → ``
 *   The label `Ant` is defined already, with the same address
 *   [bee]: https://bee.example
 *
 * @example {"name": "two notes"}
 *   Ants[^1] and bees.[^1]
 *
 *   [^1]: Small.
 *
 *   [^1]: Large.
 *   ~~~~~~~~~~~~
 *   The note `1` is there already, and the first one counts
 */
export default rule({id: 'no-duplicate-definitions', severity: 'error', options: z => z.strictObject({})}, (tree, file) => {
  const {text} = fileSource(file)
  if (!text.includes(']:')) return
  const firsts = new Map<string, Definition | FootnoteDefinition>()
  const nodes = new Map<number, Definition | FootnoteDefinition>()
  for (const node of nodesOf(tree)) {
    if (!isDefinition(node)) continue
    const key = `${node.type} ${node.identifier}`
    if (!firsts.has(key)) firsts.set(key, node)
    nodes.set(node.position?.start.offset ?? -1, node)
  }
  for (const place of placesOf(stock, withOnly(tree, isDefinition), text)) {
    const node = nodes.get(place.start.offset)
    const first = node && firsts.get(`${node.type} ${node.identifier}`)
    if (node === undefined || first === undefined || isComment(node)) continue
    const label = code(node.label ?? node.identifier)
    const same = node.type === 'definition' && first.type === 'definition' && node.url === first.url && node.title === first.title
    const line = same ? wholeLine(place, text) : undefined
    const address = first.type === 'definition' ? `, as ${code(first.url)}` : ''
    tell(file, {
      message:
        node.type === 'footnoteDefinition'
          ? `The note ${label} is there already, and the first one counts`
          : `The label ${label} is defined already${same ? ', with the same address' : `${address}, and the first one counts`}`,
      place: line ?? place,
      ...(line === undefined ? {} : {expected: ['']}),
      more: {
        anchor: place,
        subject: {name: node.identifier, key: `${node.type} ${node.identifier}`},
        severity: same ? 'warning' : 'error',
      },
    })
  }
})

/** `[//]: # (words)` is how people hide words. */
const isComment = (node: Definition | FootnoteDefinition): boolean =>
  node.type === 'definition' && (node.url === '#' || node.url === '' || /^(?:\/\/|#|comment)/.test(node.identifier))

/** The line of a definition that fills it, with its ending. */
function wholeLine({start, end}: Place, text: string): Place | undefined {
  const ending = /^[ \t]{0,200}(?:\r\n|\n|\r)/.exec(text.slice(end.offset, end.offset + 202))
  if (start.line !== end.line || start.column !== 1 || ending === null) return undefined
  return {start, end: {line: end.line + 1, column: 1, offset: end.offset + ending[0].length}}
}

const isDefinition = (node: Nodes): node is Definition | FootnoteDefinition =>
  node.type === 'definition' || node.type === 'footnoteDefinition'
