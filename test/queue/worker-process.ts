import {openQueue} from '../../src/queue/open-queue.ts'
import {openDatabase} from '../../src/store/open-database.ts'

/**
 * A worker of its own process, for tests that kill it: `worker-process.ts DATABASE_URL`. It says `began QUEUE KEY` as soon as a step runs, and never ends one.
 */
const url = process.argv[2]
if (url === undefined) throw new Error('Which database?')
const say = (words: string) => process.stdout.write(`${words}\n`)
const hang = () => new Promise<never>(() => {})
const begin = (step: string) => {
  say(`began ${step}`)
  return hang()
}

const database = await openDatabase({kind: 'server', url}, 0, say)
await openQueue({
  database,
  review: hang,
  tell: {handedBack: () => {}, failed: () => {}, postponed: () => {}, trouble: say},
  scans: {
    work: {
      openScan: ref => begin(`open-scan ${ref.repositoryId}`),
      checkPages: bucket => begin(`check-pages ${bucket}`),
      keepIssue: ref => begin(`keep-issue ${ref.repositoryId}`),
    },
    now: () => 0,
    tell: {failed: () => {}, died: () => {}, postponed: () => {}, ticked: () => {}},
  },
})
say('works')
