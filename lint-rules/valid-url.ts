import type {Root} from 'mdast'
import type {VFile} from 'vfile'
import {type BrokenLinkKind, brokenLinks} from '../src/list/broken-links.ts'
import type {Link} from '../src/list/list.ts'
import {proseOf} from '../src/list/prose.ts'
import {readList} from '../src/list/read-list.ts'
import {fileSource, type Source} from '../src/list/source.ts'
import {code} from '../src/markdown/message.ts'
import {type MalformedKind, malformed} from '../src/url/malformed.ts'
import {rule, type Told, tell, type Zod} from './rule.ts'

const options = (z: Zod) =>
  z.strictObject({
    ignore: z.array(z.string().min(1).max(2000)).max(1000).exactOptional().describe('Addresses that are as they should be.'),
  })

/**
 * A link is written as a link, and its address as an address.
 *
 * Why: a blank or a bracket in the wrong place, and readers see brackets instead of a link, or land nowhere.
 *
 * Told are links that Markdown does not understand (`[x] (https://…)`, `[x][https://…]`, `[x]https://…)`, one without an end), and addresses without a
 * scheme or with half of one, with two, with a blank, with Markdown or brackets or the sentence's punctuation in them, without a host, cut off, or empty; and blanks around a
 * link's text. Relative addresses are right, so are parentheses that belong to an address (`Bookmark_(digital)`), any other scheme, and code.
 *
 * @example {"name": "links"}
 *   - [Ant](https://ant.example/a_(b)) - Builds [hills](docs/hills.md), see (https://ant.example).
 *   - [Bee](<https://bee.example/a b>) - Hums. [MIT] (see below)
 *   - [Wasp](//wasp.example) - Stings [here](#wasp) or [there](irc://wasp.example/x).
 *
 * @example {"name": "relative addresses"}
 *   - [Ant](readme.md) - Builds.
 *   - [Bee](./docs/bee.rs) - Hums.
 *   - [Wasp](node.js/wasp.md#sting) - Stings.
 *
 * @example {"name": "hosts and titles that look strange"}
 *   - [Ant](https://httpie.io) - Builds.
 *   - [Bee](https://http.cat/404) - Hums.
 *   - [Wasp](https://en.wikipedia.org/wiki/Wasp_Inc.) - Stings.
 *   - [Moth](https://web.archive.org/web/2015/http://moth.example/) - Flies.
 *
 * @example {"name": "code"}
 *   - [Ant](https://ant.example) - Write `[x] (https://ant.example)`.
 *
 * @example {"name": "pictures in a link"}
 *   [ ![Ant](https://ant.example/a.png) ](https://ant.example)
 *
 * @example {"name": "what is set", "options": {"ignore": ["http://intranet/ant"]}}
 *   - [Ant](http://intranet/ant) - Builds.
 *
 * @example {"name": "links that are none"}
 *   - [Ant] (https://ant.example) - Builds.
 *          ~ → ``
 *   Unexpected text between a link's name and its address, expected none
 *   - [Bee][https://bee.example] - Hums.
 *          ~~~~~~~~~~~~~~~~~~~~~ → `(https://bee.example)`
 *   Unexpected brackets around an address, expected parentheses
 *   - [Wasp]https://wasp.example/x) - Stings.
 *           ^ → `(`
 *   Unexpected link without a `(`, expected one before the address
 *   - Moth](https://moth.example) - Flies.
 *     ^ → `[`
 *   Unexpected link without a `[`, expected one before its name
 *   - [Fly](https://fly.example/x
 *                                ^ → `)`
 *   Unexpected link without a `)`, expected one after the address
 *
 * @example {"name": "without a scheme"}
 *   - [Ant](www.ant.com/x) - Builds.
 *           ~~~~~~~~~~~~~ → `https://www.ant.com/x`
 *   Unexpected address without a scheme, expected `https://www.ant.com/x`
 *   - [Bee](https://bee.example) - Hums, see <a href="github.com/bee/bee">its code</a>.
 *                                                     ~~~~~~~~~~~~~~~~~~ → `https://github.com/bee/bee`
 *   Unexpected address without a scheme, expected `https://github.com/bee/bee`
 *
 * @example {"name": "half a scheme, two, capitals"}
 *   - [Ant](https:/ant.example) - Builds.
 *           ~~~~~~~~~~~~~~~~~~ → `https://ant.example`
 *   Unexpected beginning of an address, expected `https://ant.example`
 *   - [Bee](https://https://bee.example) - Hums.
 *           ~~~~~~~~~~~~~~~~~~~~~~~~~~~ → `https://bee.example`
 *   Unexpected second beginning of an address, expected `https://bee.example`
 *   - [Wasp](HTTPS://wasp.example) - Stings.
 *            ~~~~~~~~~~~~~~~~~~~~ → `https://wasp.example`
 *   Unexpected capitals at the beginning of an address, expected `https://wasp.example`
 *
 * @example {"name": "Markdown in an address"}
 *   - [Ant]([https://ant.example](https://ant.example)) - Builds.
 *           ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ → `https://ant.example`
 *   Unexpected Markdown in an address, expected `https://ant.example`
 *
 * @example {"name": "blanks"}
 *   - [Ant]( https://ant.example) - Builds.
 *           ~ → ``
 *   Unexpected blank beside an address, expected none
 *   - [ Bee](https://bee.example) - Hums.
 *      ~ → ``
 *   Unexpected blank beside a link's text, expected none
 *   - [Wasp](https://wasp.example/a b) - Stings.
 *                                  ~
 *   Unexpected blank in an address
 *
 * @example {"name": "a line break"}
 *   - [Ant](https://ant.example/x
 *                                ^⏎ → ``
 *   Unexpected line break beside an address, expected none
 *   )
 *
 * @example {"name": "ends, hosts, nothing"}
 *   - [Ant](https://ant.example/x,) - Builds.
 *           ~~~~~~~~~~~~~~~~~~~~~~ → `https://ant.example/x`
 *   Unexpected punctuation at the end of an address, expected `https://ant.example/x`
 *   - [Bee](https://bee/) - Hums.
 *           ~~~~~~~~~~~~
 *   Unexpected host of an address
 *   - [Wasp]() - Stings.
 *     ~~~~~~~~
 *   This link has no address
 */
