import {openingsOf} from './capital.ts'
import {contentsForm} from './contents-form.ts'
import {finalStopsOf} from './final-stop.ts'
import {habitsOf} from './habits.ts'
import {layoutOf} from './layout.ts'
import type {Conventions, Entry, List} from './list.ts'
import {listedIn} from './listed.ts'
import {majority} from './majority.ts'
import {nameFormOf} from './name-form.ts'
import {entryOrderOf} from './order.ts'
import {sectionPaths} from './section-paths.ts'
import {suffixFormsOf} from './suffix-forms.ts'
import {tableFormsOf} from './table-forms.ts'

/** Sections and lists are described if at least this share of their entries is. */
const describedShare = 0.9

/** What a list does itself, beside the words that it uses (src/list/vocabulary.ts). */
export function conventionsOf(list: List): Omit<Conventions, 'vocabulary'> {
  const described = list.entries.filter(({form, description}) => form === 'item' && description !== undefined)
  return {
    separator: majority(described.map(({separator}) => separator?.text)),
    glued: {count: described.filter(isGlued).length, of: described.length},
    described: majority(
      list.entries.filter(couldBeDescribed).map(({description}) => (description === undefined ? undefined : true)),
    ),
    ...sectionsByDescription(list),
    repeatsAcrossSections: repeatsAcrossSections(list.entries),
    contents: contentsForm(list),
    finalStops: finalStopsOf(list),
    ...openingsOf(list),
    suffixForms: suffixFormsOf(list),
    order: entryOrderOf(list),
    tables: tableFormsOf(list.tables),
    listed: listedIn(list),
    nameForm: nameFormOf(list),
    habits: habitsOf(list),
    layout: layoutOf(list.marks),
  }
}

/** Only blanks join the description to the link. */
const isGlued = ({separator}: Entry): boolean => separator !== undefined && separator.text.trim() === ''

/** Whether an entry is one of those that are described or not: items of the top, not groups of others. */
export const couldBeDescribed = ({form, depth, children}: Entry): boolean => form === 'item' && depth === 0 && children === 0

/** A section is described if nearly all of its entries are; one that has a single entry shows nothing. */
function sectionsByDescription(list: List): Pick<Conventions, 'describedSections' | 'undescribedSections'> {
  const describedSections = new Set<string>()
  const undescribedSections = new Set<string>()
  const paths = sectionPaths(list.sections)
  const groups = Map.groupBy(list.entries.filter(couldBeDescribed), ({section}) => section)
  for (const [section, group] of groups) {
    const path = paths[section] ?? ''
    const described = group.filter(({description}) => description !== undefined).length
    if (described === group.length) describedSections.add(path)
    else if (group.length > 1 && described < describedShare * (group.length - 1)) undescribedSections.add(path)
    else if (group.length >= 4) describedSections.add(path)
  }
  return {describedSections, undescribedSections}
}

function repeatsAcrossSections(entries: readonly Entry[]): number {
  const sections = new Map<string, number>()
  let repeats = 0
  for (const {key, section} of entries) {
    const first = sections.get(key)
    if (first === undefined) sections.set(key, section)
    else if (first !== section) repeats += 1
  }
  return repeats
}
