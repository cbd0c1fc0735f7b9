import type {Conventions} from '../src/list/list.ts'
import {placeWithin} from '../src/list/place-within.ts'
import {readList} from '../src/list/read-list.ts'
import {repeatedName} from '../src/list/repeated-name.ts'
import {code} from '../src/markdown/message.ts'
import {rule, tell, type Zod} from './rule.ts'

const options = (z: Zod) =>
  z.strictObject({
    style: z
      .enum(['detect', 'never', 'off'])
      .exactOptional()
      .describe(
        '`never`: told wherever it stands. `detect` (the default): where few entries of a list do it, and in a change if no entry did before.',
      ),
    verbs: z
      .array(z.string().min(2).max(20))
      .max(100)
      .exactOptional()
      .describe('Words which, behind the name, make it a repetition (default: `is` and `are`).'),
  })

/** With fewer described entries than this there is no habit to break. */
const fewestEntries = 8

/** In a whole list, told where at most so many do it: more is how the list writes. */
const rareNames = 3
const rareShare = 0.14

/**
 * A description does not begin with the entry's name.
 *
 * Why: the name stands right before it, and what the thing is comes sooner without it.
 *
 * Only `X is …` and `X are …` are meant: a name as a noun or a verb (`[delay] - Delay a promise`) says something. In a change it is told only if no entry
 * of the list did it before.
 *
 * @example {"name": "what it is comes first"}
 *   - [Ant](https://ant.example) - A builder of hills.
 *   - [Bee](https://bee.example) - Hums.
 *
 * @example {"name": "the name as a verb", "options": {"style": "never"}}
 *   - [delay](https://delay.example) - Delay a promise.
 *
 * @example {"name": "the name as a noun", "options": {"style": "never"}}
 *   - [usb](https://usb.example) - USB library.
 *   - [Mattermost](https://mattermost.example) - Mattermost client.
 *
 * @example {"name": "another name that begins alike", "options": {"style": "never"}}
 *   - [Ant](https://ant.example) - Antler is a horn.
 *
 * @example {"name": "a list that did it before", "conventions": {"habits": {"repeatedNames": 1}}}
 *   - [Ant](https://ant.example) - Ant is a builder of hills.
 *
 * @example {"name": "a list that always does it"}
 *   - [Ant](https://ant.example) - Ant is a builder of hills.
 *   - [Bee](https://bee.example) - Bee is a maker of honey.
 *
 * @example {"name": "is a", "conventions": {"habits": {"repeatedNames": 0}}}
 *   - [Ant](https://ant.example) - Ant is a builder of hills.
 *                                  ~~~~~~~~ → `A`
 *   Unexpected name again at the beginning of the description, expected `A builder …`
 *   - [Bee](https://bee.example) - The Bee is the maker of honey.
 *                                  ~~~~~~~~~~~~~~ → `The`
 *   Unexpected name again at the beginning of the description, expected `The maker …`
 *
 * @example {"name": "is", "options": {"style": "never"}}
 *   - [Ant](https://ant.example) - Ant is used to build hills.
 *                                  ~~~
 *   Unexpected name again at the beginning of the description
 *
 * @example {"name": "other words that are set", "options": {"style": "never", "verbs": ["provides"]}}
 *   - [Ant](https://ant.example) - Ant provides hills.
 *                                  ~~~
 *   Unexpected name again at the beginning of the description
 *   - [Bee](https://bee.example) - Bee is a maker of honey.
 */
export default rule(
  {id: 'no-repeat-name', severity: 'warning', options, followsHabit: true, aliases: ['no-repeat-item-in-description']},
  (tree, file, {style = 'detect', verbs}) => {
    const {list, conventions} = readList(tree, file)
    const isChange = file.data.listkeeper?.conventions !== undefined
    if (style === 'off' || (style === 'detect' && !isRare(conventions, isChange))) return
    for (const entry of list.entries) {
      const found = repeatedName(entry, verbs)
      const {description} = entry
      if (found === undefined || description === undefined) continue
      const article = /^(?:an?|the)(?=\s)/i.exec(description.text.slice(found.end, found.end + 4))?.[0]
      if (article === undefined) {
        const place = placeWithin(description, 0, found.nameEnd)
        tell(file, {message: 'Unexpected name again at the beginning of the description', place})
        continue
      }
      const capital = article[0]?.toUpperCase() + article.slice(1)
      const next =
        description.text
          .slice(found.end + article.length)
          .trimStart()
          .split(/\s/, 1)[0] ?? ''
      tell(file, {
        message: `Unexpected name again at the beginning of the description, expected ${code(`${capital} ${next} …`)}`,
        place: placeWithin(description, 0, found.end + article.length),
        expected: [capital],
      })
    }
  },
)

function isRare({habits: {repeatedNames, entries}}: Conventions, isChange: boolean): boolean {
  if (entries < fewestEntries) return false
  return isChange ? repeatedNames === 0 : repeatedNames <= rareNames && repeatedNames <= rareShare * entries
}
