/** What only the operator may set: never a repository, never a pull request. */
export interface Environment {
  readonly nodeEnv: string | undefined
  readonly appId: string | undefined
  readonly privateKey: string | undefined
  readonly webhookSecret: string | undefined
  readonly port: number
  readonly host: string
  readonly logLevel: string
  /** `http://127.0.0.1:4000/api/v3` behind `GHE_HOST`, else `https://api.github.com`. */
  readonly githubApiUrl: string
  /** Where people look: `https://github.com`. */
  readonly githubUrl: string
  readonly database: {readonly kind: 'server'; readonly url: string} | {readonly kind: 'folder'; readonly path: string}
  readonly dataFolder: string
  /** Addresses, networks (CIDR) or names that the link guard lets through (`LISTKEEPER_ALLOW_PRIVATE`). */
  readonly allowPrivate: readonly string[]
  /** Name servers to ask instead of the system's, `127.0.0.1:5353` (`LISTKEEPER_DNS`). */
  readonly dnsServers: readonly string[]
}
