import {parseArgs} from 'node:util'
import {z} from 'zod'
import {printable} from '../report/printable.ts'
import {Complaint} from './complaint.ts'
import {shown} from './read-text.ts'
import {type ExitCode, type Terminal, write} from './terminal.ts'

/** What `GET /jobs` of the app answers. */
const report = z.object({
  queues: z.array(
    z.object({
      queue: z.string(),
      waiting: z.number(),
      postponed: z.number(),
      running: z.number(),
      retrying: z.number(),
      dead: z.number(),
      oldestWaitingMs: z.number(),
    }),
  ),
  dead: z.array(
    z.object({
      id: z.string(),
      queue: z.string(),
      key: z.string(),
      about: z.string(),
      reason: z.string(),
      diedMs: z.number(),
      tries: z.number(),
    }),
  ),
})
const done = z.object({jobs: z.number()})
const refusal = z.object({mistake: z.string()})

/** Shows the jobs of the running app, and has those that were given up done again or forgotten. It asks the app, and opens no database. */
export async function jobs(terminal: Terminal, args: readonly string[]): Promise<ExitCode> {
  const {asked, json} = readArguments(args)
  if (asked.kind === 'show') {
    const text = await ask(terminal, 'GET', '/jobs')
    const read = understood(report, text)
    await write(terminal.stdout, json ? `${JSON.stringify(read, undefined, 2)}\n` : describe(read))
    return 0
  }
  const {jobs: count} = understood(done, await ask(terminal, 'POST', `/jobs/${asked.kind}`, {id: asked.id}))
  if (count === 0 && asked.id !== 'all') throw new Complaint(`No job that was given up has the id ${shown(asked.id)}.`)
  const what = `${count} ${count === 1 ? 'job' : 'jobs'}`
  const said = asked.kind === 'redrive' ? `${what} will be done again.` : `${what} forgotten.`
  await write(terminal.stdout, json ? `${JSON.stringify({jobs: count})}\n` : `${said}\n`)
  return 0
}

type Asked = {readonly kind: 'show'} | {readonly kind: 'redrive' | 'discard'; readonly id: string}

function readArguments(args: readonly string[]): {readonly asked: Asked; readonly json: boolean} {
  const {values, positionals} = parseArgs({
    args: [...args],
    allowPositionals: true,
    strict: false,
    options: {json: {type: 'boolean'}},
  })
  const unknown = Object.keys(values).find(name => name !== 'json')
  if (unknown !== undefined)
    throw new Complaint(`\`jobs\` has no option ${shown(`--${unknown}`)}. \`listkeeper jobs --help\` shows what there is.`)
  const [word, id, ...more] = positionals
  const json = values['json'] === true
  if (word === undefined) return {asked: {kind: 'show'}, json}
  if (word !== 'redrive' && word !== 'discard')
    throw new Complaint(`\`jobs\` knows \`redrive\` and \`discard\`, not ${shown(word)}.`)
  if (id === undefined || more.length > 0)
    throw new Complaint(`\`jobs ${word}\` needs the id of one job, as \`listkeeper jobs\` shows it, or \`all\`.`)
  return {asked: {kind: word, id}, json}
}

/** A database behind the app that does not answer is not waited for. */
const longestMs = 15_000

/** What the app answers; a Complaint where it does not, or refuses. */
async function ask({variables}: Terminal, method: 'GET' | 'POST', path: string, body?: object): Promise<unknown> {
  const base = baseUrl(variables)
  const token = variables['LISTKEEPER_OPERATOR_TOKEN']?.trim() ?? ''
  const response = await fetch(`${base}${path}`, {
    method,
    redirect: 'error',
    signal: AbortSignal.timeout(longestMs),
    headers: {
      ...(token === '' ? {} : {authorization: `Bearer ${token}`}),
      ...(body === undefined ? {} : {'content-type': 'application/json'}),
    },
    ...(body === undefined ? {} : {body: JSON.stringify(body)}),
  }).catch((error: unknown) => {
    const late = error instanceof Error && error.name === 'TimeoutError'
    throw new Complaint(
      late
        ? `The app at ${base} does not answer.`
        : `No app answers at ${base}: start it, or set LISTKEEPER_URL (or PORT) to where it is.`,
    )
  })
  const answer: unknown = await response.json().catch(() => undefined)
  if (response.ok) return answer
  const told = refusal.safeParse(answer)
  throw new Complaint(told.success ? told.data.mistake : `What answers at ${base} is no Listkeeper (status ${response.status}).`)
}

function understood<Shape>(shape: z.ZodType<Shape>, answer: unknown): Shape {
  const read = shape.safeParse(answer)
  if (read.success) return read.data
  throw new Complaint('What answers there is no Listkeeper, or one of another version.')
}

function baseUrl(variables: Terminal['variables']): string {
  const given = variables['LISTKEEPER_URL']?.trim() ?? ''
  if (given === '') {
    const port = variables['PORT']?.trim() || '3000'
    if (!/^\d{1,5}$/.test(port)) throw new Complaint(`PORT must be a number, not ${shown(port)}.`)
    return `http://localhost:${port}`
  }
  const url = URL.parse(given)
  // Not shown: it may hold a password.
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '')
    throw new Complaint('LISTKEEPER_URL must be the address of the app, such as http://localhost:3000.')
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`
}

function describe({queues, dead}: z.infer<typeof report>): string {
  const rows = queues.map(({queue, waiting, postponed, running, retrying, dead, oldestWaitingMs}) => [
    queue,
    String(waiting),
    String(running),
    String(retrying),
    String(postponed),
    String(dead),
    waiting === 0 ? '-' : duration(oldestWaitingMs),
  ])
  const table = columns([['queue', 'waiting', 'running', 'retrying', 'postponed', 'given up', 'oldest waits'], ...rows])
  if (dead.length === 0) return `${table}\nNothing was given up.\n`
  const shownJobs = dead.map(
    ({id, queue, about, reason, diedMs, tries}) =>
      `${printable(id)}\n  ${printable(queue)} ${printable(about)}, ${new Date(diedMs).toISOString()}, ${tries} ${tries === 1 ? 'try' : 'tries'}\n  ${printable(reason)}\n`,
  )
  return `${table}\nGiven up:\n\n${shownJobs.join('\n')}\nlistkeeper jobs redrive ID|all has them done again, discard ID|all forgets them.\n`
}

function columns(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map(row => row[column]?.length ?? 0))) ?? []
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd()
  return rows.map(row => `${line(row)}\n`).join('')
}

function duration(ms: number): string {
  const seconds = Math.round(ms / 1000)
  if (seconds < 120) return `${seconds} s`
  return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`
}
