import {domainOf} from './domain.ts'
import {parseHttp} from './page.ts'

/** Who is asked politely: the domain that is one owner's, with the port where the address names one. Undefined for what is no web address. */
export function siteOf(url: string): string | undefined {
  const domain = domainOf(url)
  const port = parseHttp(url)?.port
  return domain === undefined || port === undefined || port === '' ? domain : `${domain}:${port}`
}
