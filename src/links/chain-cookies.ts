import {CookieJar} from 'tough-cookie'

/** The cookies of one chain of redirects: some sites send a visitor in circles who does not bring them back. Forgotten with the chain. */
export interface ChainCookies {
  readonly keep: (setCookie: string | readonly string[] | undefined, url: string) => void
  /** For the `Cookie` header; empty where there is none. */
  readonly headerFor: (url: string) => string
}

/** More than a page needs; a server can't make us carry more. */
const cookiesKept = 50
const headerLength = 8192

export function openChainCookies(): ChainCookies {
  let jar: CookieJar | undefined
  return {
    keep(setCookie, url) {
      if (setCookie === undefined) return
      jar ??= new CookieJar(undefined, {rejectPublicSuffixes: true, looseMode: true})
      for (const cookie of [setCookie].flat().slice(0, cookiesKept)) jar.setCookieSync(cookie, url, {ignoreError: true})
    },
    headerFor(url) {
      const header = jar?.getCookieStringSync(url) ?? ''
      return header.length > headerLength || !/^[\u0020-\u007e]*$/.test(header) ? '' : header
    },
  }
}
