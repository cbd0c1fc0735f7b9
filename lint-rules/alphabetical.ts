import {additionsIn, type IsAddition} from '../src/list/additions.ts'
import type {Collation, Entry} from '../src/list/list.ts'
import {compareBy, fewestInOrder, groupsOf, inPlace, isInOrder} from '../src/list/order.ts'
import {readList} from '../src/list/read-list.ts'
import {fileSource} from '../src/list/source.ts'
import {code} from '../src/markdown/message.ts'
import {swapOf} from './order/swap.ts'
import {rule, tell, type Zod} from './rule.ts'

const options = (z: Zod) =>
  z.strictObject({
    order: z
      .enum(['detect', 'on', 'off'])
      .exactOptional()
      .describe('Are entries in order? `detect` (the default): where the list itself has them so.'),
    collation: z
      .enum(['detect', 'lower', 'locale', 'letters', 'codepoint'])
      .exactOptional()
      .describe(
        'How names are compared: by code points, letter case aside (`lower`) or not (`codepoint`); as dictionaries do (`locale`); so, punctuation and blanks aside (`letters`). `detect` (the default): what fits the list best.',
      ),
    min: z
      .int()
      .min(2)
      .max(1000)
      .exactOptional()
      .describe('Fewer entries side by side need no order (5 if not set; on a change to a list in order, 2).'),
  })

/** Entries side by side that are in order but for so many ought to be. */
const nearlySorted = 0.9

/** So many side by side are in order by no chance, whatever the rest of the list does: all of them, or nearly all of more. */
const orderOfItsOwn = {all: 8, nearly: {of: 20, share: 0.95}}

