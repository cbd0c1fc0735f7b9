import type {App} from './app.ts'
import type {GitHub} from './github/github.ts'
import type {CheckRun, Pull} from './github/pull.ts'
import {describeLine, type LogLine} from './log-line.ts'
import {until} from './until.ts'

/** A review takes a second, one after a kill or a lost answer some more; the app promises half a minute. */
const deadlineMs = 30_000

/**
 * Waits until the app has looked at all that happened to a pull request and its head's check run is complete, and gives that run.
 *
 * At the deadline it throws, with what there was instead.
 */
export async function settled({github, app}: {github: GitHub; app: App}, repository: string, pull: Pull): Promise<CheckRun> {
  const look = async () => {
    await github.delivered()
    return (
      hasLooked(github, app.log, `${repository}#${pull.number}`) && pull.checkRuns().find(({status}) => status === 'completed')
    )
  }
  return until(look, {deadlineMs, told: () => describe(github, app, pull)})
}

/**
 * Has a review run from start to end since the last event that the app recorded for this pull request?
 *
 * The check run can't tell: one that is complete and right is left as it is, so a needless second look leaves no trace on GitHub.
 */
function hasLooked(github: GitHub, log: readonly LogLine[], pull: string): boolean {
  const about = log.filter(line => line['pull'] === pull)
  const last = about.findLast(({msg}) => msg === 'event received')
  const sent = github.deliveries().find(({guid, redelivery}) => guid === last?.['delivery'] && !redelivery)
  if (sent === undefined) return false
  // By time: a job can start before the line about its event is written.
  const start = about.findIndex(({msg, time}) => msg === 'review started' && Number(time) >= sent.sentMs)
  return start !== -1 && about.slice(start).some(({msg}) => msg === 'review finished')
}

function describe(github: GitHub, app: App, pull: Pull): string {
  const runs = pull.checkRuns().map(({status, conclusion, title}) => `${status} ${conclusion ?? ''} ${title ?? ''}`)
  const calls = github.calls().slice(-12)
  return [
    `#${pull.number} at ${pull.head().slice(0, 7)} has the check runs [${runs.join('; ')}]. GitHub was last asked for:`,
    ...calls.map(({method, path, status}) => `  ${method} ${path} → ${status}`),
    'Deliveries that failed:',
    ...github
      .deliveries()
      .flatMap(({event, action, outcome}) => (outcome === 'OK' ? [] : [`  ${event}.${action}: ${outcome ?? 'under way'}`])),
    'The app said last:',
    ...app.log.slice(-12).map(line => `  ${describeLine(line)}`),
  ].join('\n')
}
