import type {InlineCode} from 'mdast'
import {quote} from './quote.ts'

/** Longer addresses are cut: whoever needs the whole one finds it in the list. */
const usual = 200

/** As plain text this becomes a link to its end, whatever it holds; so nothing in it is looked at, in a reply by e-mail either. */
const link = /^https?:\/\/[\p{L}\p{N}\p{M}.-]+(?::\d+)?(?:[/?#]|$)/iu

/** What could end that link, or our code, or hide something: written as the address itself may write it. */
const unsafe = /[\p{Cc}\p{Cf}\p{Z}\p{Cs}\uFFFE\uFFFF`<>"\\|^{}]/gu

/**
 * An address that others wrote, as code, and so that it can be copied: without the zero-width spaces of `quote`.
 *
 * What is no plain web address is quoted.
 */
export function address(url: string, maxLength = usual): InlineCode {
  const trimmed = url.trim()
  if (!isAddress(trimmed)) return quote(trimmed, maxLength)
  const value = trimmed.slice(0, maxLength).toWellFormed().replaceAll(unsafe, encodeURIComponent)
  return {type: 'inlineCode', value: value.length <= maxLength && trimmed.length <= maxLength ? value : cut(value, maxLength)}
}

/** Is this a web address that nobody can take for anything else? */
export const isAddress = (text: string): boolean => link.test(text) && !/\s/.test(text)

/** Without half an escape at the end. */
const cut = (value: string, maxLength: number): string =>
  `${value.slice(0, maxLength - 1).replace(/%[0-9a-f]?$|[\uD800-\uDBFF]$/i, '')}…`
