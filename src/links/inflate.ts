import {constants, createBrotliDecompress, createGunzip, createInflate, createInflateRaw} from 'node:zlib'

/** What we tell servers that we can read. */
export const acceptEncoding = 'gzip, deflate, br'

/**
 * The first `maxBytes` bytes of an encoded body, which may itself be cut. Inflating stops there, so a bomb costs a few kilobytes. What is
 * encoded in a way that we did not ask for, or more than once, gives nothing; a name that is no encoding at all is a slip, and no browser
 * minds it. Undefined where the body is not in its encoding at all, which browsers do not show; one that breaks later gives its start.
 */
export async function inflate(body: Buffer, encoding: string, maxBytes: number): Promise<Buffer | undefined> {
  if (encoding === '' || notEncodings.test(encoding)) return body.subarray(0, maxBytes)
  const stream = inflaterFor(encoding, body)
  if (stream === undefined) return Buffer.alloc(0)

  const chunks: Buffer[] = []
  let length = 0
  stream.end(body)
  try {
    for await (const chunk of stream) {
      chunks.push(chunk)
      length += chunk.length
      if (length >= maxBytes) break
    }
  } catch {
    if (length === 0) return undefined
  }
  stream.destroy()
  return Buffer.concat(chunks).subarray(0, maxBytes)
}

const notEncodings = /^(?:identity|none|utf-?8|iso-8859-\d+|binary|text|plain)$/

function inflaterFor(encoding: string, body: Buffer) {
  const cut = {finishFlush: constants.Z_SYNC_FLUSH}
  switch (encoding) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip(cut)
    case 'deflate':
      // Some servers leave out zlib's two bytes of header; then the low four bits of the first byte are not 8.
      return ((body[0] ?? 0) & 0x0f) === 0x08 ? createInflate(cut) : createInflateRaw(cut)
    case 'br':
      return createBrotliDecompress({finishFlush: constants.BROTLI_OPERATION_FLUSH})
    default:
      return undefined
  }
}
