import type {LinkHealth, LinkState, ListHealth} from './link-health.ts'

/** Links by what is told of them. */
export type Told<Kind extends LinkState['kind']> = LinkHealth & {readonly state: Extract<LinkState, {kind: Kind}>}

/** The links that are in one of these states. */
export function inState<const Kind extends LinkState['kind']>(
  {links}: ListHealth,
  ...kinds: readonly Kind[]
): readonly Told<Kind>[] {
  const wanted: ReadonlySet<string> = new Set(kinds)
  return links.filter((link): link is Told<Kind> => wanted.has(link.state.kind))
}

/** Keys of all that is dead, in the order of their texts. */
export const deadKeys = (health: ListHealth): readonly string[] =>
  inState(health, 'dead')
    .map(({key}) => key)
    .toSorted()

/** How many links were to be asked for, and what came of it. */
export interface Summary {
  readonly asked: number
  readonly answer: number
  readonly dead: number
  readonly moved: number
  readonly handed: number
  /** What nobody can be sure of, suspects among them. */
  readonly unverified: number
  readonly fresh: number
}

/** In numbers, without what is left out, ignored or no address. */
export function summaryOf(health: ListHealth): Summary {
  const count = (...kinds: readonly LinkState['kind'][]): number => inState(health, ...kinds).length
  return {
    asked: count('alive', 'moved', 'dead', 'suspect', 'handed', 'unverified', 'new'),
    answer: count('alive', 'moved'),
    dead: count('dead'),
    moved: count('moved'),
    handed: count('handed'),
    unverified: count('unverified', 'suspect'),
    fresh: count('new'),
  }
}
