import type {Pull} from '../github/pull.ts'
import type {Outcome} from './pulls.ts'

/** What came of a pull request against what must: nothing in the answer means that all went as told. */
export async function checkOutcome(
  pull: Pull,
  path: string,
  notifications: number,
  expected: Outcome,
): Promise<readonly string[]> {
  const lines = (await pull.text(path))?.split('\n') ?? []
  const conclusion = pull.checkRuns()[0]?.conclusion
  const comments = pull.comments().toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0))
  return [
    ...(conclusion === expected.conclusion ? [] : [`the check run says ${conclusion}, not ${expected.conclusion}`]),
    ...(notifications === expected.notifications
      ? []
      : [`people were notified ${notifications} times, not ${expected.notifications}`]),
    ...comments.slice(expected.comments.length).map(({line, body}) => `line ${line} has a comment that should not be: ${body}`),
    ...expected.comments.flatMap((wanted, index) => {
      const {line, body} = comments[index] ?? {line: undefined, body: 'nothing'}
      const isThere =
        line !== undefined &&
        lines[line - 1]?.includes(wanted.about) === true &&
        body.includes(wanted.says) &&
        /^`{3,}suggestion/m.test(body) === wanted.suggestion
      return isThere ? [] : [`“${wanted.about}” should be told of with “${wanted.says}”, but there is: ${body}`]
    }),
  ]
}
