import type {CheckLinks} from '../links/check-links.ts'
import type {Verdict} from '../verdict/verdict.ts'

/** The same, but what is known already is not asked for again. */
export function askedOnce(checkLinks: CheckLinks): CheckLinks {
  const known = new Map<string, Verdict>()
  return async (urls, options, signal) => {
    const open = urls.filter(url => !known.has(url))
    const answers = open.length === 0 ? [] : await checkLinks(open, options, signal)
    for (const [url, verdict] of answers) known.set(url, verdict)
    return new Map(
      urls.flatMap(url => {
        const verdict = known.get(url)
        return verdict === undefined ? [] : [[url, verdict] as const]
      }),
    )
  }
}
