import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {fileURLToPath} from 'node:url'
import {expect, onTestFinished, test, vi} from 'vitest'
import {openQueue} from '../../src/queue/open-queue.ts'
import {openDatabase} from '../../src/store/open-database.ts'
import {hasPostgres, startPostgres} from '../store/postgres-server.ts'
import {listener, repository, scripted} from './scripted-scans.ts'

const program = fileURLToPath(new URL('worker-process.ts', import.meta.url))

test.skipIf(!hasPostgres)(
  'what a killed worker was at is done by another within half a minute, whatever step it was',
  async () => {
    const server = await startPostgres()
    onTestFinished(() => server.stop())
    const url = await server.newDatabase()
    const database = await openDatabase({kind: 'server', url}, 0, () => {})
    const ref = repository()
    const scans = scripted(() => ({}))
    const told = listener()
    const open = (works: boolean) =>
      openQueue({
        database,
        review: async () => {},
        tell: told.tell,
        scans: {work: scans.work, now: () => 0, tell: told.scans},
        works,
      })
    const web = await open(false)

    const worker = spawn(process.execPath, [program, url], {stdio: ['ignore', 'pipe', 'inherit']})
    let said = ''
    worker.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString()
    })
    onTestFinished(() => {
      worker.kill('SIGKILL')
    })
    await vi.waitFor(() => expect(said).toContain('works'), {timeout: 30_000})
    await web.receive({guid: 'one', atMs: 0}, [], {inStore: async () => ({openScan: [{ref, cause: 'asked'}], keepIssue: [ref]})})
    // A process that only sends begins nothing; the other one finds what was sent.
    await vi.waitFor(() => expect(said.match(/began/g)).toHaveLength(2), {timeout: 10_000})
    expect(scans.steps).toEqual([])

    const killed = once(worker, 'exit')
    worker.kill('SIGKILL')
    await killed
    const killedMs = Date.now()
    const other = await open(true)
    onTestFinished(async () => {
      await other.stop(0)
      await web.stop(0)
      await database.close()
    })
    const opened = await scans.begun('open-scan', ref.repositoryId)
    const kept = await scans.begun('keep-issue', ref.repositoryId)
    expect(opened.cause).toBe('asked')
    // Fifteen seconds of silence, then a look every two, then a second or two until the next try.
    expect(Math.max(opened.startedMs, kept.startedMs) - killedMs).toBeLessThan(30_000)
    expect(told.tell.trouble).not.toHaveBeenCalled()
  },
  90_000,
)
