import {createPrivateKey} from 'node:crypto'
import {readFileSync} from 'node:fs'
import {isIP} from 'node:net'
import {join} from 'node:path'
import {domainToASCII} from 'node:url'
import {parseEnv} from 'node:util'
import {z} from 'zod'

/** What only the operator may set: never a repository, never a pull request. */
export interface Environment extends LinkEnvironment {
  readonly nodeEnv: string | undefined
  /** Undefined together with `privateKey` and `webhookSecret`: the set-up page is to be shown. */
  readonly appId: string | undefined
  /** PEM. */
  readonly privateKey: string | undefined
  readonly webhookSecret: string | undefined
  readonly port: number
  readonly host: string
  readonly logLevel: string
  /** `json` is one object a line, for machines; `pretty` is for a person at a terminal (`LOG_FORMAT`). */
  readonly logFormat: 'json' | 'pretty'
  /** `http://127.0.0.1:4000/api/v3` behind `GHE_HOST`, else `https://api.github.com`. */
  readonly githubApiUrl: string
  /** Where people look: `https://github.com`. */
  readonly githubUrl: string
  /** For questions about repositories on github.com, where the app itself belongs to another GitHub (`GITHUB_TOKEN`). */
  readonly publicGithubToken: string | undefined
  readonly database: {readonly kind: 'server'; readonly url: string} | {readonly kind: 'folder'; readonly path: string}
  readonly dataFolder: string
  readonly role: Role
  /** Who names it may see figures and jobs, from anywhere (`LISTKEEPER_OPERATOR_TOKEN`). Undefined: only who is on this machine. */
  readonly operatorToken: string | undefined
}

/** What a process does: all of it; take webhooks; work on jobs. Webhooks and work can be on many processes, which share a server. */
export type Role = 'all' | 'web' | 'worker'

/** How the web may be asked about links. */
export interface LinkEnvironment {
  /** Addresses, networks (CIDR) or names that the link guard lets through (`LISTKEEPER_ALLOW_PRIVATE`). */
  readonly allowPrivate: readonly string[]
  /** Hosts that nothing is ever asked of: names, `*.name`, addresses, networks (`LISTKEEPER_NEVER`). */
  readonly never: readonly string[]
  /** Name servers to ask instead of the system's, `127.0.0.1:5353` (`LISTKEEPER_DNS`). */
  readonly dnsServers: readonly string[]
  readonly proxy: {
    /** For `https:` links (`HTTPS_PROXY`). May hold a password. */
    readonly https: string | undefined
    /** For `http:` links (`HTTP_PROXY`). May hold a password. */
    readonly http: string | undefined
    /** Hosts that are asked without a proxy (`NO_PROXY`). */
    readonly except: readonly string[]
    /** The proxy resolves names and keeps everybody away from private addresses (`LISTKEEPER_PROXY_GUARDS=1`). */
    readonly guards: boolean
  }
  /** Where copies of dead pages are looked for (`LISTKEEPER_ARCHIVE`); undefined: nowhere. */
  readonly archiveUrl: string | undefined
  /** What `links.headers` of a list may hold. */
  readonly headerValues: readonly HeaderValue[]
}

/** A secret that a list may have sent to some hosts, without ever seeing it: `LISTKEEPER_HEADER_NAME` and `LISTKEEPER_HEADER_NAME_HOSTS`. */
export interface HeaderValue {
  /** `NAME`. */
  readonly name: string
  readonly value: string
  /** The only hosts that it is sent to: `wiki.example`, `wiki.example:8443`, `*.corp.example`. */
  readonly hosts: readonly string[]
}

/** Why there is no environment: one sentence for the operator, which names the variable. */
export interface Mistake {
  readonly mistake: string
}

/** What makes us a certain GitHub App: from the variables, or kept by the set-up page in `credentialsFile`. */
export interface Credentials {
  readonly appId: string
  readonly privateKey: string
  readonly webhookSecret: string
}

type Variables = Readonly<Record<string, string | undefined>>

/**
 * What the operator set: variables first, then what `.env` in the working directory adds, never the other way round.
 *
 * The only place that reads `process.env`. Credentials that the set-up page kept stand in where no variable names any.
 */
export function readEnvironment(
  variables: Variables = process.env,
  dotEnvText?: string,
  role: Role = 'all',
): Environment | Mistake {
  try {
    return read(role, {...withoutEmpty(parseEnv(dotEnvText ?? readIfThere('.env') ?? '')), ...withoutEmpty(variables)})
  } catch (error) {
    if (error instanceof Wrong) return {mistake: error.message}
    throw error
  }
}

