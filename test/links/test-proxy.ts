import http from 'node:http'
import https from 'node:https'
import {connect, type Socket} from 'node:net'
import {onTestFinished} from 'vitest'
import {listening} from './local-web.ts'
import type {Identity} from './test-authority.ts'

/** A proxy of one test that opens tunnels, all of them to `127.0.0.1`, and remembers what it was asked. */
export interface TestProxy {
  readonly port: number
  /** `CONNECT 93.184.216.34:443`, `GET http://…`. */
  readonly asked: readonly string[]
  readonly headers: readonly http.IncomingHttpHeaders[]
  /** Connections that it was opened. */
  readonly connections: () => number
}

export interface ProxyBehaviour {
  /** What it says to a CONNECT: 200 opens the tunnel, `hang` says nothing, `drop` hangs up, other words are sent as they are. */
  readonly answer?: (authority: string, authorization: string | undefined) => number | string | Promise<number>
  /** The port on this machine where an authority really is. */
  readonly portFor?: (authority: string) => number
  /** For a proxy that speaks TLS itself. */
  readonly identity?: Identity
}

export async function openTestProxy({
  answer = () => 200,
  portFor = authority => Number(authority.split(':').at(-1)),
  identity,
}: ProxyBehaviour = {}): Promise<TestProxy> {
  const asked: string[] = []
  const headers: http.IncomingHttpHeaders[] = []
  const open = new Set<Socket>()
  let connections = 0
  const server = identity === undefined ? http.createServer() : https.createServer(identity)
  server.on('request', (request, response) => {
    asked.push(`${request.method} ${request.url}`)
    headers.push(request.headers)
    response.writeHead(501).end()
  })
  server.on('connect', async (request: http.IncomingMessage, client: Socket) => {
    const authority = request.url ?? ''
    asked.push(`CONNECT ${authority}`)
    headers.push(request.headers)
    client.on('error', () => {})
    const said = await answer(authority, request.headers['proxy-authorization'])
    if (said === 'drop') client.destroy()
    else if (said === 'hang') return
    else if (said !== 200) client.end(typeof said === 'string' ? said : `HTTP/1.1 ${said} No\r\nContent-Length: 2\r\n\r\nno`)
    else {
      const far = connect(portFor(authority), '127.0.0.1', () => {
        client.write('HTTP/1.1 200 Connection established\r\n\r\n')
        far.pipe(client).pipe(far)
      })
      far.on('error', () => client.destroy())
      client.on('close', () => far.destroy())
    }
  })
  server.on('connection', (socket: Socket) => {
    connections += 1
    open.add(socket)
    socket.on('error', () => {}).on('close', () => open.delete(socket))
  })
  server.on('tlsClientError', () => {})
  onTestFinished(() => {
    for (const socket of open) socket.destroy()
    server.close()
  })
  return {port: await listening(server), asked, headers, connections: () => connections}
}
