import {createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, randomBytes} from 'node:crypto'
import {decodeProtectedHeader, errors, jwtVerify} from 'jose'
import {refusal} from './refuse.ts'
import type {Installation} from './world.ts'

/** Who asks. */
export type Caller =
  | {readonly kind: 'nobody'}
  | {readonly kind: 'app'}
  | {readonly kind: 'installation'; readonly installation: Installation; readonly permissions: Readonly<Record<string, string>>}

interface Token {
  readonly token: string
  readonly expiresMs: number
}

/** Hands out and checks what the app proves itself by. */
export interface Tokens {
  /** Who an `Authorization` header stands for. Rejects as GitHub does where it proves nothing. */
  identify(authorization: string | undefined): Promise<Caller>
  issue(installation: Installation, permissions: Readonly<Record<string, string>>): Token
  /** Nothing that was issued to it opens anything any more. */
  revoke(installation: Installation): void
  /** PEM of the app's private key; a new one where only the public one is known. */
  privateKey(): string
}

const hourMs = 3_600_000

export function openTokens(pem: string, appId: string, now: () => number): Tokens {
  let key = createPublicKey(pem)
  let privatePem = readPrivate(pem)
  const issued = new Map<string, {caller: Caller; expiresMs: number}>()

  return {
    async identify(authorization) {
      if (authorization === undefined) return {kind: 'nobody'}
      const [, scheme = '', credentials = ''] = /^(\w+) +(.+)$/.exec(authorization) ?? []
      if (!/^(token|bearer)$/i.test(scheme)) throw refusal(401, 'Bad credentials')
      if (!isJwt(credentials)) {
        const known = issued.get(credentials)
        if (known === undefined || known.expiresMs <= now()) throw refusal(401, 'Bad credentials')
        return known.caller
      }
      await checkJwt(credentials, key, appId, now())
      return {kind: 'app'}
    },
    issue(installation, permissions) {
      // Longer than the forty characters that many a column was made for.
      const token = `ghs_${randomBytes(48).toString('hex')}`
      const expiresMs = Math.floor((now() + hourMs) / 1000) * 1000
      issued.set(token, {caller: {kind: 'installation', installation, permissions}, expiresMs})
      return {token, expiresMs}
    },
    revoke(installation) {
      for (const [token, {caller}] of issued)
        if (caller.kind === 'installation' && caller.installation === installation) issued.delete(token)
    },
    privateKey() {
      if (privatePem === undefined) {
        const pair = generateKeyPairSync('rsa', {modulusLength: 2048})
        privatePem = pair.privateKey.export({type: 'pkcs1', format: 'pem'}).toString()
        key = pair.publicKey
      }
      return privatePem
    },
  }
}

function readPrivate(pem: string): string | undefined {
  if (!pem.includes('PRIVATE KEY')) return undefined
  createPrivateKey(pem)
  return pem
}

const isJwt = (credentials: string): boolean => credentials.startsWith('ey') && credentials.split('.').length === 3

const undecodable = () => refusal(401, 'A JSON web token could not be decoded')

async function checkJwt(jwt: string, key: KeyObject, appId: string, nowMs: number): Promise<void> {
  const now = Math.floor(nowMs / 1000)
  try {
    if (decodeProtectedHeader(jwt).alg !== 'RS256') throw undecodable()
    const {payload} = await jwtVerify(jwt, key, {algorithms: ['RS256'], currentDate: new Date(nowMs)})
    const {exp, iat} = payload
    if (exp === undefined) throw refusal(401, "Missing 'exp' claim in assertion")
    if (exp > now + 600) throw refusal(401, "'Expiration time' claim ('exp') is too far in the future")
    if (iat === undefined || iat > now + 60)
      throw refusal(401, "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued")
    if (String(payload.iss) !== appId) throw refusal(401, "'Issuer' claim ('iss') must be an Integer")
  } catch (error) {
    if (error instanceof errors.JWTExpired)
      throw refusal(
        401,
        "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires",
      )
    if (error instanceof errors.JOSEError) throw undecodable()
    throw error
  }
}
