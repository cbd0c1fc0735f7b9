import {mkdir, open, rmdir, unlink} from 'node:fs/promises'
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
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    const server = await listen(reached.path)
    if (server !== undefined) {
      return {
        async release() {
          await new Promise(resolve => server.close(resolve))
          await reached.close()
        },
      }
    }
    if (!(await removeIfStale(reached.path, attempt))) break
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

/** An attempt takes some 160 ms where somebody else is at work, who needs a few. */
const mostAttempts = 12

/** Whoever is at work for so many attempts was killed there. */
const patience = 8

/**
 * False: its owner lives.
 *
 * One at a time looks once more and removes: what is stale stays so until it is removed, so nobody can take away a lock that somebody has
 * taken meanwhile. The place that is free then is for whoever comes first.
 */
async function removeIfStale(path: string, attempt: number): Promise<boolean> {
  // An owner is deaf for an instant between creating the socket and listening on it.
  for (const waitMs of [0, 40, 80]) {
    await pause(waitMs)
    const state = await stateOf(path)
    if (state !== 'stale') return state === 'absent'
  }
  const atWork = `${path}.removing`
  if ((await mkdir(atWork).then(() => true, present)) === undefined) {
    await pause(40)
    if (attempt === patience) await rmdir(atWork).catch(absent)
    return true
  }
  try {
    const state = await stateOf(path)
    if (state === 'stale') await unlink(path).catch(absent)
    return state !== 'alive'
  } finally {
    await rmdir(atWork).catch(absent)
  }
}

/** `absent` is not `stale`: the next moment somebody may have taken the free place. */
const stateOf = (path: string): Promise<'alive' | 'stale' | 'absent'> =>
  new Promise(resolve => {
    const socket = connect(path)
    socket.once('connect', () => resolve('alive'))
    socket.once('error', error => resolve(codeOf(error) === 'ENOENT' ? 'absent' : 'stale'))
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

const absent = (error: unknown): undefined => only('ENOENT', error)

const present = (error: unknown): undefined => only('EEXIST', error)

/** A failure that is an answer. */
function only(code: string, error: unknown): undefined {
  if (codeOf(error) !== code) throw error
}