/**
 * A new entry stands where the order of its neighbours wants it.
 *
 * Why: of all that maintainers correct in new entries, moving them to their place is the most frequent.
 *
 * A list is in order if at least 60 % of its groups of five or more entries are, and 95 % of all entries could stay if everything were. Names are
 * compared as fits most groups: by code points with letter case aside, or as dictionaries do. Beside that, eight entries side by side that are
 * in order ought to stay so, whatever the rest of the list does. Told are the fewest entries that would have to move. On a change these are new ones, only
 * where the old ones are in order (or nine tenths of them), and never what was moved, re-indented or removed. Silent in doubt: where
 * another way of comparing that fits the list would have the entry here, about what is pinned to the top, and about Chinese characters.
 *
 * @example {"name": "in order", "conventions": {"order": "lower"}, "isNew": [2]}
 *   - [Ant](https://ant.example) - Builds.
 *   - [bee](https://bee.example) - Hums.
 *   - [Wasp](https://wasp.example) - Stings.
 *
 * @example {"name": "a list that is not in order"}
 *   - [Wasp](https://wasp.example) - Stings.
 *   - [Ant](https://ant.example) - Builds.
 *   - [Moth](https://moth.example) - Flies.
 *   - [Bee](https://bee.example) - Hums.
 *   - [Fly](https://fly.example) - Buzzes.
 *
 * @example {"name": "neighbours in an order of their own, by stars or by date", "conventions": {"order": "lower"}, "isNew": [4]}
 *   - [Wasp](https://wasp.example) - Stings.
 *   - [Ant](https://ant.example) - Builds.
 *   - [Moth](https://moth.example) - Flies.
 *   - [Bee](https://bee.example) - Hums.
 *
 * @example {"name": "what is pinned to the top", "conventions": {"order": "lower"}}
 *   - [The list itself](https://list.example) - All of it.
 *   - [Ant](https://ant.example) - Builds.
 *   - [Bee](https://bee.example) - Hums.
 *   - [Fly](https://fly.example) - Buzzes.
 *   - [Moth](https://moth.example) - Flies.
 *
 * @example {"name": "a name that begins with a sign", "conventions": {"order": "lower"}, "isNew": [3]}
 *   - [Ant](https://ant.example) - Builds.
 *   - [Moth](https://moth.example) - Flies.
 *   - [.NET](https://net.example) - Catches.
 *   - [Wasp](https://wasp.example) - Stings.
 *
 * @example {"name": "numbers in their own order", "conventions": {"order": "lower"}, "isNew": [3]}
 *   - [Ant 8](https://ant.example/8) - Builds.
 *   - [Ant 9](https://ant.example/9) - Builds more.
 *   - [Ant 10](https://ant.example/10) - Builds most.
 *   - [Bee](https://bee.example) - Hums.
 *
 * @example {"name": "each list within the list for itself", "conventions": {"order": "lower"}, "isNew": [3]}
 *   - [Ant](https://ant.example) - Builds.
 *     - [Zoo](https://zoo.example) - Where to see it.
 *   - [Bee](https://bee.example) - Hums.
 *     - [Aviary](https://aviary.example) - Where to see it.
 *
 * @example {"name": "an old entry that was out of order", "conventions": {"order": "lower", "listed": ["https://ant.example/"]}, "isNew": [3]}
 *   - [Bee](https://bee.example) - Hums.
 *   - [Wasp](https://wasp.example) - Stings.
 *   - [Ant](https://ant.example) - Builds.
 *
 * @example {"name": "added at the end", "conventions": {"order": "lower"}, "isNew": [4]}
 *   - [Ant](https://ant.example) - Builds.
 *   - [Fly](https://fly.example) - Buzzes.
 *   - [Wasp](https://wasp.example) - Stings.
 *   - [Bee](https://bee.example) - Hums.
 *   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 *   This entry is out of alphabetical order, expected between `Ant` and `Fly`
 *
 * @example {"name": "added at the top", "conventions": {"order": "lower"}, "isNew": [1]}
 *   - [Wasp](https://wasp.example) - Stings.
 *   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 *   This entry is out of alphabetical order, expected after `Moth`
 *   - [Ant](https://ant.example) - Builds.
 *   - [Moth](https://moth.example) - Flies.
 *
 * @example {"name": "before all others, in a table", "conventions": {"order": "locale"}, "isNew": [5]}
 *   | Name | What |
 *   | --- | --- |
 *   | [Bee](https://bee.example) | Hums |
 *   | [Moth](https://moth.example) | Flies |
 *   | [ant](https://ant.example) | Builds |
 *   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 *   This entry is out of alphabetical order, expected before `Bee`
 *
 * @example {"name": "a whole list that was set in order", "options": {"order": "on"}}
 *   - [Ant](https://ant.example) - Builds.
 *   - [Bee](https://bee.example) - Hums.
 *   - [Wasp](https://wasp.example) - Stings.
 *   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 *   This entry is out of alphabetical order, expected after `Moth`
 *   - [Fly](https://fly.example) - Buzzes.
 *   - [Moth](https://moth.example) - Flies.
 */
export default rule({id: 'alphabetical', severity: 'warning', options, followsHabit: true}, (tree, file, given) => {
  const {list, conventions} = readList(tree, file)
  const {order = 'detect', collation = 'detect', min} = given
  const found = conventions.order
  if (order === 'off' || (order === 'detect' && found === undefined)) return
  const isAddition = additionsIn(list, file)
  const way: Way = {
    collations: collation === 'detect' ? (found?.collations ?? ['lower']) : [collation],
    whole: order === 'on' || found?.whole === true,
    least: min ?? (isAddition === undefined ? fewestInOrder : 2),
    isAddition,
  }
  const {text} = fileSource(file)
  for (const group of groupsOf(list.entries)) {
    for (const {entry, before, after} of misplaced(group, way)) {
      tell(file, {
        message: `This entry is out of alphabetical order, expected ${where(before, after)}`,
        place: entry.place,
        more: {swap: swapOf({entry, before, after}, text)},
      })
    }
  }
})

interface Way {
  /** What fits best, and what fits nearly as well. */
  readonly collations: readonly [Collation, ...Collation[]]
  /** Is the list in order as a whole? */
  readonly whole: boolean
  readonly least: number
  /** Undefined where there is no change. */
  readonly isAddition: IsAddition | undefined
}

/** An entry that has to move. */
interface Misplaced extends Between {
  readonly entry: Entry
}

