import type {IncomingMessage, ServerResponse} from 'node:http'

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>

/** GitHub sends no more. */
const mostBytes = 25 * 1024 * 1024

/** All bodies that are being received together: nobody has proven yet to be GitHub. */
const mostBytesAtOnce = 4 * mostBytes

/**
 * Receives the body of a webhook, and refuses a larger one than GitHub sends, before the handler checks its signature: that alone
 * would collect whatever comes. Requests that are no signed webhook go through untouched, to be refused without being read.
 */
export function limitBody(handler: Handler): Handler {
  const bytes = {now: 0}
  return async (request, response) => {
    if (request.method !== 'POST' || request.headers['x-hub-signature-256'] === undefined) return handler(request, response)
    const body = await receive(request, bytes)
    if (typeof body === 'number') {
      // The rest of the body is not waited for.
      response
        .writeHead(body, {connection: 'close', 'content-type': 'text/plain'})
        .end(`${words[body]}\n`, () => request.destroy())
      return true
    }
    return handler(Object.assign(request, {body}), response)
  }
}

const words = {
  400: 'The body broke off.',
  413: 'A webhook of GitHub has 25 MB at most.',
  503: 'Too much at once, try again.',
} as const

async function receive(request: IncomingMessage, bytes: {now: number}): Promise<string | keyof typeof words> {
  if (Number(request.headers['content-length'] ?? 0) > mostBytes) return 413
  const chunks: Buffer[] = []
  let received = 0
  try {
    for await (const chunk of request.iterator({destroyOnReturn: false})) {
      chunks.push(chunk)
      received += chunk.length
      bytes.now += chunk.length
      if (received > mostBytes) return 413
      if (bytes.now > mostBytesAtOnce) return 503
    }
    return Buffer.concat(chunks).toString('utf8')
  } catch {
    return 400
  } finally {
    bytes.now -= received
  }
}
