import type {Layout, Mark} from './list.ts'
import {majority} from './majority.ts'

/** Reads how a list sets its items. */
export function layoutOf(marks: readonly Mark[]): Layout {
  const byDepth = [...Map.groupBy(marks, ({depth}) => depth)]
  const most = (of: (mark: Mark) => string) =>
    new Map(
      byDepth.flatMap(([depth, some]) => {
        const convention = majority(some.map(of))
        return convention === undefined ? [] : [[depth, convention] as const]
      }),
    )
  return {
    bullets: most(({bullet}) => bullet),
    indents: most(({indent}) => indent),
    padding: majority(marks.map(({padding}) => padding)),
    trailing: {count: marks.filter(({trailing}) => trailing.end > trailing.start).length, of: marks.length},
    gaps: majority(marks.flatMap(({gap}) => (gap === undefined ? [] : [gap.end > gap.start]))),
  }
}
