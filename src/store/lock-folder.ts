import {link, lstat, open, rename, unlink} from 'node:fs/promises'
import {connect, createServer, type Server} from 'node:net'
import {join, relative, resolve} from 'node:path'
import {setTimeout as pause} from 'node:timers/promises'

/**
 * Takes a folder for this process alone, until `release` or until the process is gone, however it ends.
 *
 * The lock is a Unix socket in the folder that we listen on. Whoever can connect to it knows that its owner lives; after a kill the
 * kernel refuses at once, and the next one may take it. Process ids would not do: in containers they repeat, and every app is number 1.
 * It works between containers that share the folder, since a socket belongs to the file and not to the network.
 *
 * Undefined: another process has it.
 */
export async function lockFolder(folder: string): Promise<{release(): Promise<void>} | undefined> {
  const reached = await reachable(join(folder, 'lock'))
  for (let attempt = 0; attempt < 10; attempt++) {
    const server = await listen(reached.path)
    if (server !== undefined) {
      return {
        async release() {
          await new Promise(resolve => server.close(resolve))
          await reached.close()
        },
      }
    }
    if (!(await removeIfStale(reached.path))) break
  }
  await reached.close()
  return undefined
}

/** Undefined where the file is there already, whoever left it. */
function listen(path: string): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer(socket => socket.destroy())
    server.once('error', error => (codeOf(error) === 'EADDRINUSE' ? resolve(undefined) : reject(error)))
    // The lock is to be held as long as the process has something to do, not to be something to do.
    server.listen(path, () => resolve(server.unref()))
  })
}

/** False: its owner lives. */
async function removeIfStale(path: string): Promise<boolean> {
  const found = await lstat(path).catch(absent)
  if (found === undefined) return true
  // An owner is deaf for an instant between creating the socket and listening on it.
  for (const waitMs of [0, 40, 80]) {
    await pause(waitMs)
    if (await answers(path)) return false
  }
  // Another one may have removed and retaken it meanwhile: what we took away must be what we found, or it goes back.
  const aside = `${path}.${process.pid}.${process.hrtime.bigint()}`
  if ((await rename(path, aside).then(() => true, absent)) === undefined) return true
  const stale = (await lstat(aside)).ino === found.ino
  if (!stale) await link(aside, path).catch(() => {})
  await unlink(aside)
  return stale
}

const answers = (path: string): Promise<boolean> =>
  new Promise(resolve => {
    const socket = connect(path)
    socket.once('connect', () => resolve(true))
    socket.once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })

/** A socket's path has room for about a hundred bytes: a longer one is written relative to here, or through an open folder (Linux). */
async function reachable(path: string): Promise<{path: string; close(): Promise<void>}> {
  const absolute = resolve(path)
  const short = [absolute, relative(process.cwd(), absolute)].find(way => Buffer.byteLength(way) <= longestPath)
  if (short !== undefined) return {path: short, close: async () => {}}
  const folder = await open(resolve(path, '..'), 'r')
  return {path: join(`/proc/self/fd/${folder.fd}`, 'lock'), close: () => folder.close()}
}

/** 104 with the closing zero on macOS, 108 on Linux. */
const longestPath = 100

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined)

function absent(error: unknown): undefined {
  if (codeOf(error) === 'ENOENT') return undefined
  throw error
}