/** What of the environment a command needs that checks links without being an app. */
export function readLinkEnvironment(variables: Variables = process.env): LinkEnvironment | Mistake {
  try {
    return links(withoutEmpty(variables))
  } catch (error) {
    if (error instanceof Wrong) return {mistake: error.message}
    throw error
  }
}

/**
 * GitHub's interface, for a command whose operator gives it a token (`GITHUB_TOKEN`, else `GH_TOKEN`); undefined without one. It is for the
 * GitHub that `GHE_HOST` names, else for github.com.
 */
export function readGithubAccess(
  variables: Variables = process.env,
): (Pick<Environment, 'githubApiUrl' | 'githubUrl'> & {readonly token: string}) | Mistake | undefined {
  try {
    const given = withoutEmpty(variables)
    const token = githubToken(given)
    return token === undefined ? undefined : {...github(given), token}
  } catch (error) {
    if (error instanceof Wrong) return {mistake: error.message}
    throw error
  }
}

/** Where the set-up page keeps the credentials, readable by the owner alone. */
export const credentialsFile = (dataFolder: string): string => join(dataFolder, 'credentials.json')

/** A sentence for the operator on its way up: `readEnvironment` turns it into a value. */
class Wrong extends Error {}

function read(role: Role, variables: Variables): Environment {
  const production = variables['NODE_ENV'] === 'production'
  const dataFolder = variables['LISTKEEPER_DATA'] ?? './data'
  // Nobody can set an app up at a worker: it has no page.
  const credentials = readCredentials(variables, dataFolder, production || role === 'worker')
  return {
    nodeEnv: variables['NODE_ENV'],
    appId: credentials?.appId,
    privateKey: credentials?.privateKey,
    webhookSecret: credentials?.webhookSecret,
    port: port(variables, role),
    // In production others must reach us, and it may be a container; at home nobody but ourselves, above all the set-up page.
    host: variables['HOST'] ?? (production ? '0.0.0.0' : 'localhost'),
    logLevel: oneOf(variables, 'LOG_LEVEL', ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], 'info'),
    logFormat: oneOf(variables, 'LOG_FORMAT', ['json', 'pretty'], process.stdout.isTTY ? 'pretty' : 'json'),
    ...github(variables),
    // On github.com the app has a better one: its installation's.
    publicGithubToken: variables['GHE_HOST'] === undefined ? undefined : githubToken(variables),
    database: database(variables, dataFolder, role),
    dataFolder,
    role,
    operatorToken: operatorToken(variables),
    ...links(variables),
  }
}

const links = (variables: Variables): LinkEnvironment => ({
  allowPrivate: hosts(variables, 'LISTKEEPER_ALLOW_PRIVATE'),
  never: hosts(variables, 'LISTKEEPER_NEVER'),
  dnsServers: dnsServers(variables),
  proxy: {
    https: proxy(variables, 'HTTPS_PROXY'),
    http: proxy(variables, 'HTTP_PROXY'),
    except: list(variables['no_proxy'] ?? variables['NO_PROXY']),
    guards: oneOf(variables, 'LISTKEEPER_PROXY_GUARDS', ['0', '1'], '0') === '1',
  },
  archiveUrl: archiveUrl(variables),
  headerValues: headerValues(variables),
})

/** All three, or none outside production: then the set-up page asks GitHub for them. */
function readCredentials(variables: Variables, dataFolder: string, production: boolean): Credentials | undefined {
  const appId = variables['APP_ID']
  const keyVariable = variables['PRIVATE_KEY'] === undefined ? 'PRIVATE_KEY_PATH' : 'PRIVATE_KEY'
  const privateKey = variables['PRIVATE_KEY'] ?? readKeyFile(variables['PRIVATE_KEY_PATH'])
  const webhookSecret = variables['WEBHOOK_SECRET']
  if (appId === undefined && privateKey === undefined && webhookSecret === undefined) {
    const kept = readKeptCredentials(dataFolder)
    if (kept !== undefined || !production) return kept
  }
  if (appId === undefined) throw new Wrong('APP_ID is missing: set it to the App ID that the settings of your GitHub App show.')
  if (!/^[1-9]\d*$/.test(appId))
    throw new Wrong(`APP_ID must be a number, the App ID of your GitHub App, not \`${shown(appId)}\`.`)
  if (privateKey === undefined) {
    throw new Wrong('PRIVATE_KEY is missing: set it, or PRIVATE_KEY_PATH, to the private key of your GitHub App.')
  }
  if (webhookSecret === undefined) throw new Wrong('WEBHOOK_SECRET is missing: set it to the webhook secret of your GitHub App.')
  if (webhookSecret === 'development') {
    throw new Wrong(
      'WEBHOOK_SECRET is the well-known word `development`: set a secret of your own, here and in the settings of your GitHub App.',
    )
  }
  return {appId, privateKey: readKey(privateKey, keyVariable), webhookSecret}
}