export default rule(
  {id: 'valid-url', severity: 'error', options, aliases: ['awesome-list-item']},
  (tree, file, {ignore = []}) => {
    const ignored = new Set(ignore)
    const {list} = readList(tree, file)
    const source = fileSource(file)
    const links = list.links.filter(({url, place}) => !ignored.has(url) && !isBare(source.text, place.start.offset))
    const told = links.flatMap(link => [...address(link, source), ...blanksAround(link, source)])
    for (const one of [...told, ...brokenIn(tree, file)]) tell(file, one)
  },
)

/** Where a bare address ends is the parser's guess. */
const isBare = (text: string, start: number): boolean => text[start] !== '[' && text[start] !== '<'

const words: Readonly<Record<MalformedKind, string>> = {
  nothing: 'This link has no address',
  markdown: 'Unexpected Markdown in an address',
  'marks around': 'Unexpected marks around an address',
  blank: 'Unexpected blank in an address',
  scheme: 'Unexpected beginning of an address',
  'scheme in capitals': 'Unexpected capitals at the beginning of an address',
  'scheme twice': 'Unexpected second beginning of an address',
  'no scheme': 'Unexpected address without a scheme',
  mail: 'Unexpected address of a person without a scheme',
  'two addresses': 'Unexpected second address right after the first',
  host: 'Unexpected host of an address',
  end: 'Unexpected punctuation at the end of an address',
  'cut off': 'This address is cut off',
}

/** These lead where they should all the same. */
const lesser: ReadonlySet<MalformedKind> = new Set(['scheme in capitals', 'end'])

function address({url, place, urlPlace}: Link, source: Source): Told[] {
  const found = malformed(url)
  // In `<…>` an address may have blanks.
  if (found === undefined || (found.kind === 'blank' && source.text[(urlPlace?.start.offset ?? 0) - 1] === '<')) return []
  const {kind, expected} = found
  return [
    {
      message: `${words[kind]}${expected === undefined ? '' : `, expected ${code(expected)}`}`,
      place: urlPlace ?? place,
      actual: url,
      ...(expected === undefined || urlPlace === undefined ? {} : {expected: [expected]}),
      more: {severity: lesser.has(kind) ? 'warning' : 'error'},
    },
  ]
}

/** `[ text ](…)` and `[text]( … )`. */
function blanksAround({url, place, urlPlace}: Link, source: Source): Told[] {
  const {text} = source
  const start = place.start.offset
  // Tools that make contents leave blanks where a heading has a badge.
  if (urlPlace === undefined || text[start] !== '[' || url.startsWith('#')) return []
  const before = text.slice(start, urlPlace.start.offset)
  const after = text.slice(urlPlace.end.offset, place.end.offset)
  const [, , end = '', inner = ''] = /(\S)([^\S\n]{0,10})\]\((\s{0,10})$/.exec(before) ?? []
  const [, lead = ''] = /^\[([^\S\n]{0,10})(?![!<\s])/.exec(before) ?? []
  const [trail = ''] = /^\s{1,10}(?=\)$)/.exec(after) ?? []
  const isPicture = /[)>]\s*\]\(\s*$/.test(before.slice(-30)) && /^\[\s*[!<]/.test(before)
  const closing = before.length - inner.length - 2 - end.length
  return [
    ...blank(start + 1, lead.length, 'text'),
    ...blank(start + closing, isPicture ? 0 : end.length, 'text'),
    ...blank(urlPlace.start.offset - inner.length, inner.length, 'address'),
    ...blank(urlPlace.end.offset, trail.length, 'address'),
  ]

  function blank(at: number, length: number, beside: 'text' | 'address'): Told[] {
    if (length === 0) return []
    return [
      {
        message: `Unexpected ${/[\n\r]/.test(text.slice(at, at + length)) ? 'line break' : 'blank'} beside ${beside === 'text' ? "a link's text" : 'an address'}, expected none`,
        place: source.place(at, at + length),
        expected: [''],
        more: {severity: 'warning'},
      },
    ]
  }
}

const brokenWords: Readonly<Record<BrokenLinkKind, string>> = {
  'text between': "Unexpected text between a link's name and its address, expected none",
  brackets: 'Unexpected brackets around an address, expected parentheses',
  turned: 'Unexpected parentheses around a name and brackets around its address, expected it the other way round',
  'no (': 'Unexpected link without a `(`, expected one before the address',
  'no )': 'Unexpected link without a `)`, expected one after the address',
  'no [': 'Unexpected link without a `[`, expected one before its name',
  'no ]': 'Unexpected link without a `]`, expected one after its name',
  blank: 'Unexpected blank in an address',
}

const brokenIn = (tree: Root, file: VFile): Told[] =>
  proseOf(tree, file).flatMap(prose =>
    brokenLinks(prose).map(({kind, start, end, expected}) => ({
      message: brokenWords[kind],
      place: fileSource(file).place(prose.start + start, prose.start + end),
      ...(expected === undefined ? {} : {expected: [expected]}),
    })),
  )
