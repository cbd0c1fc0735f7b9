import stock from 'remark-lint-no-unused-definitions'
import {fileSource} from '../src/list/source.ts'
import {code} from '../src/markdown/message.ts'
import {rule, tell} from './rule.ts'
import {placesOf} from './stock.ts'

/**
 * What is defined is used.
 *
 * Why: a definition that nothing refers to is most often what is left of a removed entry, or the other half of a misspelt reference.
 *
 * This is remark-lint's rule, without comments that people write as definitions.
 *
 * @example {"name": "used"}
 *   [Ant][ant] and [bee].
 *
 *   [ant]: https://ant.example
 *   [bee]: https://bee.example
 *
 * @example {"name": "used by a picture"}
 *   [![Ant][picture]](https://ant.example)
 *
 *   [picture]: https://ant.example/a.png
 *
 * @example {"name": "used before, in another section"}
 *   # Ants
 *   [Ant][ant]
 *
 *   # Links
 *   [ant]: https://ant.example
 *
 * @example {"name": "a note"}
 *   Ants.[^1]
 *
 *   [^1]: Small.
 *
 * @example {"name": "comments written as definitions"}
 *   [//]: # (Ants)
 *
 *   [comment]: <> (Bees)
 *
 *   [_]: - "Wasps"
 *
 * @example {"name": "left over"}
 *   [Ant][ant]
 *
 *   [ant]: https://ant.example
 *   [bee]: https://bee.example
 *   ~~~~~~~~~~~~~~~~~~~~~~~~~~
 *   Nothing refers to `[bee]`
 *
 * @example {"name": "the other half of a slip"}
 *   [Ant][amt]
 *
 *   [ant]: https://ant.example
 *   ~~~~~~~~~~~~~~~~~~~~~~~~~~
 *   Nothing refers to `[ant]`
 *
 * @example {"name": "a note that nobody sees"}
 *   Ants.
 *
 *   [^1]: Small.
 *   ~~~~~~~~~~~~
 *   Nothing refers to `[^1]`
 */
export default rule({id: 'no-unused-definitions', severity: 'warning', options: z => z.strictObject({})}, (tree, file) => {
  const {text} = fileSource(file)
  if (!text.includes(']:')) return
  for (const place of placesOf(stock, tree, text)) {
    const definition = text.slice(place.start.offset, place.end.offset)
    const label = /^\[(?:[^\]\\]|\\.){1,999}\]/s.exec(definition)?.[0]
    if (label === undefined || isComment(definition)) continue
    tell(file, {message: `Nothing refers to ${code(label)}`, place, more: {subject: {name: label, key: label.toLowerCase()}}})
  }
})

/** `[//]: # (words)` and its like is how people hide words. */
const isComment = (definition: string): boolean =>
  /^\[(?:\/\/|#|_|comment)|^\[[^\]]{1,999}\]:\s{0,20}(?:<>|[#-])\s/.test(definition)
