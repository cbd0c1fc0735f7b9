import {randomUUID} from 'node:crypto'

/** How ids look from outside. Inside they are small numbers. */
export interface Ids {
  /** JSON, with ids as the API shows them. */
  stringify(value: unknown): string
  /** The id in a path or a body, as it was shown or as it is. Undefined: none that we ever showed. */
  parse(shown: string | bigint | number): number | undefined
  /** An id as text. */
  show(id: number): string
}

export const plainIds: Ids = {
  stringify: value => JSON.stringify(value),
  parse: shown => (/^\d+$/.test(String(shown)) ? Number(shown) : undefined),
  show: String,
}

const beyond = 2n ** 53n

const idKeys = new Set(['id', 'pull_request_review_id', 'in_reply_to_id', 'installation_id', 'repository_id', 'target_id'])

/** Ids beyond what a JavaScript number holds, odd ones, so that whoever reads them as numbers reads them wrong. */
export function hugeIds(): Ids {
  const huge = (id: number): bigint => beyond + BigInt(id) * 2n + 1n
  const mark = randomUUID()
  return {
    stringify(value) {
      const text = JSON.stringify(value, (key, part) =>
        typeof part === 'number' && idKeys.has(key) ? `${mark}${huge(part)}` : part,
      )
      return text.replaceAll(new RegExp(`"${mark}(\\d+)"`, 'g'), '$1')
    },
    parse(shown) {
      if (!/^\d+$/.test(String(shown))) return undefined
      const id = BigInt(shown)
      return Number(id > beyond ? (id - beyond - 1n) / 2n : id)
    },
    show: id => String(huge(id)),
  }
}
