import {setTimeout as pause} from 'node:timers/promises'
import {afterAll, expect, test} from 'vitest'
import {openDatabase} from '../../src/store/open-database.ts'
import {sql} from '../../src/store/sql.ts'
import {type Fleet, type Process, prepareFleet, type Roles, workOf} from '../sandbox/fleet.ts'
import {until} from '../sandbox/until.ts'
import {hasPostgres, type PostgresServer, startPostgres} from '../store/postgres-server.ts'
import {rottingList} from './rotting-list.ts'
import {type Disturb, type Outcome, playScans, underWay, type Visits} from './scan-drama.ts'

/**
 * How often processes are killed, and by which chance. It takes minutes on a busy machine, so that the two proofs are played only where somebody says how
 * often; the rest of this file always is:
 *
 *     LISTKEEPER_KILLS=50 LISTKEEPER_SEED=15 npx vitest run --project long test/app/scan-kills
 */
const kills = Number(process.env['LISTKEEPER_KILLS'] ?? 0)
const seed = Number(process.env['LISTKEEPER_SEED'] ?? 14)

let server: Promise<PostgresServer> | undefined
const newDatabase = async () => {
  server ??= startPostgres()
  return (await server).newDatabase()
}
afterAll(async () => (await server)?.stop())

interface Played {
  readonly outcome: Outcome
  readonly visits: Visits
}

let reference: Promise<Played> | undefined
/** On the database in the process; on a server, and with kills, it ends the same. */
const undisturbed = () => {
  reference ??= play(undefined, async (_fleet, _act, meanwhile) => {
    for (const act of meanwhile) await act()
  })
  return reference
}

async function play(shared: Roles, disturb: Disturb): Promise<Played> {
  const {fleet, ...played} = await playScans(shared, disturb)
  await fleet.close()
  return played
}

/** The same numbers from 0 to 1 for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** How much of all kills is done by the end of an act; what was too short for its share leaves the rest to the next ones. */
const killedBy: Readonly<Record<string, number>> = {'the first scan': 0.36, 'the issue': 0.68, people: 0.96, 'ten days later': 1}

/** Kills processes at random moments while there is work, and starts them again. `perAct`: how many in each act, filled as they are played. */
function hunting(total: number, perAct: number[]): Disturb {
  const random = randomFrom(seed)
  let killed = 0
  const kill = async (victim: Process) => {
    await victim.kill()
    killed += 1
    // Whoever waits for it hears of what goes wrong.
    victim.start().catch(() => {})
  }
  return async (fleet, act, meanwhile) => {
    const before = killed
    const left = [...meanwhile]
    if (left.length > 0) {
      // Nobody hears of the first thing that people do: what GitHub could not deliver is asked for.
      const front = fleet.processes.find(({role}) => role !== 'worker')
      await front?.kill()
      await left.shift()?.()
      await fleet.github.delivered()
      if (front !== undefined) await kill(front)
    }
    const enough = Math.ceil(total * (killedBy[act] ?? 0))
    if (killed < enough && meanwhile.length === 0) await underWay(fleet)
    while (killed < enough) {
      await mostReady(fleet)
      await pause(random() * 1000)
      const told = await fleet.jobs()
      if (told !== undefined && workOf(told) === 0 && left.length === 0) break
      await left.shift()?.()
      const ready = fleet.processes.filter(each => each.isReady())
      const victim = ready[Math.floor(random() * ready.length)]
      if (victim !== undefined) await kill(victim)
    }
    for (const act of left) await act()
    perAct.push(killed - before)
  }
}

/** Most go on, and whoever starts gets to work before it is killed again. */
const mostReady = (fleet: Fleet) =>
  until(() => fleet.processes.filter(each => each.isReady()).length >= Math.max(1, fleet.processes.length - 2), {
    deadlineMs: 120_000,
    told: () => `none starts.\n${fleet.tail()}`,
  })

async function expectTheSameEnd(shared: Roles, total: number): Promise<void> {
  const expected = await undisturbed()
  const perAct: number[] = []
  const {outcome, visits} = await play(shared, hunting(total, perAct))
  expect(outcome).toEqual(expected.outcome)
  expect(perAct.reduce((sum, count) => sum + count, 0)).toBe(total)
  // A page that is recorded is not asked for again in the same scan: what a kill took is asked for once more at most.
  const tooOften = visits.flatMap((act, number) =>
    [...act].filter(([page, count]) => count > (expected.visits[number]?.get(page) ?? 0) * (1 + (perAct[number] ?? 0))),
  )
  expect(tooOften).toEqual([])
}

test.skipIf(kills === 0)(
  'one process, killed at random moments of its scans and of what people do: all ends as if nothing had been',
  async () => {
    await expectTheSameEnd(undefined, kills)
  },
  600_000,
)

test.skipIf(!hasPostgres || kills === 0)(
  'a web process and four workers, of which now one and now another is killed: all ends as if nothing had been',
  async () => {
    await expectTheSameEnd({database: await newDatabase(), roles: ['web', 'worker', 'worker', 'worker', 'worker']}, kills)
  },
  900_000,
)

test.skipIf(!hasPostgres)(
  'processes that start at once on an empty database all come up; without a worker nothing is lost; one that is stopped hands back what it was at',
  async () => {
    const url = await newDatabase()
    const fleet = await prepareFleet({database: url, roles: ['web', 'worker', 'worker']}, 0)
    try {
      await Promise.all(fleet.processes.map(each => each.start()))
      expect(fleet.processes.map(each => each.isReady())).toEqual([true, true, true])
      const [, first, second] = fleet.processes
      expect([await first?.stop(), await second?.stop()]).toEqual([0, 0])

      const list = rottingList(fleet.web)
      const repository = await fleet.github.createRepository('eve/ants', {'readme.md': list.text})
      await fleet.github.delivered()
      expect(fleet.github.deliveries().every(({outcome}) => outcome === 'OK')).toBe(true)
      expect(fleet.web.visits).toEqual([])

      await first?.start()
      await underWay(fleet)
      await second?.start()
      const stoppedMs = performance.now()
      expect(await first?.stop()).toBe(0)
      expect(performance.now() - stoppedMs).toBeLessThan(10_000)
      await fleet.calm()
      expect(repository.checkRuns()[0]).toMatchObject({status: 'completed'})
      const asked = new Set(fleet.web.visits.map(({asked}) => asked))
      // A domain that does not exist is asked for by its name alone.
      for (let number = 0; number < list.sited; number++) expect(asked).toContain(list.url(number))
      const database = await openDatabase({kind: 'server', url}, 0, () => {})
      const again = await database.query(sql`select name, singleton_key from pgboss.job where retry_count > 0`)
      await database.close()
      expect(again).toEqual([])
    } finally {
      await fleet.close()
    }
  },
  300_000,
)
