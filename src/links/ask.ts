import type {Dispatcher} from 'undici'
import {failing} from './failure.ts'

/** Header values by lower-case name, each byte a character. */
export type Headers = Parameters<NonNullable<Dispatcher.DispatchHandler['onResponseStart']>>[2]

/** One answer, as it came over the wire. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  /** What there is of the body, still encoded: empty unless it was wanted, cut where it was too long or too slow. */
  readonly body: Buffer
  /** Whether that is all of it. */
  readonly isWhole: boolean
}

/** A body is read no further than this: a title and a `<meta>` stand at its start, and some never end. */
const bodyBytes = 65_536
const bodyMs = 2500
/** After this long a body is let go of if its title was read, or if it only drips. */
const briefMs = 1000
const drippingBytes = 512

/**
 * One GET, no redirect followed. Settles at once when the signal aborts, with its reason, also while there is no connection yet (where
 * undici would wait for one).
 *
 * The status is what counts: once it is there, an error, an abort or the end of patience only cut the body. What nobody wants of a body is
 * read off behind the caller's back if it is short, so that the connection can be used again, else the connection is closed.
 */
export function ask(
  dispatcher: Dispatcher,
  url: URL,
  headers: Readonly<Record<string, string>>,
  wantsBody: (status: number, headers: Headers) => boolean,
  signal: AbortSignal,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    let controller: Dispatcher.DispatchController | undefined
    let head: Pick<Answer, 'status' | 'headers'> | undefined
    let timer: NodeJS.Timeout | undefined
    let brief: NodeJS.Timeout | undefined
    let length = 0
    let over = false
    let wanted = false
    let isWhole = false
    const chunks: Buffer[] = []

    /** No more than this is wanted; `cut` closes the connection, since somebody may still be sending. */
    function end(cut: boolean): void {
      if (over) return
      over = true
      clearTimeout(timer)
      clearTimeout(brief)
      signal.removeEventListener('abort', onAbort)
      if (head !== undefined) resolve({...head, body: Buffer.concat(chunks).subarray(0, bodyBytes), isWhole})
      if (cut) controller?.abort(new Error('cut'))
    }

    /** Most of what drips tells nothing more; a page whose title is there has told enough. */
    function endIfEnough(): void {
      if (length < drippingBytes || /<\/title|<body/i.test(Buffer.concat(chunks).toString('latin1'))) end(true)
    }

    /** Once there is a status, an error comes too late to count, as it should; but a page of which no byte can be read is none. */
    function fail(reason: unknown, cut: boolean): void {
      if (head === undefined || (wanted && length === 0 && isGarbled(reason) && head.status < 300)) reject(reason)
      end(cut)
    }
    const onAbort = () => fail(signal.reason, true)

    if (signal.aborted) return reject(signal.reason)
    signal.addEventListener('abort', onAbort)

    const handler: Dispatcher.DispatchHandler = {
      onRequestStart(started) {
        controller = started
        if (over) started.abort(new Error('cut'))
      },
      onResponseStart(_, status, headers) {
        if (status < 200 || over) return
        head = {status, headers}
        timer = setTimeout(() => end(true), bodyMs)
        wanted = wantsBody(status, headers)
        if (wanted) {
          brief = setTimeout(endIfEnough, briefMs)
          return
        }
        resolve({...head, body: Buffer.alloc(0), isWhole: false})
        if (Number(headers['content-length'] ?? 0) > bodyBytes) end(true)
      },
      onResponseData(_, chunk) {
        length += chunk.length
        if (wanted) chunks.push(chunk)
        if (length >= bodyBytes) end(true)
      },
      onResponseEnd() {
        isWhole = wanted
        // undici lets a whole turn of the event loop pass before it uses the connection again. Whoever asks the same site before that opens a second one.
        setImmediate(() => setImmediate(() => end(false)))
      },
      onResponseError(_, error) {
        fail(error, false)
      },
      onRequestUpgrade(_, status) {
        fail(failing('protocol', `upgrade ${status}`), true)
      },
    }
    try {
      dispatcher.dispatch(
        {origin: url.origin, path: url.pathname + url.search, method: 'GET', headers, headersTimeout: 0, bodyTimeout: 0},
        handler,
      )
    } catch (error) {
      fail(error, false)
    }
  })
}

/** The parser of HTTP could make nothing of what came. */
const isGarbled = (error: unknown): boolean => error instanceof Error && error.name === 'HTTPParserError'
