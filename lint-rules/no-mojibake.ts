import {type Prose, proseMasks, proseOf} from '../src/list/prose.ts'
import {fileSource} from '../src/list/source.ts'
import {code} from '../src/markdown/message.ts'
import {rule, type Told, tell, type Zod} from './rule.ts'
import {decodedTwice} from './words/decoded-twice.ts'

const options = (z: Zod) =>
  z.strictObject({
    style: z.enum(['never', 'off']).exactOptional().describe('`off`: broken letters are not told.'),
  })

/**
 * No letters are broken: text that went through a wrong encoding.
 *
 * Why: `â€™` was an apostrophe before somebody's editor read UTF-8 as Windows-1252 and wrote it again; nobody can read it, and it spreads by copying.
 *
 * Told are letters that read as UTF-8 once more, with what they were, and the replacement character, which says that a letter was lost. Left alone is code, and
 * what people do write: `CAFÉ”`, `Spaß»`, `à «`.
 *
 * @example {"name": "letters as they should be"}
 *   - [Ant](https://ant.example) - Google’s café – naïve, für Straße, São Paulo…
 *
 * @example {"name": "letters before quotes"}
 *   - [Ant](https://ant.example) - “CAFÉ”, »Spaß«, „Spaß“, « voilà », «là», "AMANHÃ", ÂNGULO.
 *
 * @example {"name": "other scripts"}
 *   - [Ant](https://ant.example) - Муравей, 蚂蚁, نملة, चींटी.
 *
 * @example {"name": "code"}
 *   - [Ant](https://ant.example) - Repairs `â€™` in texts.
 *
 * @example {"name": "off", "options": {"style": "off"}}
 *   - [Ant](https://ant.example) - Googleâ€™s.
 *
 * @example {"name": "an apostrophe, a dash, a letter"}
 *   - [Ant](https://ant.example) - Googleâ€™s ants â€“ in a cafÃ©.
 *                                        ~~~ → `’`
 *   Unexpected broken letters `â€™`, expected `’`
 *                                                  ~~~ → `–`
 *   Unexpected broken letters `â€“`, expected `–`
 *                                                              ~~ → `é`
 *   Unexpected broken letters `Ã©`, expected `é`
 *
 * @example {"name": "in a name"}
 *   - [CafÃ© Ant](https://ant.example) - Builds.
 *         ~~ → `é`
 *   Unexpected broken letters `Ã©`, expected `é`
 *
 * @example {"name": "a word of another script"}
 *   - [Ant](https://ant.example) - ÐŸÑ€Ð¸Ð²ÐµÑ‚.
 *                                  ~~~~~~~~~~~~ → `Привет`
 *   Unexpected broken letters `ÐŸÑ€Ð¸Ð²ÐµÑ‚`, expected `Привет`
 *
 * @example {"name": "a letter that was lost"}
 *   - [Ant](https://ant.example) - Google�s ants.
 *                                        ~
 *   Unexpected replacement character, expected the letter that was lost
 */
export default rule({id: 'no-mojibake', severity: 'error', options}, (tree, file, {style = 'never'}) => {
  if (style === 'off') return
  const source = fileSource(file)
  // Most lists have no such letter at all.
  if (!/[\u00C2-\u00F4\uFFFD]/.test(source.text)) return
  for (const prose of proseOf(tree, file)) {
    const place = (start: number, end: number) => source.place(prose.start + start, prose.start + end)
    for (const told of [...broken(prose, place), ...lost(prose, place)]) tell(file, told)
  }
})

type PlaceOf = (start: number, end: number) => Told['place']

const broken = ({text, masked}: Prose, place: PlaceOf): Told[] =>
  decodedTwice(text)
    .filter(({start}) => !isCode(masked, start))
    .map(({start, end, meant}) => ({
      message: `Unexpected broken letters ${code(text.slice(start, end))}, expected ${code(meant)}`,
      place: place(start, end),
      expected: [meant],
    }))

const lost = ({text, masked}: Prose, place: PlaceOf): Told[] =>
  [...text.matchAll(/\uFFFD{1,200}/g)]
    .filter(({index}) => !isCode(masked, index))
    .map(({index, 0: run}) => ({
      message: `Unexpected replacement character, expected the ${run.length === 1 ? 'letter that was' : 'letters that were'} lost`,
      place: place(index, index + run.length),
    }))

const isCode = (masked: string, at: number): boolean => masked[at] === proseMasks.code || masked[at] === proseMasks.html
