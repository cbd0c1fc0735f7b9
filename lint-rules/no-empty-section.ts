import {sectionsAside} from '../src/list/aside.ts'
import type {Conventions, Section} from '../src/list/list.ts'
import {readList} from '../src/list/read-list.ts'
import {fileSource} from '../src/list/source.ts'
import {code} from '../src/markdown/message.ts'
import {rule, tell, type Zod} from './rule.ts'

const options = (z: Zod) =>
  z.strictObject({
    allow: z.array(z.string().min(1).max(200)).max(200).exactOptional().describe('Headings that may stand alone.'),
  })

/** So many empty sections, and this share of all, are places that are kept free on purpose. */
const meantSections = 5
const meantShare = 0.05

/** A heading of more words is a sentence. */
const mostWords = 8

/**
 * No section is empty.
 *
 * Why: whoever follows the contents to it finds nothing, and it is mostly what a removal or a merge left behind.
 *
 * Empty is a heading that nothing follows before the next heading of its level or above; a deeper heading is content. Left alone are titles of
 * the first level, headings that say it all themselves (with a link, a picture, or a sentence), License and its like, and lists that keep many places free.
 *
 * @example {"name": "text, a list, a picture, HTML"}
 *   ## Ants
 *   Small.
 *   ## Bees
 *   - [Bee](https://bee.example)
 *   ## Wasps
 *   <img src="wasp.png">
 *
 * @example {"name": "a deeper heading is content"}
 *   ## Ants
 *   ### Small ones
 *   Text.
 *
 * @example {"name": "a title"}
 *   # Ants
 *   # More
 *   Text.
 *
 * @example {"name": "headings that say it all"}
 *   ### [Ant](https://ant.example)
 *   ### ![Bee](bee.png)
 *   ### Wasps and moths are out of scope here, see the list of flying things.
 *
 * @example {"name": "about the list itself"}
 *   ## Ants
 *   Text.
 *   ## License
 *
 * @example {"name": "allowed", "options": {"allow": ["Coming soon"]}}
 *   ## Coming soon
 *   ## Ants
 *   Text.
 *
 * @example {"name": "a list that keeps places free", "conventions": {"habits": {"emptySections": 6}}}
 *   ## A
 *   ## B
 *   Text.
 *
 * @example {"name": "nothing"}
 *   ## Ants
 *   ~~~~~~~
 *   This section is empty: `Ants`
 *
 *   ## Bees
 *   Text.
 *
 * @example {"name": "a comment or an anchor is nothing to read"}
 *   ## Ants
 *   ~~~~~~~
 *   This section is empty: `Ants`
 *   <!-- none yet -->
 *
 *   <a name="b"></a>
 *
 *   ## Bees
 *   Text.
 *
 * @example {"name": "the last one"}
 *   ## Ants
 *   Text.
 *
 *   ### Big ones
 *   ~~~~~~~~~~~~
 *   This section is empty: `Big ones`
 */
export default rule({id: 'no-empty-section', severity: 'warning', options}, (tree, file, {allow = []}) => {
  const {list, conventions} = readList(tree, file)
  if (isMeant(conventions)) return
  const aside = sectionsAside(list.sections)
  const allowed = new Set(allow)
  for (const [index, section] of list.sections.entries()) {
    const {heading, isEmpty, depth, title} = section
    if (heading === undefined || !isEmpty || depth === 1 || aside.has(index) || allowed.has(title)) continue
    if (saysItAll(section, fileSource(file).text.slice(heading.start.offset, heading.end.offset))) continue
    tell(file, {
      message: `This section is empty: ${code(title)}`,
      place: heading,
      more: {subject: {name: title, key: `#${section.slug}`}},
    })
  }
})

const isMeant = ({habits: {emptySections, sections}}: Conventions): boolean =>
  emptySections >= meantSections && emptySections >= meantShare * sections

const saysItAll = ({title}: Section, heading: string): boolean =>
  title === '' || /\]\(|\]\[|https?:|<a\s|<img\s|[.!?。]$/i.test(heading) || title.split(' ').length > mostWords
