import {holdsSecret, withoutSecrets} from '../url/secret.ts'
import type {Verdict} from '../verdict/verdict.ts'

/**
 * A verdict as it may be kept and shown: a page can lead whoever asks to an address that holds a session or a token. Nobody should list such an
 * address, so that it is none that a page has moved to, nor a better one.
 */
export function withoutSecretAddresses(verdict: Verdict): Verdict {
  switch (verdict.kind) {
    case 'moved':
      return holdsSecret(verdict.finalUrl)
        ? {kind: 'alive', reason: 'redirects', status: verdict.status, finalUrl: withoutSecrets(verdict.finalUrl)}
        : verdict
    case 'alive': {
      const {better, ...rest} = verdict
      const kept = better === undefined || holdsSecret(better.url) ? {} : {better}
      return {...rest, finalUrl: withoutSecrets(verdict.finalUrl), ...kept}
    }
    case 'unverified': {
      const {elsewhere, ...rest} = verdict
      const kept = elsewhere === undefined || holdsSecret(elsewhere.finalUrl) ? {} : {elsewhere}
      return {...rest, detail: withoutSecrets(verdict.detail), ...kept}
    }
    case 'refused':
      return {...verdict, detail: withoutSecrets(verdict.detail)}
    default:
      return verdict
  }
}
