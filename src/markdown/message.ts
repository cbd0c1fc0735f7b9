import type {PhrasingContent} from 'mdast'
import {address, isAddress} from './address.ts'
import {defused, quote} from './quote.ts'
import {visible} from './visible.ts'

/** How much of somebody's text a message may hold. */
const codeLength = 80

/** Messages of rules that are not ours may be longer than any sentence. */
const messageLength = 1_000

/**
 * Others' text as a piece of a finding's message, in backticks: the only way in. Blanks are kept, since many a message is about them.
 *
 * `maxLength` in characters, the backticks not counted.
 */
export const code = (theirs: string, maxLength = codeLength): string =>
  `\`${visible(theirs, maxLength).replaceAll('`', '\u02CB') || ' '}\``

/**
 * A finding's message as nodes. What stands in backticks is others' text and goes through `quote` (or `address`, to be copied); the
 * rest is a rule's own words, in which nothing can mention anyone either.
 */
export function readMessage(message: string): PhrasingContent[] {
  return message
    .slice(0, messageLength)
    .split('`')
    .flatMap((piece, index): PhrasingContent[] => {
      if (index % 2 === 1) return [isAddress(piece) ? address(piece) : quote(piece, 200)]
      return piece === '' ? [] : [{type: 'text', value: unlinked(defused(visible(piece, messageLength)))}]
    })
}

/** A finding's message where nothing is Markdown: in an annotation. Nothing in it mentions anyone when a mail quotes it. */
export const plainMessage = (message: string): string => defused(visible(message, messageLength))

/** GitHub makes links of bare addresses and formulas of what stands between dollars, of which a rule that is not ours may put some into its words. */
const unlinked = (text: string): string => text.replaceAll(/:(?=\/\/)|\bwww(?=\.)/gi, '$&\u200B').replaceAll('$', '\uFF04')