function readKeyFile(path: string | undefined): string | undefined {
  if (path === undefined) return undefined
  const text = readIfThere(path)
  if (text === undefined) throw new Wrong(`PRIVATE_KEY_PATH names \`${path}\`, which is not there.`)
  return text
}

/** A key as people put it into variables: with real line ends, with `\n` spelled out, or as one line of base64. */
function readKey(given: string, variable: string): string {
  const spelled = given.replaceAll('\\n', '\n').trim()
  const pem = spelled.includes('-----BEGIN') ? spelled : Buffer.from(spelled, 'base64').toString('utf8').trim()
  try {
    createPrivateKey(pem)
  } catch {
    throw new Wrong(`${variable} holds no private key: it must be the whole .pem file of your GitHub App, from BEGIN to END.`)
  }
  return `${pem}\n`
}

const kept = z.object({appId: z.string().min(1), privateKey: z.string().min(1), webhookSecret: z.string().min(1)})

function readKeptCredentials(dataFolder: string): Credentials | undefined {
  const path = credentialsFile(dataFolder)
  const text = readIfThere(path)
  if (text === undefined) return undefined
  try {
    return kept.parse(JSON.parse(text))
  } catch {
    throw new Wrong(`LISTKEEPER_DATA holds \`${path}\`, which is damaged: remove it to set the app up again.`)
  }
}

/** A worker has one of its own, so that a web process and a worker can be on one machine as they are. */
function port(variables: Variables, role: Role): number {
  const text = variables['PORT'] ?? (role === 'worker' ? '3001' : '3000')
  const number = Number(text)
  if (/^\d+$/.test(text) && number >= 1 && number <= 65_535) return number
  throw new Wrong(`PORT must be a number from 1 to 65535, not \`${shown(text)}\`.`)
}

/** GitHub's own addresses, or those of the server that `GHE_HOST` names. */
function github(variables: Variables): Pick<Environment, 'githubApiUrl' | 'githubUrl'> {
  const protocol = oneOf(variables, 'GHE_PROTOCOL', ['https', 'http'], 'https')
  const host = variables['GHE_HOST']
  if (host === undefined) return {githubApiUrl: 'https://api.github.com', githubUrl: 'https://github.com'}
  if (!/^[\w.-]+(:\d+)?$|^\[[\da-f:]+\](:\d+)?$/i.test(host)) {
    throw new Wrong(`GHE_HOST must be a host name without https:// and without a path, not \`${shown(host)}\`.`)
  }
  return {githubApiUrl: `${protocol}://${host}/api/v3`, githubUrl: `${protocol}://${host}`}
}

/** The value is never shown: it may be half of a secret. */
function githubToken(variables: Variables): string | undefined {
  const token = (variables['GITHUB_TOKEN'] ?? variables['GH_TOKEN'])?.trim()
  if (token === undefined || /^[!-~]+$/.test(token)) return token
  throw new Wrong('GITHUB_TOKEN must be a token, in one line and without blanks.')
}

function database(variables: Variables, dataFolder: string, role: Role): Environment['database'] {
  const url = variables['DATABASE_URL']
  if (url === undefined && role !== 'all')
    throw new Wrong(
      `DATABASE_URL is missing: \`${role}\` shares a PostgreSQL server with other processes. One process alone needs none: start it without \`${role}\`.`,
    )
  if (url === undefined) return {kind: 'folder', path: join(dataFolder, 'database')}
  // Not shown: it holds a password.
  if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url)) {
    throw new Wrong('DATABASE_URL must be the address of a PostgreSQL database, such as postgres://user:password@host:5432/name.')
  }
  return {kind: 'server', url}
}

/** Short ones can be guessed. The value is never shown. */
function operatorToken(variables: Variables): string | undefined {
  const token = variables['LISTKEEPER_OPERATOR_TOKEN']?.trim()
  if (token === undefined || /^[!-~]{16,}$/.test(token)) return token
  throw new Wrong('LISTKEEPER_OPERATOR_TOKEN must be 16 characters or more, in one line and without blanks.')
}

function archiveUrl(variables: Variables): string | undefined {
  const text = variables['LISTKEEPER_ARCHIVE']?.trim() ?? 'https://archive.org'
  if (text === 'off') return undefined
  const url = URL.parse(text)
  if (url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.search === '' && url.hash === '') {
    return url.href.replace(/\/+$/, '')
  }
  // Not shown: it may hold a password.
  throw new Wrong('LISTKEEPER_ARCHIVE must be an address such as https://archive.org, without a password, or `off`.')
}

function hosts(variables: Variables, variable: string): readonly string[] {
  const named = list(variables[variable])
  const wrong = named.find(item => !isNetwork(item) && !isHost(item))
  if (wrong === undefined) return named
  throw new Wrong(`${variable} holds \`${shown(wrong)}\`, which is no address, no network such as 10.0.0.0/8 and no host name.`)
}

