import type {Section} from '../src/list/list.ts'
import {readList} from '../src/list/read-list.ts'
import {fileSource, type Source} from '../src/list/source.ts'
import type {Place} from '../src/markdown/place.ts'
import {rule, tell, type Zod} from './rule.ts'

const options = (z: Zod) =>
  z.strictObject({
    style: z
      .enum(['detect', 'single', 'off'])
      .exactOptional()
      .describe(
        '`single`: one heading of the first level at most. `detect` (the default): unless the list itself has three or more.',
      ),
  })

/** A list with so many headings of the first level is built of them. */
const meantHeadings = 3

/**
 * There is one heading of the first level: the title.
 *
 * Why: a second one looks like the title of another document, and tools that make contents and outlines lose all that is below it.
 *
 * Silent where the list itself has three or more, which is its way to group sections. Where the headings below it are deeper still, it can go down a level.
 *
 * @example {"name": "a title, and sections below it"}
 *   # Ants
 *
 *   ## Small ones
 *
 *   Text.
 *
 * @example {"name": "no title at all"}
 *   ## Small ones
 *
 *   ## Big ones
 *
 * @example {"name": "a list that is built of them"}
 *   # Ants
 *
 *   # Small ones
 *
 *   # Big ones
 *
 * @example {"name": "a list that was built of them before", "conventions": {"habits": {"topHeadings": 4}}}
 *   # Ants
 *
 *   # Small ones
 *
 * @example {"name": "code"}
 *   # Ants
 *
 *   ```sh
 *   # comment
 *   ```
 *
 * @example {"name": "a second one"}
 *   # Ants
 *
 *   ## Small ones
 *
 *   # License
 *   ~~~~~~~~~ → `## License`
 *   Unexpected second heading of the first level, expected one at most
 *
 * @example {"name": "with headings of the second level below it"}
 *   # Ants
 *
 *   # Others
 *   ~~~~~~~~
 *   Unexpected second heading of the first level, expected one at most
 *
 *   ## Bees
 *
 * @example {"name": "underlined", "conventions": {"habits": {"topHeadings": 1}}}
 *   # Ants
 *
 *   # Others
 *   ~~~~~~~~ → `## Others`
 *   Unexpected second heading of the first level, expected one at most
 *
 *   ### Bees
 *
 *   # More
 *   ~~~~~~ → `## More`
 *   Unexpected second heading of the first level, expected one at most
 */
export default rule({id: 'single-h1', severity: 'warning', options}, (tree, file, {style = 'detect'}) => {
  const {list, conventions} = readList(tree, file)
  if (style === 'off' || (style === 'detect' && conventions.habits.topHeadings >= meantHeadings)) return
  const top = [...list.sections.entries()].filter(([, {depth}]) => depth === 1)
  for (const [index, {heading}] of top.slice(1)) {
    if (heading === undefined) continue
    const lower = demoted(heading, list.sections[index + 1], fileSource(file))
    tell(file, {
      message: 'Unexpected second heading of the first level, expected one at most',
      place: heading,
      ...(lower === undefined ? {} : {expected: [lower]}),
    })
  }
})

/** The heading one level down, if what follows is not of that level already. */
function demoted({start, end}: Place, next: Section | undefined, {text}: Source): string | undefined {
  const heading = text.slice(start.offset, end.offset)
  return /^#[ \t]/.test(heading) && next?.depth !== 2 ? `#${heading}` : undefined
}
