import type {JobWithMetadata, PgBoss, WorkOptions} from 'pg-boss'

/** The workers of one queue in this process. */
export interface Workers {
  readonly queue: string
  /** How many have nothing to do. */
  idle(): number
  /** Has so many of those that have nothing to do look for work. */
  wake(most: number): void
}

interface Worker {
  id: string
  isBusy: boolean
}

/**
 * Opens so many workers. Each looks for work when it is woken and when it has done some, and otherwise hardly ever: with PostgreSQL in the
 * process every look of an idle worker takes the one connection from those who work.
 */
export async function openWorkers<Data>(
  boss: PgBoss,
  queue: string,
  count: number,
  options: WorkOptions,
  run: (job: JobWithMetadata<Data>) => Promise<void>,
): Promise<Workers> {
  const workers: Worker[] = []
  const settings = {pollingIntervalSeconds: pollSeconds, notifyPollingIntervalSeconds: pollSeconds, ...options}
  for (let number = 0; number < count; number++) {
    const worker: Worker = {id: '', isBusy: false}
    workers.push(worker)
    worker.id = await boss.work(
      queue,
      {...settings, includeMetadata: true, batchSize: 1},
      async (jobs: JobWithMetadata<Data>[]) => {
        worker.isBusy = true
        try {
          for (const job of jobs) await run(job)
        } finally {
          worker.isBusy = false
          // There may be more: it looks at once instead of when its next look is due.
          boss.notifyWorker(worker.id)
        }
      },
    )
  }
  return {
    queue,
    idle: () => workers.filter(worker => !worker.isBusy).length,
    wake(most) {
      for (const {id} of workers.filter(worker => !worker.isBusy).slice(0, most)) boss.notifyWorker(id)
    },
  }
}

/** A backstop: whoever sends wakes a worker, and what falls due later is seen by `wakeForDue`. */
const pollSeconds = 60
