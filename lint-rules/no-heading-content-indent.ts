import stock from 'remark-lint-no-heading-content-indent'
import {fileSource} from '../src/list/source.ts'
import {rule, tell} from './rule.ts'
import {placesOf, withOnly} from './stock.ts'

/**
 * One blank stands between a heading's `#` and its text.
 *
 * Why: nobody sees the others, and who looks for `## Ants` does not find it.
 *
 * This is remark-lint's rule. Blanks before the `#`, and headings that are underlined, are left alone.
 *
 * @example {"name": "one blank"}
 *   # Ants
 *   ## Bees
 *
 * @example {"name": "closed headings"}
 *   # Ants #
 *   ## Bees ##
 *
 * @example {"name": "underlined"}
 *   Ants
 *   ====
 *
 * @example {"name": "code"}
 *   ```sh
 *   #   a comment
 *   ```
 *
 * @example {"name": "no heading at all"}
 *   #Ants
 *
 * @example {"name": "two blanks"}
 *   #  Ants
 *    ~~ → ` `
 *   Unexpected blanks between a heading's `#` and its text, expected 1 blank
 *
 * @example {"name": "four blanks"}
 *   ##    Ants
 *     ~~~~ → ` `
 *   Unexpected blanks between a heading's `#` and its text, expected 1 blank
 *
 * @example {"name": "before the end"}
 *   ## Ants  ##
 *          ~~ → ` `
 *   Unexpected blanks between a heading's `#` and its text, expected 1 blank
 */
export default rule({id: 'no-heading-content-indent', severity: 'warning', options: z => z.strictObject({})}, (tree, file) => {
  const source = fileSource(file)
  for (const {start} of placesOf(
    stock,
    withOnly(tree, ({type}) => type === 'heading'),
    source.text,
  )) {
    let first = start.offset
    while (/[ \t]/.test(source.text[first - 1] ?? '')) first -= 1
    tell(file, {
      message: "Unexpected blanks between a heading's `#` and its text, expected 1 blank",
      place: source.place(first, start.offset),
      expected: [' '],
      more: {subject: subjectOf(source.text, start.offset)},
    })
  }
})

/** The heading by what it says: it stays the same while its blanks change. */
function subjectOf(text: string, at: number) {
  const start = text.lastIndexOf('\n', at - 1) + 1
  const end = text.indexOf('\n', at)
  const line = text.slice(start, end === -1 ? text.length : end)
  const name = line.replaceAll(/^[ \t]{0,3}#{1,6}[ \t]{0,200}/g, '').trim()
  return {name, key: `# ${name}`}
}
