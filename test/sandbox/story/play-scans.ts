import type {GitHub} from '../github/github.ts'
import {idle, liveDays} from '../idle.ts'
import type {StepView} from '../page/issue-view.ts'
import {seeRepository} from '../seen-repository.ts'
import type {Sandbox} from '../start-sandbox.ts'
import {type Act, actDifferences, type Stage, scanActs} from './scan-acts.ts'
import {makeScanList} from './scan-list.ts'

export const scanRepository = 'ada/awesome-mlops'

/** One act as it went. */
export interface Played {
  readonly act: Act
  /** Since the app was installed. */
  readonly day: number
  /** For the page. */
  readonly step: StepView
  readonly notifications: readonly string[]
  /** What went otherwise than told. */
  readonly mistakes: readonly string[]
}

/** Plays the eight weeks, act by act, in a sandbox that travels; gives each as soon as it is over. */
export async function* playScans(sandbox: Sandbox): AsyncGenerator<Played> {
  const {github, web, archive, clock} = sandbox
  const list = await makeScanList(web)
  const repository = seeRepository(sandbox, await github.createRepository(scanRepository, {'README.md': list.text}))
  const stage: Stage = {list, web, archive, issue: repository.issue, now: clock.now}
  let day = 0
  for (const act of scanActs) {
    await act.do(stage)
    await idle(sandbox)
    await liveDays(sandbox, act.days)
    day += act.days
    const issue = repository.issue()
    const step: StepView = {
      name: `Day ${day}: ${act.name}`,
      what: act.what,
      state: issue?.state ?? 'none',
      body: issue?.body ?? '',
      notifications: repository.notifications.length,
    }
    yield {
      act,
      day,
      step,
      notifications: repository.notifications,
      mistakes: actDifferences(stage, repository.notifications, act.seen),
    }
  }
}

/** What the stand-in lacks: a story that asked for it proves nothing. */
export const lacking = (github: GitHub): readonly string[] =>
  github.calls().flatMap(({lacking}) => (lacking === undefined ? [] : [lacking]))
