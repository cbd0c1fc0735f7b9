import {enough} from '../links/check-links.ts'
import type {Terminal} from './terminal.ts'

/** What came of something that Ctrl-C may have cut short. */
export interface Stopped<Result> {
  readonly result: Result
  readonly stopped: boolean
}

/** Does something that gives what is known so far as soon as its signal aborts, which Ctrl-C makes it do. */
export async function stoppable<Result>(
  {onInterrupt}: Terminal,
  task: (signal: AbortSignal) => Promise<Result>,
): Promise<Stopped<Result>> {
  const controller = new AbortController()
  const undo = onInterrupt?.(() => controller.abort(enough))
  try {
    return {result: await task(controller.signal), stopped: controller.signal.aborted}
  } finally {
    undo?.()
  }
}
