import {matchContents} from './contents-match.ts'
import type {ContentsForm, List} from './list.ts'
import {majority} from './majority.ts'
import {risingIndices} from './rise.ts'

/** Fewer headings of a depth show no habit. */
const fewestHeadings = 4

/** From this share of a depth's headings on, contents are meant to list all of them. */
const listedShare = 0.75

/** How a list's contents are written; undefined where there are none, or a tool writes them. */
export function contentsForm(list: List): ContentsForm | undefined {
  const {contents} = list
  if (contents === undefined || contents.byTool) return undefined
  const {pairs, headings} = matchContents(list, contents)
  const listed = new Set(pairs.map(({section}) => section))
  const rising = risingIndices(pairs.map(({section}) => section))
  return {
    linked: majority<boolean>(
      contents.items.map(({target}) => target !== undefined),
      3,
    ),
    sameText: majority(pairs.map(({item, section}) => (item.text === list.sections[section]?.title ? true : undefined))),
    depths: new Set(
      [...Map.groupBy(headings, section => list.sections[section]?.depth ?? 0)]
        .filter(
          ([, group]) =>
            group.length >= fewestHeadings && group.filter(section => listed.has(section)).length >= listedShare * group.length,
        )
        .map(([depth]) => depth),
    ),
    ordered: majority(pairs.map((_, index) => (rising.has(index) ? true : undefined))),
  }
}
