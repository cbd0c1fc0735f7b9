import {trackingIn} from '../url/tracking.ts'
import {isNamedByUrl} from './bare-url.ts'
import {doubledNames} from './doubled-names.ts'
import type {Habits, List, Section} from './list.ts'
import {isTitle} from './name-with-dash.ts'
import {repeatedName} from './repeated-name.ts'

/** Counts what a list does itself although a rule asks otherwise: what it does often, it means. */
export function habitsOf(list: List): Habits {
  const tracking = new Map<string, number>()
  for (const {url} of list.links) {
    for (const name of new Set(trackingIn(url))) tracking.set(name.toLowerCase(), (tracking.get(name.toLowerCase()) ?? 0) + 1)
  }
  return {
    entries: list.entries.length,
    links: list.links.length,
    sections: list.sections.length - 1,
    repeatedNames: list.entries.filter(entry => repeatedName(entry) !== undefined).length,
    doubledNames: doubledNames(list.entries).length,
    titles: list.entries.filter(isTitle).length,
    urlNames: list.entries.filter(isNamedByUrl).length,
    tracking,
    topHeadings: list.sections.filter(({depth}) => depth === 1).length,
    emptySections: list.sections.filter(({isEmpty}) => isEmpty).length,
    doubledHeadings: doubledHeadings(list.sections).length,
  }
}

/** Headings that say the same as an earlier one below the same heading. */
export function doubledHeadings(sections: readonly Section[]): {readonly section: Section; readonly first: Section}[] {
  const doubled: {section: Section; first: Section}[] = []
  // For each depth that is open: the titles below the heading above it.
  const open: {depth: number; titles: Map<string, Section>}[] = []
  for (const section of sections) {
    if (section.heading === undefined) continue
    while ((open.at(-1)?.depth ?? 0) > section.depth) open.pop()
    if (open.at(-1)?.depth !== section.depth) open.push({depth: section.depth, titles: new Map()})
    const titles = open.at(-1)?.titles
    const title = section.title.toLowerCase()
    const first = titles?.get(title)
    if (title === '' || titles === undefined) continue
    if (first === undefined) titles.set(title, section)
    else doubled.push({section, first})
  }
  return doubled
}
