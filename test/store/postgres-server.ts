import {execFileSync, spawn} from 'node:child_process'
import {once} from 'node:events'
import {existsSync, readdirSync} from 'node:fs'
import {chown, mkdtemp, rm} from 'node:fs/promises'
import {createServer} from 'node:net'
import {tmpdir} from 'node:os'
import {delimiter, join} from 'node:path'
import pg from 'pg'

/** A PostgreSQL server for tests alone: its files in a temporary folder, on a free port of this machine. */
export interface PostgresServer {
  /** An empty database of its own. Gives its URL. */
  newDatabase(): Promise<string>
  stop(): Promise<void>
}

/** Where its programs are; undefined: nowhere, and tests that need a server are to be skipped. Debian has them in a folder for each version. */
const programs: string | undefined = [
  ...(process.env['PATH'] ?? '').split(delimiter),
  ...versions('/usr/lib/postgresql').map(version => `/usr/lib/postgresql/${version}/bin`),
].find(folder => existsSync(join(folder, 'postgres')) && existsSync(join(folder, 'initdb')))

export const hasPostgres: boolean = programs !== undefined && owner() !== undefined

/** Starts a server, in two or three seconds. It is not safe from a power cut, and faster for it. */
export async function startPostgres(): Promise<PostgresServer> {
  const user = owner()
  if (programs === undefined || user === undefined) throw new Error('There is no PostgreSQL here: ask `hasPostgres` first.')
  const folder = await mkdtemp(join(tmpdir(), 'listkeeper-postgres-'))
  if (user.uid !== undefined && user.gid !== undefined) await chown(folder, user.uid, user.gid)
  const files = join(folder, 'files')
  const options = {...user, cwd: folder, env: {...process.env, LC_ALL: 'C'}}
  execFileSync(join(programs, 'initdb'), ['-D', files, '-U', 'listkeeper', '-A', 'trust', '-E', 'UTF8', '--no-sync'], {
    ...options,
    stdio: 'ignore',
  })
  const port = await freePort()
  const server = spawn(
    join(programs, 'postgres'),
    [
      '-D',
      files,
      '-p',
      String(port),
      ...['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off'].flatMap(set => ['-c', set]),
    ],
    {...options, stdio: ['ignore', 'ignore', 'pipe']},
  )
  // Whatever ends the tests, no server is left behind.
  const kill = () => server.kill('SIGQUIT')
  process.once('exit', kill)
  const ended = once(server, 'exit')
  await Promise.race([
    readyIn(server.stderr),
    ended.then(() => {
      throw new Error('The PostgreSQL server for tests ended at once.')
    }),
  ])
  const url = (database: string) => `postgres://listkeeper@127.0.0.1:${port}/${database}`
  let databases = 0
  return {
    async newDatabase() {
      databases += 1
      const name = `test_${databases}`
      const client = new pg.Client(url('postgres'))
      await client.connect()
      await client.query(`create database ${name}`)
      await client.end()
      return url(name)
    },
    async stop() {
      // Fast shutdown: whoever is still connected is cut off.
      server.kill('SIGINT')
      await ended
      process.off('exit', kill)
      await rm(folder, {recursive: true, force: true})
    },
  }
}

/** PostgreSQL does not run as root: then somebody without power starts it. Undefined: there is nobody. */
function owner(): {uid?: number; gid?: number} | undefined {
  if (process.getuid?.() !== 0) return {}
  for (const name of ['postgres', 'nobody']) {
    try {
      const [uid, gid] = ['-u', '-g'].map(which =>
        Number(execFileSync('id', [which, name], {stdio: ['ignore', 'pipe', 'ignore']})),
      )
      if (uid !== undefined && gid !== undefined) return {uid, gid}
    } catch {
      // No such user.
    }
  }
  return undefined
}

/** Newest first. */
function versions(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder).toSorted((a, b) => Number(b) - Number(a)) : []
}

async function readyIn(log: NodeJS.ReadableStream): Promise<void> {
  let said = ''
  await new Promise<void>(resolve => {
    log.on('data', (chunk: Buffer) => {
      // It goes on to be read, so that the server never waits for us.
      if (said.length < 100_000) said += chunk.toString()
      if (said.includes('ready to accept connections')) resolve()
    })
  })
}

/** Somebody else could take it before the server does; nobody does in practice. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (typeof address !== 'object' || address === null) throw new Error('no port')
  return address.port
}
