import {X509Certificate} from 'node:crypto'
import {type GenerateResult, generate} from 'selfsigned'

/** A certificate and its key, as node's TLS servers take them. */
export interface Identity {
  readonly key: string
  readonly cert: string
}

/** Who vouches for the servers of one test, and nobody else's. */
export interface TestAuthority {
  /** Of the authority itself (PEM): for those that are to trust it. */
  readonly cert: string
  /** For a server of these names; expired a day ago if wanted so. */
  readonly issue: (names: readonly string[], validity?: 'valid' | 'expired' | 'not yet') => Promise<Identity>
}

const dayMs = 86_400_000

/** Makes an authority. Certificates that vouch for themselves are made by `selfSignedFor`. */
export async function openTestAuthority(): Promise<TestAuthority> {
  const own = await generate([{name: 'commonName', value: 'Ants Test Authority'}], {
    ...elliptic,
    notAfterDate: new Date(Date.now() + 30 * dayMs),
    extensions: [
      {name: 'basicConstraints', cA: true, critical: true},
      {name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true},
    ],
  })
  return {
    cert: own.cert,
    issue: async (names, validity = 'valid') =>
      identityOf(
        await generate(subject(names), {
          ...elliptic,
          ...dates[validity](),
          extensions: forServer(names),
          ca: {key: own.private, cert: own.cert},
        }),
      ),
  }
}

/** A certificate that nobody vouches for but itself. */
export const selfSignedFor = async (names: readonly string[]): Promise<Identity> =>
  identityOf(await generate(subject(names), {...elliptic, extensions: forServer(names)}))

const elliptic = {keyType: 'ec', curve: 'P-256', algorithm: 'sha256'} as const

const dates = {
  valid: () => ({notBeforeDate: new Date(Date.now() - dayMs), notAfterDate: new Date(Date.now() + 20 * dayMs)}),
  expired: () => ({notBeforeDate: new Date(Date.now() - 20 * dayMs), notAfterDate: new Date(Date.now() - dayMs)}),
  'not yet': () => ({notBeforeDate: new Date(Date.now() + dayMs), notAfterDate: new Date(Date.now() + 20 * dayMs)}),
}

const subject = (names: readonly string[]) => [{name: 'commonName', value: names[0] ?? 'ant.example'}]

const forServer = (names: readonly string[]) => [
  {name: 'basicConstraints', cA: false} as const,
  {name: 'subjectAltName', altNames: names.map(value => ({type: 2, value}) as const)} as const,
]

function identityOf({private: key, cert}: GenerateResult): Identity {
  new X509Certificate(cert)
  return {key, cert}
}