/** The fewest entries that have to move so that all are in order: on a change new ones, and only where the old ones are in order. */
function misplaced(group: readonly Entry[], way: Way): Misplaced[] {
  const {isAddition = () => true} = way
  if (!group.some(isAddition)) return []
  const old = way.isAddition === undefined ? group : group.filter(entry => !isAddition(entry))
  const collation = way.collations.find(each => isInOrder(old, each)) ?? way.collations[0]
  if (!isToBeInOrder(old, collation, way)) return []

  const stays = inPlace(group, collation, entry => (isAddition(entry) ? 1 : group.length))
  const kept = group.filter((_, index) => stays.has(index))
  const besideOld = beside(group, (_, entry) => way.isAddition?.(entry) !== true)
  const besideKept = beside(group, index => stays.has(index))
  return group.flatMap((entry, index) => {
    // An entry that always was the first one is pinned there.
    if (stays.has(index) || !isAddition(entry) || (way.isAddition === undefined && index === 0)) return []
    const doubt = isInDoubt(entry.name, besideOld[index], besideKept[index], way)
    return doubt ? [] : [{entry, ...neighbours(entry, kept, collation)}]
  })
}

/** Two entries between which another one stands, or should. */
interface Between {
  readonly before: Entry | undefined
  readonly after: Entry | undefined
}

/** For each entry the next ones of some kind, before and behind it. */
function beside(group: readonly Entry[], isOne: (index: number, entry: Entry) => boolean): readonly Between[] {
  const before: (Entry | undefined)[] = []
  let last: Entry | undefined
  for (const [index, entry] of group.entries()) {
    before.push(last)
    if (isOne(index, entry)) last = entry
  }
  const all: Between[] = []
  let after: Entry | undefined
  for (const [index, entry] of [...group.entries()].toReversed()) {
    all.push({before: before[index], after})
    if (isOne(index, entry)) after = entry
  }
  return all.toReversed()
}

/** Ought these to be in order? Those that were there before, on a change. */
function isToBeInOrder(old: readonly Entry[], collation: Collation, {whole, least, isAddition}: Way): boolean {
  if (whole ? old.length < least : old.length < orderOfItsOwn.all || isAddition === undefined) return false
  if (isAddition !== undefined && isInOrder(old, collation)) return true
  const {of, share} = orderOfItsOwn.nearly
  if (!whole) return old.length >= of && inPlace(old, collation).size >= share * old.length
  // Of a whole list that is in order one of a few may stand wrong.
  return (
    inPlace(old, collation).size >= Math.min(nearlySorted * old.length, isAddition === undefined ? old.length - 1 : old.length)
  )
}

/**
 * Is there a reason to let an entry stand? It fits between those beside it, or another way of comparing that fits the list would have
 * it here. Of a whole list, where nobody is there to ask, any way of comparing is one.
 */
function isInDoubt(name: string, old: Between | undefined, kept: Between | undefined, {collations, isAddition}: Way): boolean {
  if (/^\p{Script=Han}/u.test(name)) return true
  const strict = isAddition === undefined || /^[^\p{L}\p{N}]/u.test(name)
  const ways = new Set<Collation>([...collations, 'numeric', ...(strict ? everyWay : [])])
  return collations.some(collation => fits(name, old, collation)) || [...ways].some(collation => fits(name, kept, collation))
}

const everyWay = ['lower', 'locale', 'letters'] as const

function fits(name: string, between: Between | undefined, collation: Collation): boolean {
  const compare = compareBy(collation)
  const {before, after} = between ?? {}
  return (before === undefined || compare(before.name, name) <= 0) && (after === undefined || compare(name, after.name) <= 0)
}

/** Those of entries in order between which another one belongs, found by halving. */
function neighbours({name}: Entry, kept: readonly Entry[], collation: Collation): Between {
  const compare = compareBy(collation)
  let low = 0
  let high = kept.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (compare(kept[middle]?.name ?? '', name) <= 0) low = middle + 1
    else high = middle
  }
  return {before: kept[low - 1], after: kept[low]}
}

function where(before: Entry | undefined, after: Entry | undefined): string {
  if (before === undefined) return after === undefined ? 'elsewhere' : `before ${code(after.name)}`
  return after === undefined ? `after ${code(before.name)}` : `between ${code(before.name)} and ${code(after.name)}`
}
