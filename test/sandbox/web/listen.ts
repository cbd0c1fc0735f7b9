import {once} from 'node:events'
import type {Server} from 'node:http'

/** Listens on 127.0.0.1 at the wished port or, when that is taken, at any. Gives the port. */
export async function listen(server: Server, wishedPort: number): Promise<number> {
  server.listen(wishedPort, '127.0.0.1')
  try {
    await once(server, 'listening')
  } catch (error) {
    if (wishedPort === 0 || !(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
  }
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server listens on no port.')
  return address.port
}
