import type {Habits, Link} from '../src/list/list.ts'
import {readList} from '../src/list/read-list.ts'
import {fileSource} from '../src/list/source.ts'
import {code} from '../src/markdown/message.ts'
import {trackingIn, withoutParameters} from '../src/url/tracking.ts'
import {rule, tell, type Zod} from './rule.ts'

const options = (z: Zod) => {
  const names = z.array(z.string().min(1).max(100)).max(200).exactOptional()
  return z.strictObject({
    params: names.describe('Parameters that are told beside the known ones.'),
    keep: names.describe('Parameters that may stay.'),
  })
}

/** A list of which so many links, and this share of them, carry a parameter wants it: a sponsor's, or its own. */
const meantLinks = 3
const meantShare = 0.01

/**
 * Addresses say where they lead, and not where a reader came from.
 *
 * Why: `utm_source` and its like stem from the page that somebody copied the address of, and count the list's readers there.
 *
 * Told are `utm_*`, `fbclid`, `gclid`, `msclkid`, `mc_cid`, `igshid` and their like; `si` on YouTube and Spotify; and `ref` where it names a curated list. Any other
 * `ref` may be a branch, a book or a partner. Asked of entries alone, since a sponsor's link is written as the sponsor wants it; and silent about what one in a hundred links of the
 * list carries.
 *
 * @example {"name": "parameters that mean something"}
 *   - [Ant](https://ant.example/?id=1&t=30) - Builds.
 *   - [Bee](https://youtu.be/abc?t=20) - Hums.
 *
 * @example {"name": "a branch, a book, a partner"}
 *   - [Ant](https://github.com/o/ant/tree?ref=main) - Builds.
 *   - [Bee](https://books.example/bee?ref=printed) - Hums.
 *
 * @example {"name": "si elsewhere"}
 *   - [Ant](https://ant.example/?si=2) - Builds.
 *
 * @example {"name": "a sponsor"}
 *   Thanks to [Hill](https://hill.example/?utm_source=x).
 *
 * @example {"name": "in a fragment"}
 *   - [Ant](https://ant.example/#?utm_source=x) - Builds.
 *
 * @example {"name": "kept", "options": {"keep": ["utm_source"]}}
 *   - [Ant](https://ant.example/?utm_source=x) - Builds.
 *
 * @example {"name": "a list that wants it", "conventions": {"tracking": {"utm_source": 40}}}
 *   - [Ant](https://ant.example/?utm_source=x) - Builds.
 *
 * @example {"name": "alone, and beside others"}
 *   - [Ant](https://ant.example/?utm_source=x#top) - Builds.
 *                               ~~~~~~~~~~~~~ → ``
 *   Unexpected `utm_source` in this address, which only says where a reader came from
 *   - [Bee](https://bee.example/?id=1&utm_source=x&page=2&utm_medium=y) - Hums.
 *                               ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ → `?id=1&page=2`
 *   Unexpected `utm_source` and `utm_medium` in this address, which only say where a reader came from
 *
 * @example {"name": "of YouTube"}
 *   - [Ant](https://youtu.be/abc?si=Xyz_1) - Builds.
 *                               ~~~~~~~~~ → ``
 *   Unexpected `si` in this address, which only says where a reader came from
 *
 * @example {"name": "in HTML, and named after a list"}
 *   - [Ant](https://ant.example/) - Builds <a href="https://ant.example/?ref=awesome-ants">a lot</a>.
 *                                                                       ~~~~~~~~~~~~~~~~~ → ``
 *   Unexpected `ref` in this address, which only says where a reader came from
 *
 * @example {"name": "what is set", "options": {"params": ["source"]}}
 *   - [Ant](https://ant.example/?source=list) - Builds.
 *                               ~~~~~~~~~~~~ → ``
 *   Unexpected `source` in this address, which only says where a reader came from
 */
export default rule({id: 'no-tracking', severity: 'warning', options}, (tree, file, {params = [], keep = []}) => {
  const {list, conventions} = readList(tree, file)
  const more = new Set(params.map(lower))
  const kept = new Set(keep.map(lower))
  for (const link of new Set(list.entries.flatMap(({links}) => links))) {
    const found = new Set(
      [...trackingIn(link.url), ...parametersIn(link.url, more)].filter(
        name => !kept.has(lower(name)) && (more.has(lower(name)) || !isMeant(lower(name), conventions.habits)),
      ),
    )
    if (found.size === 0) continue
    tell(file, {
      message: `Unexpected ${[...found]
        .slice(0, 3)
        .map(name => code(name))
        .join(' and ')} in this address, which only ${found.size === 1 ? 'says' : 'say'} where a reader came from`,
      ...fix(link, found),
    })
  }

  function fix({url, place, urlPlace}: Link, found: ReadonlySet<string>) {
    if (urlPlace === undefined) return {place}
    const {start, end, query} = withoutParameters(url, found)
    const at = urlPlace.start.offset
    return {place: fileSource(file).place(at + start, at + end), expected: [query]}
  }
})

const lower = (name: string): string => name.toLowerCase()

/** The names of those parameters of an address that are asked for. */
function parametersIn(url: string, asked: ReadonlySet<string>): string[] {
  if (asked.size === 0) return []
  const [, query = ''] = /^[^?#]*\?([^#]*)/.exec(url) ?? []
  return query.split('&').flatMap(part => part.split('=', 1).filter(name => asked.has(lower(name))))
}

function isMeant(name: string, {tracking, links}: Habits): boolean {
  const count = tracking.get(name) ?? 0
  return count >= meantLinks && count >= meantShare * links
}
