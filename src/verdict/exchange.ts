/** One answer on the way to a page. */
export interface Hop {
  /** Asked for, absolute. */
  readonly url: string
  readonly status: number
  /** Where it sends on to, absolute, if it does; the fragment is as the server gave it. */
  readonly location: string | undefined
}

/**
 * What was seen when a page was asked for: facts without judgement, plain data.
 *
 * `hops` ends with the last answer, also when a later request then failed (`failure`).
 */
export interface Exchange {
  /** As it stands in the list. */
  readonly url: string
  readonly hops: readonly Hop[]
  /** Of the last page, trimmed, if it was HTML and had one. */
  readonly title: string | undefined
  readonly failure: Failure | undefined
  /** The bot protection whose marks the last answer bears (`bot-walls.ts`). */
  readonly wall?: string | undefined
  /** Who keeps the last page's domain as a placeholder, if its text says so (`parking.ts`). */
  readonly parking?: string | undefined
  /** The last answer says not found, but its page goes on by itself, maybe to what a reader is to see (`goes-on.ts`). */
  readonly goesOn?: boolean | undefined
  /** Ids and names of the places of the last page. Undefined where nobody asked, or where not all can be known. */
  readonly places?: readonly string[] | undefined
  /** The only answer is a 304, which the server gave because we asked whether the page has changed since it was last seen alive. */
  readonly isUnchanged?: boolean | undefined
  /** To ask so another time; only where the page itself answered, without redirects. */
  readonly validators?: Validators | undefined
}

/** What a server gives to ask it later whether a page has changed, as it came (RFC 9110, sections 8.8.2 and 8.8.3). */
export interface Validators {
  readonly etag?: string
  readonly lastModified?: string
}

/** Why there is no answer, or no further one. `detail` is for people who debug (an error code, an address). */
export interface Failure {
  readonly kind:
    | 'no such domain'
    | 'resolver'
    | 'refused connection'
    | 'reset'
    | 'timeout'
    | 'tls expired'
    | 'tls wrong host'
    | 'tls self-signed'
    /** Anything else that keeps a connection from being secure. */
    | 'tls'
    | 'private address'
    | 'blocked port'
    /** The operator wants nothing asked of this host. */
    | 'never'
    /** Names can't be judged from here, and the proxy is not trusted to do it. */
    | 'no resolver'
    /** The proxy opened no connection to the server, or there was none to the proxy. */
    | 'proxy'
    /** The proxy wants a name and a password. */
    | 'proxy login'
    | 'too many redirects'
    | 'not http'
    | 'deadline'
    | 'protocol'
    /** The body is not in the encoding that the server names. */
    | 'encoding'
    /** It would have been one request too many for who caused it, so this page was not asked for. */
    | 'over limit'
    /** The site asked for a longer pause than we wait, so this page was not asked for. */
    | 'paused site'
    /** Not found, found, and not found again. */
    | 'flapping'
    /** Nothing that this site was asked was ever answered, so this page was not asked for. */
    | 'silent site'
  readonly detail: string
}
