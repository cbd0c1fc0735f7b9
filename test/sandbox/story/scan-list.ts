import {readFile} from 'node:fs/promises'
import {alive, type Page} from '../web/pages.ts'
import type {Web} from '../web/web.ts'

const seed = new URL('../../fixtures/awesome-mlops-2018.md', import.meta.url)

/** A real list whose links lead to the sandbox's web, each to a site of its own, so that each can have a fate of its own. */
export interface ScanList {
  readonly text: string
  /** The address of the entry of that name: `Apache Kafka`. */
  urlOf(name: string): string
  /** From now on the page of that entry is another one. */
  become(name: string, page: Page): void
}

/** The seed, as it would stand there if it had been written on the sandbox's web. Everything lives. */
export async function makeScanList(web: Web): Promise<ScanList> {
  const hosts = new Map<string, string>()
  const urls = new Map<string, string>()
  const text = (await readFile(seed, 'utf8')).replaceAll(
    /\[([^\]]+)\]\((https?:\/\/[^)\s]+)\)/g,
    (_, name: string, address: string) => {
      const host = hosts.get(address) ?? hostFor(address, new Set(hosts.values()))
      hosts.set(address, host)
      const url = web.url(host, new URL(address).pathname)
      if (!urls.has(name)) urls.set(name, url)
      web.site(host, alive(`${name}: ${host.replace('.example', '')}`))
      return `[${name}](${url})`
    },
  )
  const urlOf = (name: string): string => {
    const url = urls.get(name)
    if (url === undefined) throw new Error(`The list has no link “${name}”.`)
    return url
  }
  return {text, urlOf, become: (name, page) => web.site(new URL(urlOf(name)).hostname, page)}
}

/** Words of addresses by which nobody would know a page. */
const nameless = ['watch', 'index.html', 'latest', 'stable', 'download', 'en', 'en_us', 'docs']

/** `https://github.com/pachyderm/pachyderm` → `pachyderm.example`; a second one of that name gets a number. */
function hostFor(address: string, taken: ReadonlySet<string>): string {
  const {hostname, pathname, searchParams} = new URL(address)
  const last = pathname.split('/').findLast(part => part !== '' && !nameless.includes(part))
  const word =
    searchParams.get('v') ??
    last ??
    hostname
      .replace(/^www\./, '')
      .split('.')
      .at(0) ??
    'site'
  const name = word
    .toLowerCase()
    .replaceAll(/\.html?$|[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
  for (let n = 1; ; n++) {
    const host = `${n === 1 ? name : `${name}-${n}`}.example`
    if (!taken.has(host)) return host
  }
}
