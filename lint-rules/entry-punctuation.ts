import {stoppable} from '../src/list/final-stop.ts'
import {readList} from '../src/list/read-list.ts'
import {rule, tell, type Zod} from './rule.ts'
import {stopAtEnd} from './stop-at-end.ts'

const options = (z: Zod) =>
  z.strictObject({
    style: z
      .enum(['detect', 'always', 'never', 'off'])
      .exactOptional()
      .describe('Whether descriptions end with a stop. `detect` (the default): as the list itself does it.'),
  })

/**
 * Descriptions end with a stop, or without one, as the rest of the list does.
 *
 * Why: whether there is a stop matters little, but one without among five hundred with is what maintainers put right by hand.
 *
 * A stop is `.`, `!`, `?`, `…` or `。`, also before a closing quote or bracket. Tags, badges and links behind the description do not count as its end.
 * One sentence, several, and descriptions that end in a link have a convention each, since many lists stop only some of these. Never told: a stop
 * that belongs to an abbreviation, one after several sentences, and what ends with a colon. Silent where the list has no clear habit.
 *
 * @example {"name": "stops of all kinds", "conventions": {"finalStop": "always"}}
 *   - [Ant](https://ant.example) - Builds.
 *   - [Bee](https://bee.example) - Hums!
 *   - [Wasp](https://wasp.example) - Why does it sting?
 *   - [Moth](https://moth.example) - Flies at night (and into lamps.)
 *   - [Fly](https://fly.example) - "Small."
 *
 * @example {"name": "what stands behind the description", "conventions": {"finalStop": "always"}}
 *   - [Ant](https://ant.example) - Builds. `MIT`
 *   - [Bee](https://bee.example) - Hums. ([Source](https://source.example), [Demo](https://demo.example)) `MIT` `Go`
 *   - [Wasp](https://wasp.example) - Stings. [(Video)](https://video.example)
 *   - [Moth](https://moth.example) - Flies. *(archived)* ![stars](https://badge.example/m.svg)
 *
 * @example {"name": "an introduction to what stands below", "conventions": {"finalStop": "always"}}
 *   - [Ant](https://ant.example) - Builds, together with:
 *     - [Army ant](https://army.example) - Marches.
 *
 * @example {"name": "abbreviations and several sentences in a list without stops", "conventions": {"finalStop": "never"}}
 *   - [Ant](https://ant.example) - Builds hills, roads, etc.
 *   - [Bee](https://bee.example) - By Hum et al.
 *   - [Wasp](https://wasp.example) - Stings. Hurts a lot.
 *   - [Moth](https://moth.example) - Why not...
 *   - [Fly](https://fly.example) - Is it small?
 *
 * @example {"name": "a list of which the half has stops"}
 *   - [Ant](https://ant.example) - Builds.
 *   - [Bee](https://bee.example) - Hums
 *   - [Wasp](https://wasp.example) - Stings.
 *   - [Moth](https://moth.example) - Flies
 *
 * @example {"name": "no description at all", "conventions": {"finalStop": "always"}}
 *   - [Ant](https://ant.example)
 *   - [Bee](https://bee.example) `MIT`
 *
 * @example {"name": "a stop is missing", "conventions": {"finalStop": "always"}}
 *   - [Ant](https://ant.example) - Builds hills
 *                                              ^ → `.`
 *   Unexpected description without a stop at its end, expected `.` as in the rest of the list
 *   - [Bee](https://bee.example) - Hums `MIT`, mostly [(Video)](https://video.example)
 *                                                    ^ → `.`
 *   Unexpected description without a stop at its end, expected `.` as in the rest of the list
 *   - [Wasp](https://wasp.example) - Stings, by [Ada](https://ada.example)
 *                                                                         ^ → `.`
 *   Unexpected description without a stop at its end, expected `.` as in the rest of the list
 *
 * @example {"name": "a comma instead of a stop", "conventions": {"finalStop": "always"}}
 *   - [Ant](https://ant.example) - Builds hills,
 *                                              ~ → `.`
 *   Unexpected `,` at the end of the description, expected `.` as in the rest of the list
 *
 * @example {"name": "a stop too many", "conventions": {"finalStop": "never"}}
 *   - [Ant](https://ant.example) - Builds hills.
 *                                              ~ → ``
 *   Unexpected `.` at the end of the description, expected none as in the rest of the list
 *
 * @example {"name": "a script with a stop of its own", "options": {"style": "always"}}
 *   - [蚂蚁](https://ant.example) - 建造
 *                                   ^ → `。`
 *   Unexpected description without a stop at its end, expected `。`
 */
export default rule(
  {id: 'entry-punctuation', severity: 'warning', options, followsHabit: true, aliases: ['awesome-list-item']},
  (tree, file, {style = 'detect'}) => {
    if (style === 'off') return
    const {list, conventions} = readList(tree, file)
    const because = style === 'detect' ? ' as in the rest of the list' : ''
    for (const entry of list.entries) {
      const {description} = entry
      const end = stoppable(entry)
      if (description === undefined || end === undefined) continue
      const wanted = style === 'detect' ? conventions.finalStops[end.sort]?.value : style
      const told = wanted && stopAtEnd(description, end, wanted, because)
      if (told !== undefined) tell(file, told)
    }
  },
)
