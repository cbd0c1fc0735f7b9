import type {JobsReport} from '../../src/queue/jobs-report.ts'
import {dayMs} from './clock.ts'
import {describeLine} from './log-line.ts'
import type {Sandbox} from './start-sandbox.ts'
import {until} from './until.ts'

/** A scan of a list takes seconds, one after a kill some more. */
const deadlineMs = 60_000

/** Begins what is due by now, and waits until nothing of it is left to do: no delivery, no job, and nothing that another tick would find. */
export async function idle({github, app}: Pick<Sandbox, 'github' | 'app'>): Promise<void> {
  for (let ticks = 0; ticks < 20; ticks++) {
    await github.delivered()
    // The smallest jump that ticks.
    const begun = await app.travel(1)
    if (workOf(begun) === 0) return
    let jobs = begun
    await until(
      async () => {
        await github.delivered()
        jobs = await app.travel(0)
        return workOf(jobs) === 0
      },
      {deadlineMs, everyMs: 40, told: () => describe(jobs, {github, app})},
    )
  }
  throw new Error(`Twenty ticks in a row found something to do:\n${describe(await app.travel(0), {github, app})}`)
}

/** Lets days go by, one by one, and waits each day until all that fell due is done. */
export async function liveDays(sandbox: Pick<Sandbox, 'github' | 'app'>, days: number): Promise<void> {
  for (let day = 0; day < days; day++) {
    await sandbox.app.travel(dayMs)
    await idle(sandbox)
  }
}

const workOf = ({queues}: JobsReport): number =>
  queues.reduce((sum, {waiting, running, retrying, postponed}) => sum + waiting + running + retrying + postponed, 0)

const describe = ({queues, dead}: JobsReport, {github, app}: Pick<Sandbox, 'github' | 'app'>): string =>
  [
    `the jobs are not done: ${JSON.stringify(queues.filter(queue => workOf({queues: [queue], dead}) > 0))}`,
    ...dead.map(({queue, about, reason}) => `  given up: ${queue} ${about}: ${reason}`),
    'GitHub was last asked for:',
    ...github
      .calls()
      .slice(-12)
      .map(({method, path, status}) => `  ${method} ${path} → ${status}`),
    'The app said last:',
    ...app.log.slice(-15).map(line => `  ${describeLine(line)}`),
  ].join('\n')
