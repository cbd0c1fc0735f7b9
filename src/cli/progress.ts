import type {CheckLinks} from '../links/check-links.ts'
import {count} from '../report/tally.ts'
import type {Output} from './terminal.ts'

/** The same, but a person at a terminal sees that something is going on. Somebody else sees nothing. */
export function withProgress(checkLinks: CheckLinks, output: Output): CheckLinks {
  if (output.isTTY !== true) return checkLinks
  return async (urls, options, signal) => {
    const startedMs = performance.now()
    const show = (): unknown =>
      output.write(`\rChecking ${count(urls.length, 'link')}… ${Math.round((performance.now() - startedMs) / 1000)} s`)
    show()
    const timer = setInterval(show, 1000)
    try {
      return await checkLinks(urls, options, signal)
    } finally {
      clearInterval(timer)
      // Back to the start of the line, and away with it.
      output.write('\r\u001B[K')
    }
  }
}
