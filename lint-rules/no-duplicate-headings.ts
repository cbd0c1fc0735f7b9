import {doubledHeadings} from '../src/list/habits.ts'
import {readList} from '../src/list/read-list.ts'
import {code} from '../src/markdown/message.ts'
import {rule, tell, type Zod} from './rule.ts'

const options = (z: Zod) =>
  z.strictObject({
    allow: z.array(z.string().min(1).max(200)).max(200).exactOptional().describe('Headings that may stand twice.'),
  })

/** A list that does it so often means it. */
const meantDoubles = 3

/**
 * No two headings below the same heading say the same.
 *
 * Why: an entry belongs in both, the contents lead to one, and the other is forgotten; mostly a merge went wrong.
 *
 * The same words below different headings are fine (`Books` of every language). Silent where the list itself has three such pairs. Spoken of is the new
 * one of the two, else the later.
 *
 * @example {"name": "below different headings"}
 *   ## Ants
 *   ### Books
 *   ## Bees
 *   ### Books
 *
 * @example {"name": "on different levels"}
 *   ## Ants
 *   ### Ants
 *
 * @example {"name": "headings without text"}
 *   ## ![](a.png)
 *   ## ![](b.png)
 *
 * @example {"name": "a list that means it", "conventions": {"habits": {"doubledHeadings": 3}}}
 *   ## Ants
 *   ## Ants
 *
 * @example {"name": "allowed", "options": {"allow": ["Back to top"]}}
 *   ## Back to top
 *   ## Back to top
 *
 * @example {"name": "twice"}
 *   ## Ants
 *   ## Bees
 *   ## Ants
 *   ~~~~~~~
 *   This heading is on this level already: `Ants`
 *
 * @example {"name": "in another letter case"}
 *   ## Big Ants
 *   ### Wood ants
 *   ## Big ants
 *   ~~~~~~~~~~~
 *   This heading is on this level already: `Big Ants`
 *
 * @example {"name": "the first is the new one", "isNew": [1]}
 *   ## Ants
 *   ~~~~~~~
 *   This heading is on this level already: `Ants`
 *   ## Ants
 */
export default rule({id: 'no-duplicate-headings', severity: 'warning', options}, (tree, file, {allow = []}) => {
  const {list, conventions} = readList(tree, file)
  if (conventions.habits.doubledHeadings >= meantDoubles) return
  const isNew = file.data.listkeeper?.isNew ?? (() => false)
  const allowed = new Set(allow)
  for (const {section, first} of doubledHeadings(list.sections)) {
    const {heading: one} = first
    const {heading: two} = section
    if (one === undefined || two === undefined || allowed.has(section.title)) continue
    const firstIsNew = isNew(one.start.line) && !isNew(two.start.line)
    tell(file, {
      message: `This heading is on this level already: ${code(first.title)}`,
      place: firstIsNew ? one : two,
      more: {other: firstIsNew ? two : one, subject: {name: section.title, key: `#${firstIsNew ? first.slug : section.slug}`}},
    })
  }
})
