/** Blanks and marks that nobody can see, except the ordinary blank and the wide one of East Asian text. */
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u00A0\u1680\u2000-\u200A\u202F\u205F\uFFFE\uFFFF]/gu

/** What joins letters of some scripts, and emoji. */
const joiner = /[\u200C\u200D]/

/**
 * Others' text on one line on which nothing is hidden: a line break is a blank, a control or bidirectional character its code
 * point (`U+202E`), half a surrogate pair the replacement character. At most `maxLength` characters; what is cut ends with `…`.
 */
export function visible(theirs: string, maxLength: number): string {
  // One character can grow to eight, never shrink: no more than `maxLength` and what a run of line breaks swallows is looked at.
  const line = theirs
    .slice(0, maxLength * 4)
    .toWellFormed()
    .replaceAll(/[ \t]{0,200}[\r\n]{1,200}[ \t]{0,200}/g, ' ')
    .replaceAll(invisible, (character, offset: number, whole: string) =>
      joiner.test(character) && isBeyondAscii(whole, offset - 1) && isBeyondAscii(whole, offset + 1)
        ? character
        : `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`,
    )
  const characters = [...line]
  const whole = characters.length <= maxLength && theirs.length <= maxLength * 4
  return whole ? line : `${characters.slice(0, maxLength - 1).join('')}…`
}

const isBeyondAscii = (text: string, offset: number): boolean => text.charCodeAt(offset) > 0x7f
