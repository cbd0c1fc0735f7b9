import stock from 'remark-lint-heading-increment'
import {readList} from '../src/list/read-list.ts'
import {fileSource} from '../src/list/source.ts'
import {code} from '../src/markdown/message.ts'
import {rule, tell, type Zod} from './rule.ts'
import {placesOf, withOnly} from './stock.ts'

const options = (z: Zod) =>
  z.strictObject({
    style: z
      .enum(['detect', 'always', 'off'])
      .exactOptional()
      .describe('`detect` (the default): not where the list itself skips levels. `always`: everywhere.'),
  })

/** A list that skips a level this often means it. */
const meantSkips = 2

/**
 * A heading is at most one level deeper than the one above it.
 *
 * Why: contents, screen readers and GitHub's outline are made from the levels.
 *
 * This is remark-lint's rule. Silent where the list skips levels as a habit (twice before the change): there a smaller heading is a matter of looks.
 *
 * @example {"name": "one level at a time"}
 *   # Ants
 *   ## Small
 *   ### Fire
 *   ## Large
 *
 * @example {"name": "back up by more than one"}
 *   # Ants
 *   ## Small
 *   ### Fire
 *   # Bees
 *
 * @example {"name": "a first heading of any level"}
 *   ## Ants
 *   ### Fire
 *
 * @example {"name": "a list that skips levels"}
 *   ## Ants
 *   #### Small
 *   ## Bees
 *   #### Small
 *   ## Wasps
 *   #### Small
 *
 * @example {"name": "code", "options": {"style": "always"}}
 *   # Ants
 *   ```md
 *   ### Fire
 *   ```
 *
 * @example {"name": "a level too deep"}
 *   # Ants
 *   ### Small
 *   ~~~~~~~~~
 *   Unexpected heading `Small` of level 3, expected level 2 below `Ants`
 *
 * @example {"name": "after another section"}
 *   # Ants
 *   ## Small
 *   # Bees
 *   #### Large
 *   ~~~~~~~~~~
 *   Unexpected heading `Large` of level 4, expected level 2 below `Bees`
 *
 * @example {"name": "everywhere, if that is set", "options": {"style": "always"}}
 *   ## Ants
 *   #### Small
 *   ~~~~~~~~~~
 *   Unexpected heading `Small` of level 4, expected level 3 below `Ants`
 *   ## Bees
 *   #### Small
 *   ~~~~~~~~~~
 *   Unexpected heading `Small` of level 4, expected level 3 below `Bees`
 *   ## Wasps
 *   #### Small
 *   ~~~~~~~~~~
 *   Unexpected heading `Small` of level 4, expected level 3 below `Wasps`
 */
export default rule({id: 'heading-increment', severity: 'warning', options}, (tree, file, {style = 'detect'}) => {
  if (style === 'off') return
  const {sections} = readList(tree, file).list
  const {isNew} = file.data.listkeeper ?? {}
  const at = new Map(sections.map((section, index) => [section.heading?.start.offset, index]))
  const skips = placesOf(
    stock,
    withOnly(tree, ({type}) => type === 'heading'),
    fileSource(file).text,
  ).filter(({start}) => at.has(start.offset))
  const old = skips.filter(({start}) => isNew === undefined || !isNew(start.line))
  if (style === 'detect' && old.length > (isNew === undefined ? meantSkips : meantSkips - 1)) return
  for (const place of skips) {
    const index = at.get(place.start.offset) ?? 0
    const section = sections[index]
    const above = sections.slice(0, index).findLast(({depth}) => section !== undefined && depth < section.depth && depth > 0)
    if (section === undefined || above === undefined) continue
    tell(file, {
      message: `Unexpected heading ${code(section.title)} of level ${section.depth}, expected level ${above.depth + 1} below ${code(above.title)}`,
      place,
      more: {subject: {name: section.title, key: `#${section.slug}`}},
    })
  }
})
