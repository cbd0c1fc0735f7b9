import {isNamedByUrl} from '../src/list/bare-url.ts'
import type {Habits} from '../src/list/list.ts'
import {readList} from '../src/list/read-list.ts'
import {code} from '../src/markdown/message.ts'
import {rule, tell, type Zod} from './rule.ts'

const options = (z: Zod) =>
  z.strictObject({
    style: z
      .enum(['detect', 'never', 'off'])
      .exactOptional()
      .describe(
        '`never`: every entry has a name. `detect` (the default): unless the list itself has several that are addresses.',
      ),
  })

/** A list that names so many entries, and this share of them, by their addresses means it. */
const meantEntries = 3
const meantShare = 0.02

/**
 * An entry has a name, and not an address in its place.
 *
 * Why: an address says nothing to a reader, and is long.
 *
 * Told are entries that are a bare address, and links whose text is one: only a scheme or a path makes it one, since many things are named like a host
 * (`cube.dev`). Addresses within descriptions are left alone, and lists that name entries so themselves.
 *
 * @example {"name": "names"}
 *   - [Ant](https://ant.example/x) - Builds.
 *   - [@bee](https://bee.example) - Hums.
 *
 * @example {"name": "names that look like hosts"}
 *   - [Comet.ml](https://comet.ml/site) - Flies.
 *   - [cube.dev/](https://cube.dev) - Has six sides.
 *   - [http.cat](https://http.cat) - Meows.
 *
 * @example {"name": "names that look like paths"}
 *   - [ant/ant](https://github.com/ant/ant) - Builds.
 *   - [Node.js / npm](https://npm.example) - Packs.
 *
 * @example {"name": "within a description"}
 *   - [Ant](https://ant.example) - Builds, see https://ant.example/how
 *
 * @example {"name": "a list that names them so", "conventions": {"habits": {"urlNames": 30}}}
 *   - https://ant.example/x - Builds.
 *
 * @example {"name": "a bare address"}
 *   - https://ant.example/x - Builds.
 *     ~~~~~~~~~~~~~~~~~~~~~
 *   Unexpected address instead of a name, expected `[name](https://ant.example/x)`
 *
 * @example {"name": "in brackets"}
 *   - <https://ant.example/x> - Builds.
 *     ~~~~~~~~~~~~~~~~~~~~~~~
 *   Unexpected address instead of a name, expected `[name](https://ant.example/x)`
 *
 * @example {"name": "as the text of a link"}
 *   - [https://ant.example](https://ant.example) - Builds.
 *     ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 *   Unexpected address instead of a name, expected `[name](https://ant.example)`
 *   - [bee.example/wild](https://bee.example/wild) - Hums.
 *     ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 *   Unexpected address instead of a name, expected `[name](https://bee.example/wild)`
 */
export default rule({id: 'no-bare-url', severity: 'warning', options}, (tree, file, {style = 'detect'}) => {
  const {list, conventions} = readList(tree, file)
  if (style === 'off' || (style === 'detect' && isMeant(conventions.habits))) return
  for (const entry of list.entries) {
    if (!isNamedByUrl(entry)) continue
    tell(file, {
      message: `Unexpected address instead of a name, expected ${code(`[name](${entry.link.url})`)}`,
      place: entry.link.place,
    })
  }
})

const isMeant = ({urlNames, entries}: Habits): boolean => urlNames >= meantEntries && urlNames >= meantShare * entries
