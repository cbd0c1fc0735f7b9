/** A web that answers at once, in a process of its own; tells its port by IPC. `/gone…` is not found. */
import {createServer} from 'node:http'

/** What it tells. */
export type Port = number

const server = createServer((request, response) => {
  response.writeHead(request.url?.startsWith('/gone') === true ? 404 : 200, {'content-type': 'text/plain', 'content-length': 2})
  response.end('ok')
})
server.listen(0, '127.0.0.1', 4096, () => {
  const address = server.address()
  const port: Port = typeof address === 'object' && address !== null ? address.port : 0
  process.send?.(port)
})
process.on('disconnect', () => process.exit())
