import picocolors from 'picocolors'
import type {CheckLinks} from '../links/check-links.ts'
import {progressLine} from '../report/progress-line.ts'
import {siteOf} from '../url/site.ts'
import type {Output, Terminal} from './terminal.ts'
import {wantsColors} from './wants-colors.ts'

/** As often as it can be read. */
const everyMs = 100

/** The same, but a person at a terminal sees how far it is. Somebody else sees nothing. */
export function withProgress(checkLinks: CheckLinks, output: Output, variables: Terminal['variables']): CheckLinks {
  if (output.isTTY !== true || variables['TERM'] === 'dumb') return checkLinks
  const colors = picocolors.createColors(wantsColors(output, variables))
  return async (urls, options, signal) => {
    const startedMs = performance.now()
    const count = openCount(urls)
    const show = (): unknown => {
      const line = progressLine(
        {...count.now(), elapsedMs: performance.now() - startedMs},
        {colors, columns: output.columns ?? 80},
      )
      return output.write(`\r${line}\u001B[K`)
    }
    show()
    const timer = setInterval(show, everyMs)
    try {
      return await checkLinks(
        urls,
        {
          ...options,
          onSettled: (url, verdict) => {
            count.settle(url)
            options.onSettled?.(url, verdict)
          },
        },
        signal,
      )
    } finally {
      clearInterval(timer)
      // Back to the start of the line, and away with it.
      output.write('\r\u001B[K')
    }
  }
}

/** Counts what is done, in all and by site. */
function openCount(urls: readonly string[]) {
  const left = new Map<string, number>()
  const all = new Set(urls)
  let done = 0
  for (const url of all) add(url, 1)

  function add(url: string, change: number): void {
    const site = siteOf(url)
    if (site !== undefined) left.set(site, (left.get(site) ?? 0) + change)
  }

  return {
    settle(url: string): void {
      done += 1
      add(url, -1)
    },
    now() {
      let waiting: {site: string; left: number} | undefined
      for (const [site, count] of left) if (count > (waiting?.left ?? 0)) waiting = {site, left: count}
      return {done, total: all.size, waiting}
    },
  }
}
