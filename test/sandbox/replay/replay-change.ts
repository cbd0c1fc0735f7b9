import type {GitHub} from '../github/github.ts'
import {settled} from '../settled.ts'
import type {Sandbox} from '../start-sandbox.ts'
import type {RecordedChange} from './read-changes.ts'

/** What came of a change that was opened as a pull request. */
export interface Replayed {
  readonly id: string
  readonly conclusion: string
  readonly title: string
  readonly comments: readonly {readonly path: string; readonly line: number | undefined; readonly body: string}[]
  readonly reviews: number
  readonly notifications: number
  /** What must not happen, each as a sentence. Empty: all went well. */
  readonly faults: readonly string[]
}

/** One pull request costs its people at most this many. */
const mostNotifications = 2

/** Opens the change as a pull request to a repository of its own, waits until it is reviewed, and looks at what people see. */
export async function replayChange(
  sandbox: Pick<Sandbox, 'github' | 'app'>,
  {id, path, subject, base, head}: RecordedChange,
  number: number,
): Promise<Replayed> {
  const {github, app} = sandbox
  const fullName = `owner-${number}/list-${number}`
  const repository = await github.createRepository(fullName, {[path]: base})
  const callsBefore = github.calls().length
  const pull = await repository.openPull({title: subject, branch: 'change', author: 'grace', files: {[path]: () => head}})
  const run = await settled(sandbox, fullName, pull)
  const notifications = github.notifications().filter(({where}) => where === `${fullName}#${pull.number}`).length
  const crashes = app.log.filter(line => line.level >= 50 && line['pull'] === `${fullName}#${pull.number}`)
  return {
    id,
    conclusion: run.conclusion ?? '',
    title: run.title ?? '',
    comments: pull.comments().map(({path, line, body}) => ({path, line, body})),
    reviews: pull.reviews().length,
    notifications,
    faults: [
      ...refusals(github, callsBefore, fullName),
      ...crashes.map(({msg}) => `the app said: ${msg}`),
      ...(notifications > mostNotifications ? [`${notifications} notifications`] : []),
    ],
  }
}

/** Requests about this repository that GitHub did not accept, or that the stand-in lacks. */
const refusals = (github: GitHub, from: number, fullName: string): string[] =>
  github
    .calls()
    .slice(from)
    .filter(
      ({path, status, lacking}) => path.includes(`/${fullName}/`) && (status === 422 || status >= 500 || lacking !== undefined),
    )
    .map(({method, path, status, lacking}) => `${method} ${path} → ${status}${lacking === undefined ? '' : `: ${lacking}`}`)
