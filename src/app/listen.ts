import {once} from 'node:events'
import {createServer, type IncomingMessage, type ServerResponse} from 'node:http'

/** Answers a request, or gives false: it is not for this one. */
export type Answer = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>

/** A server that listens. */
export interface Listening {
  /** Takes no more requests, and lets those that run go on for `graceMs`. */
  close(graceMs: number): Promise<void>
}

/** Listens at an address; rejects where that can't be. `trouble`: an answer failed, and 500 was said instead. */
export async function listen(
  {host, port}: {readonly host: string; readonly port: number},
  answer: Answer,
  trouble: (error: unknown) => void,
): Promise<Listening> {
  const server = createServer((request, response) => {
    answer(request, response).then(
      isAnswered => {
        if (!isAnswered && !response.headersSent) response.writeHead(404).end()
      },
      (error: unknown) => {
        trouble(error)
        if (!response.headersSent) response.writeHead(500)
        response.end()
      },
    )
  })
  server.listen(port, host)
  await once(server, 'listening')
  return {
    async close(graceMs) {
      const closed = once(server, 'close')
      server.close()
      server.closeIdleConnections()
      setTimeout(() => server.closeAllConnections(), graceMs).unref()
      await closed
    },
  }
}
