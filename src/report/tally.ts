import type {Finding, Severity} from '../findings/finding.ts'
import type {CheckedLink, Inspection} from '../findings/inspection.ts'
import type {Verdict} from '../verdict/verdict.ts'
import type {Reader} from './reader.ts'

/** From which severity on a run fails. */
export type FailOn = Severity | 'never'

/** How much there is of everything. */
export interface Tally {
  readonly files: number
  readonly errors: number
  readonly warnings: number
  readonly links: Readonly<Record<Verdict['kind'], number>>
}

/** Counts what an inspection found; a link that stands in many places counts once. */
export function tally({paths, findings, links}: Inspection): Tally {
  const errors = findings.filter(({severity}) => severity === 'error').length
  const kind = (kind: Verdict['kind']): number => links.filter(({verdict}) => verdict.kind === kind).length
  return {
    files: paths.length,
    errors,
    warnings: findings.length - errors,
    links: {
      alive: kind('alive'),
      moved: kind('moved'),
      dead: kind('dead'),
      invalid: kind('invalid'),
      unverified: kind('unverified'),
      refused: kind('refused'),
      ignored: kind('ignored'),
    },
  }
}

/** Whether a run with these findings has failed. */
export const fails = (findings: readonly Finding[], failOn: FailOn): boolean =>
  failOn !== 'never' && findings.some(({severity}) => severity === 'error' || failOn === 'warning')

/** `1 link`, `12 links`. */
export const count = (number: number, one: string, many = `${one}s`): string => `${number} ${number === 1 ? one : many}`

/** `12 links: 9 alive, 2 dead, 1 unverified` */
export function linkSummary(links: readonly CheckedLink[], {links: kinds}: Tally, colors: Reader['colors']): string {
  const {alive, moved, dead, invalid, unverified, refused, ignored} = kinds
  const told = [
    alive > 0 && colors.green(`${alive} alive`),
    moved > 0 && colors.yellow(`${moved} moved`),
    dead > 0 && colors.red(`${dead} dead`),
    invalid > 0 && colors.red(`${invalid} invalid`),
    unverified > 0 && `${unverified} unverified`,
    refused > 0 && `${refused} refused`,
    ignored > 0 && colors.dim(`${ignored} ignored`),
  ]
  return `${count(links.length, 'link')}: ${told.filter(words => words !== false).join(', ')}`
}

/** As a reader goes through them: file by file, from top to bottom. */
export const inOrder = (findings: readonly Finding[], paths: readonly string[]): readonly Finding[] => {
  const order = new Map(paths.map((path, index) => [path, index]))
  const at = (path: string): number => order.get(path) ?? -1
  return findings.toSorted(
    (a, b) =>
      at(a.path) - at(b.path) ||
      (a.path < b.path ? -1 : a.path > b.path ? 1 : 0) ||
      a.place.start.offset - b.place.start.offset ||
      (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0),
  )
}
