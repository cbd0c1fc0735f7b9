import type {InlineCode} from 'mdast'
import {visible} from './visible.ts'

/**
 * Text that others wrote, as code on one line, at most `maxLength` characters.
 *
 * GitHub finds mentions, references and commits in text but not in code, and a backslash does not stop it
 * (github/markup#1168). `defused` is for replies by e-mail, which quote us as plain text.
 */
export const quote = (theirs: string, maxLength = 80): InlineCode => ({
  type: 'inlineCode',
  value: defused(visible(theirs, maxLength).replaceAll('`', '\u02CB')) || ' ',
})

/** The same to the eye, but nothing that GitHub takes for a mention (`@name`), a reference (`#1`, `GH-1`) or a commit. */
export const defused = (text: string): string =>
  text.replaceAll(/[@#]|\bGH-/gi, '$&\u200B').replaceAll(/\b[0-9a-f]{7,40}\b/gi, run => run.replaceAll(/.{6}(?=.)/g, '$&\u200B'))
