import stock from 'remark-lint-no-empty-url'
import {readList} from '../src/list/read-list.ts'
import {fileSource} from '../src/list/source.ts'
import {code} from '../src/markdown/message.ts'
import {rule, tell} from './rule.ts'
import {placesOf} from './stock.ts'

/**
 * A picture has an address, and an entry leads out of the list.
 *
 * Why: `![Ant]()` shows nothing, and `[Ant](#)` is what people write until they have the address.
 *
 * This is remark-lint's rule, but a link to `#` is told only where it is an entry's own: elsewhere it leads to the top, on purpose. Links without any
 * address are `valid-url`'s.
 *
 * @example {"name": "addresses"}
 *   - [Ant](https://ant.example) ![Ant](ant.png) - Builds.
 *
 * @example {"name": "to the top"}
 *   - [Ant](https://ant.example) - Builds.
 *
 *   **[⬆ back to top](#)**
 *
 * @example {"name": "to the top, from an item"}
 *   - [Back to top](#)
 *
 * @example {"name": "comments written as definitions"}
 *   [//]: # (Ants)
 *
 * @example {"name": "code"}
 *   Write `![Ant]()`.
 *
 * @example {"name": "a picture of nothing"}
 *   - [Ant](https://ant.example) ![badge]() - Builds.
 *                                ~~~~~~~~~~
 *   This picture has no address
 *
 * @example {"name": "an entry without an address yet"}
 *   - [Ant](#) - Builds.
 *     ~~~~~~~~
 *   The address of `Ant` leads nowhere
 *   - [Bee](https://bee.example) - Hums.
 *
 * @example {"name": "a question mark"}
 *   - [Ant](?) - Builds.
 *     ~~~~~~~~
 *   The address of `Ant` leads nowhere
 */
export default rule({id: 'no-empty-url', severity: 'error', options: z => z.strictObject({})}, (tree, file) => {
  const {text} = fileSource(file)
  if (!/\]\(\s{0,20}(?:<>)?\s{0,20}[#?]?\s{0,20}[)"']/.test(text)) return
  const {list} = readList(tree, file)
  const items = new Set(list.marks.map(({at, padding}) => at + 1 + padding.length))
  for (const place of placesOf(stock, tree, text)) {
    const written = text.slice(place.start.offset, place.end.offset)
    if (written.startsWith('!')) tell(file, {message: 'This picture has no address', place})
    const name = /^\[([^\]]{1,200})\]\([#?]\)$/.exec(written)?.[1]
    if (name === undefined || !items.has(place.start.offset) || /\btop\b|\bback\b|[↑⬆▲]/i.test(name)) continue
    tell(file, {message: `The address of ${code(name)} leads nowhere`, place, more: {subject: {name, key: `${name} #`}}})
  }
})
