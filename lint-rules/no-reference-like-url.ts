import stock from 'remark-lint-no-reference-like-url'
import {fileSource} from '../src/list/source.ts'
import {code} from '../src/markdown/message.ts'
import {rule, tell} from './rule.ts'
import {placesOf} from './stock.ts'

/**
 * A link to a label is written with brackets.
 *
 * Why: `[Ant](ant)` leads to a file called `ant`, though `ant` is a label that the document defines.
 *
 * This is remark-lint's rule.
 *
 * @example {"name": "references"}
 *   [Ant][ant], [ant], [Bee][]
 *
 *   [ant]: https://ant.example
 *   [bee]: https://bee.example
 *
 * @example {"name": "addresses"}
 *   [Ant](https://ant.example)
 *
 *   [ant]: https://ant.example
 *
 * @example {"name": "files"}
 *   [Ant](ant.md)
 *
 *   [ant]: https://ant.example
 *
 * @example {"name": "places in the document"}
 *   [Ant](#ant)
 *
 *   [ant]: https://ant.example
 *
 * @example {"name": "a label that is not there"}
 *   [Ant](ant)
 *
 * @example {"name": "a link"}
 *   See [Ant](ant).
 *            ~~~~~ → `[ant]`
 *   Unexpected label `ant` in parentheses, expected it in brackets
 *
 *   [ant]: https://ant.example
 *
 * @example {"name": "in another letter case"}
 *   - [Ant](ANT) - Builds.
 *          ~~~~~ → `[ANT]`
 *   Unexpected label `ANT` in parentheses, expected it in brackets
 *
 *   [ant]: https://ant.example
 *
 * @example {"name": "a picture"}
 *   ![Ant](picture)
 *         ~~~~~~~~~ → `[picture]`
 *   Unexpected label `picture` in parentheses, expected it in brackets
 *
 *   [picture]: https://ant.example/a.png
 */
export default rule({id: 'no-reference-like-url', severity: 'error', options: z => z.strictObject({})}, (tree, file) => {
  const source = fileSource(file)
  if (!source.text.includes(']:')) return
  for (const {start, end} of placesOf(stock, tree, source.text)) {
    const [address = '', label = ''] = /\(([^\s()]{1,999})\)$/.exec(source.text.slice(start.offset, end.offset)) ?? []
    if (label === '') continue
    tell(file, {
      message: `Unexpected label ${code(label)} in parentheses, expected it in brackets`,
      place: source.place(end.offset - address.length, end.offset),
      actual: address,
      expected: [`[${label}]`],
    })
  }
})