/** A host name or `*.name`. Digits alone are an address that lacks something. */
const isHost = (text: string): boolean => {
  const name = text.replace(/^\*\./, '')
  const ascii = /^[\x21-\x7e]+$/.test(name) ? name : domainToASCII(name)
  return /^[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9])?\.?$/i.test(ascii) && !/^[\d.]+$/.test(ascii)
}

/** Proxies have no prefix, and many tools know them in small letters; these win there, too. */
function proxy(variables: Variables, variable: string): string | undefined {
  const text = (variables[variable.toLowerCase()] ?? variables[variable])?.trim()
  if (text === undefined || text === '') return undefined
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`
  const url = URL.parse(address)
  if (url !== null && /^https?:$/.test(url.protocol) && url.hostname !== '') return address
  // Not shown: it may hold a password.
  throw new Wrong(`${variable} must be the address of an http or https proxy, such as http://proxy.example:3128.`)
}

const headerPrefix = 'LISTKEEPER_HEADER_'
const hostsSuffix = '_HOSTS'

function headerValues(variables: Variables): readonly HeaderValue[] {
  const names = Object.keys(variables).filter(variable => variable.startsWith(headerPrefix))
  const orphan = names.find(name => name.endsWith(hostsSuffix) && variables[name.slice(0, -hostsSuffix.length)] === undefined)
  if (orphan !== undefined)
    throw new Wrong(`${shown(orphan)} is set without ${shown(orphan.slice(0, -hostsSuffix.length))}, the value to send there.`)
  return names.filter(name => !name.endsWith(hostsSuffix)).map(variable => headerValue(variables, variable))
}

/** The value is never shown. */
function headerValue(variables: Variables, variable: string): HeaderValue {
  const name = variable.slice(headerPrefix.length)
  const value = (variables[variable] ?? '').trim()
  const hosts = list(variables[`${variable}${hostsSuffix}`]).map(host => host.toLowerCase())
  if (!/^[A-Z][A-Z0-9_]{0,60}$/.test(name))
    throw new Wrong(`${shown(variable)} must end in capital letters, digits and \`_\`, such as ${headerPrefix}TOKEN.`)
  if (!/^[\x20-\x7e]{1,4096}$/.test(value))
    throw new Wrong(`${variable} must be one line of plain ASCII characters, since it is sent in a header.`)
  if (hosts.length === 0)
    throw new Wrong(
      `${variable} needs ${variable}${hostsSuffix} beside it: the hosts that it may be sent to, such as wiki.example.`,
    )
  const wrong = hosts.find(host => !isHost(host.replace(/:\d{1,5}$/, '')))
  if (wrong !== undefined)
    throw new Wrong(
      `${variable}${hostsSuffix} holds \`${shown(wrong)}\`, which is no host name such as wiki.example or wiki.example:8443.`,
    )
  return {name, value, hosts}
}

function dnsServers(variables: Variables): readonly string[] {
  const servers = list(variables['LISTKEEPER_DNS'])
  const wrong = servers.find(server => isIP(server) === 0 && !/^(\d+\.\d+\.\d+\.\d+|\[[\da-f:]+\]):\d{1,5}$/i.test(server))
  if (wrong === undefined) return servers
  throw new Wrong(`LISTKEEPER_DNS holds \`${shown(wrong)}\`, which is no address such as 127.0.0.1:5353.`)
}

function isNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.replace(/^\[(.*)\]$/, '$1').split('/')
  const version = isIP(address)
  if (version === 0 || more.length > 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128))
}

function oneOf<Name extends string>(variables: Variables, variable: string, names: readonly Name[], otherwise: Name): Name {
  const given = variables[variable]
  if (given === undefined) return otherwise
  const name = names.find(name => name === given.toLowerCase())
  if (name === undefined) throw new Wrong(`${variable} must be one of ${names.join(', ')}, not \`${shown(given)}\`.`)
  return name
}

/** A variable that is set to nothing is not set: `PORT=` in a `.env` or a compose file means "the default". */
const withoutEmpty = (variables: Variables): Variables =>
  Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined && value !== ''))

const list = (text: string | undefined): readonly string[] => (text ?? '').split(/[\s,]+/).filter(item => item !== '')

const shown = (text: string): string => (text.length <= 60 ? text : `${text.slice(0, 59)}…`).replaceAll(/[\p{Cc}`]/gu, '·')

/** Undefined where there is no such file. A folder named `.env` is somebody's Python, not ours. */
function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes(code)) return undefined
    throw new Wrong(`\`${shown(path)}\` can't be read (${code}).`)
  }
}
