import type {GitHub} from './github/github.ts'
import type {CheckRun, Pull} from './github/pull.ts'
import {until} from './until.ts'

/** A job starts at once and reads a list in a second; what takes longer than this hangs. */
const deadlineMs = 30_000

/** Waits until the check run of today's head is complete, and gives it. Throws what there was instead at the deadline. */
export async function settled(github: GitHub, pull: Pull): Promise<CheckRun> {
  const seen = () => pull.checkRuns().map(({status, conclusion, title}) => `${status} ${conclusion ?? ''} ${title ?? ''}`)
  const run = await until(() => pull.checkRuns().find(({status}) => status === 'completed'), {
    deadlineMs,
    told: () =>
      `#${pull.number} has no complete check run at ${pull.head().slice(0, 7)}, but [${seen().join('; ')}]; last asked for:\n${lastCalls(github)}`,
  })
  await github.delivered()
  return run
}

const lastCalls = (github: GitHub): string =>
  github
    .calls()
    .slice(-12)
    .map(({method, path, status}) => `  ${method} ${path} → ${status}`)
    .join('\n')
