import type {Failure} from '../verdict/exchange.ts'

/** An error that carries what it means: undici and node pass on errors only. */
export function failing(kind: Failure['kind'], detail: string): Error & {readonly failure: Failure} {
  return Object.assign(new Error(`${kind}: ${detail}`), {failure: {kind, detail}})
}

/** What an error on the way to an answer means. Sorted by the codes of node's sockets and TLS, and of undici. */
export function failureOf(error: unknown): Failure {
  if (isFailing(error)) return error.failure
  const code = codeOf(error)
  const message = error instanceof Error ? error.message : String(error)
  const kind = meanings.find(([codes]) => codes.test(code))?.[1] ?? 'protocol'
  return {kind, detail: code === '' ? message.slice(0, 200) : code}
}

const isFailing = (error: unknown): error is {readonly failure: Failure} =>
  typeof error === 'object' && error !== null && 'failure' in error && typeof error.failure === 'object' && error.failure !== null

/** The code of an error, of its cause, or of the first of several (node tries addresses one after the other). */
function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return ''
  if ('code' in error && typeof error.code === 'string') return error.code
  if (error instanceof AggregateError) return codeOf(error.errors[0])
  return 'cause' in error ? codeOf(error.cause) : ''
}

const meanings: readonly (readonly [codes: RegExp, kind: Failure['kind']])[] = [
  [/TIMEOUT|ETIMEDOUT/, 'timeout'],
  [/^(?:ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ENETDOWN|EADDRNOTAVAIL|EACCES|EPERM|EINVAL)$/, 'refused connection'],
  [/^(?:ECONNRESET|EPIPE|ECONNABORTED|UND_ERR_SOCKET|UND_ERR_CLOSED|UND_ERR_DESTROYED|UND_ERR_ABORTED)$/, 'reset'],
  [/^CERT_HAS_EXPIRED$/, 'tls expired'],
  [/^(?:ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH)$/, 'tls wrong host'],
  [/^(?:DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN)$/, 'tls self-signed'],
  [
    /^(?:ERR_TLS|ERR_SSL|EPROTO$|CERT_|CRL_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|INVALID_CA|PATH_LENGTH|HOSTNAME_MISMATCH|ERROR_IN_CERT|INVALID_PURPOSE)/,
    'tls',
  ],
]
