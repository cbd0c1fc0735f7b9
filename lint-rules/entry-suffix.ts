import type {Conventions, Piece} from '../src/list/list.ts'
import {readList} from '../src/list/read-list.ts'
import {formOf, isSlip, wordsOfForm} from '../src/list/suffix-forms.ts'
import {code} from '../src/markdown/message.ts'
import {rule, tell, type Zod} from './rule.ts'

const options = (z: Zod) =>
  z.strictObject({
    style: z
      .enum(['detect', 'off'])
      .exactOptional()
      .describe('`detect` (the default): as the list writes the same tag or link elsewhere.'),
  })

/**
 * Tags and extra links behind a description are written as the list writes them.
 *
 * Why: `[mit]` beside three hundred `[MIT]` is a slip, and a filter by tag misses it.
 *
 * Only forms that differ in case or signs alone are compared, and only where one of them is at least ten times as frequent as the other, or 25 times if
 * letter case is all that differs. Badges, what is new to the list, and what it writes in several ways are left alone.
 *
 * @example {"name": "as the list writes them", "conventions": {"suffixForms": ["[MIT]", "[(Video)](…)", "`Go`"]}}
 *   - [Ant](https://ant.example) - Builds. [MIT]
 *   - [Bee](https://bee.example) - Hums. [(Video)](https://video.example)
 *   - [Wasp](https://wasp.example) - Stings. `Go`
 *
 * @example {"name": "tags that are new", "conventions": {"suffixForms": ["[MIT]"]}}
 *   - [Ant](https://ant.example) - Builds. [BSD-3-Clause]
 *   - [Bee](https://bee.example) - Hums. `MIT-0`
 *
 * @example {"name": "words of the sentence", "conventions": {"suffixForms": ["[MIT]"]}}
 *   - [Ant](https://ant.example) - Builds at the MIT
 *   - [Bee](https://bee.example) - Hums `mit`
 *
 * @example {"name": "a list that writes them in many ways"}
 *   - [Ant](https://ant.example) - Builds. [MIT]
 *   - [Bee](https://bee.example) - Hums. `MIT`
 *   - [Wasp](https://wasp.example) - Stings. (MIT)
 *
 * @example {"name": "other words", "conventions": {"suffixForms": ["[(Video)](…)"]}}
 *   - [Ant](https://ant.example) - Builds. [(Videos)](https://video.example)
 *   - [Bee](https://bee.example) - Hums. [(Slides)](https://slides.example)
 *
 * @example {"name": "a tag in another case", "conventions": {"suffixForms": ["[MIT]"]}}
 *   - [Ant](https://ant.example) - Builds. [mit]
 *                                          ~~~~~ → `[MIT]`
 *   Unexpected `[mit]` behind the description, expected `[MIT]` as in the rest of the list
 *
 * @example {"name": "a tag in other marks", "conventions": {"suffixForms": ["[MIT]"]}}
 *   - [Ant](https://ant.example) - Builds. `MIT`
 *                                          ~~~~~ → `[MIT]`
 *   Unexpected `ˋMITˋ` behind the description, expected `[MIT]` as in the rest of the list
 *
 * @example {"name": "a link in another form", "conventions": {"suffixForms": ["[(Video)](…)"]}}
 *   - [Ant](https://ant.example) - Builds. ([video](https://video.example))
 *                                          ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ → `[(Video)](https://video.example)`
 *   Unexpected `([video](…))` behind the description, expected `[(Video)](…)` as in the rest of the list
 */
export default rule({id: 'entry-suffix', severity: 'warning', options, followsHabit: true}, (tree, file, {style = 'detect'}) => {
  if (style === 'off') return
  const {list, conventions} = readList(tree, file)
  for (const {suffixes} of list.entries) {
    for (const suffix of suffixes) {
      const form = formOf(suffix.text)
      const wanted = form === undefined ? undefined : wantedForm(form, conventions)
      if (form === undefined || wanted === undefined) continue
      const expected = filled(wanted, suffix)
      tell(file, {
        message: `Unexpected ${code(form)} behind the description, expected ${code(wanted)} as in the rest of the list`,
        place: suffix.place,
        actual: suffix.text,
        ...(expected === undefined ? {} : {expected: [expected]}),
      })
    }
  }
})

/** The list's own form of the same words, where another one is rare enough to be a slip. */
function wantedForm(form: string, {suffixForms}: Conventions): string | undefined {
  const own = suffixForms.get(wordsOfForm(form) ?? '')
  return own !== undefined && isSlip(form, own) ? own.form : undefined
}

/** The form with the suffix's own addresses in it; undefined where it has more or fewer of them. */
function filled(form: string, {text}: Piece): string | undefined {
  const addresses = Array.from(text.matchAll(/\]\(([^()\s]{0,300})\)/g), ([, address = '']) => address)
  const parts = form.split('](…)')
  if (parts.length !== addresses.length + 1) return undefined
  return parts.map((part, index) => (index === 0 ? part : `](${addresses[index - 1]})${part}`)).join('')
}
