import fc from 'fast-check'
import {expect, test} from 'vitest'
import {applyFixes} from '../../src/findings/fixes.ts'
import {lintList} from '../../src/findings/lint-list.ts'
import {suggestDescriptions} from '../../src/findings/suggest-descriptions.ts'
import {parseMarkdown} from '../../src/markdown/parse.ts'
import {defused} from '../../src/markdown/quote.ts'
import type {RepositoryFacts} from '../../src/verdict/repository-facts.ts'
import {repositoryFacts} from '../verdict/facts.ts'

const described = (separator: string, stop: string) =>
  [
    'Builds hills',
    'Hums loud',
    'Stings hard',
    'Flies at night',
    'Runs fast',
    'Digs holes',
    'Weaves nets',
    'Eats wood',
    'Swims far',
  ]
    .map((words, nth) => `- [Thing ${nth}](https://thing-${nth}.example)${separator}${words}${stop}\n`)
    .join('')

/** What is suggested for `[Ants](https://github.com/ada/ants)` at the end of a list that is written so. */
function suggested(
  facts: Partial<RepositoryFacts>,
  {separator = ' - ', stop = '.', entry = '[Ants](https://github.com/ada/ants)'} = {},
) {
  const text = `# Insects\n\n${described(separator, stop)}- ${entry}\n`
  const linted = lintList({path: 'readme.md', text}, {rules: {}})
  const found = suggestDescriptions(linted, {path: 'readme.md', text, rules: {}}, url =>
    url.startsWith('https://github.com/ada/ants') ? repositoryFacts(facts) : undefined,
  )
  const finding = found.find(({rule}) => rule === 'entry-description')
  return {finding, text, words: finding?.suggested?.text}
}

test.each([
  ['Builds hills of needles', ' - Builds hills of needles.'],
  ['builds hills of needles', ' - Builds hills of needles.'],
  ['Builds hills of needles!', ' - Builds hills of needles!'],
  ['  🐜 Builds   hills\nof needles :ant: ✨', ' - Builds hills of needles.'],
  ['👩‍🚀 Sends ants to space 🇨🇭', ' - Sends ants to space.'],
  ['Ants: a simulator of hills', ' - A simulator of hills.'],
  ['Ants – A simulator of hills.', ' - A simulator of hills.'],
  ['Ants is a simulator of hills', ' - A simulator of hills.'],
  ['iOS app for hills', ' - iOS app for hills.'],
  ['Reads snake_case names', ' - Reads snake_case names.'],
  ['蚂蚁 模拟器', ' - 蚂蚁 模拟器'],
  [`${'Builds hills of needles. '.repeat(4)}${'And more '.repeat(20)}`, ` - ${'Builds hills of needles. '.repeat(4).trim()}`],
])('%j is offered as %j', (description, expected) => {
  expect(suggested({description}).words).toBe(expected)
})

test.each([
  ['', 'nothing'],
  ['Ants', 'a word'],
  ['🐜🐜🐜', 'only pictures'],
  ['Builds hills, by @ada', 'a mention'],
  ['Builds hills, fixes #12', 'a reference'],
  ['Builds hills since deadbeef123', 'a commit'],
  ['Builds hills, see https://hills.example', 'an address'],
  ['Builds hills, see www.hills.example', 'an address without a scheme'],
  ['Builds [hills](https://hills.example)', 'a link'],
  ['Builds <b>hills</b> now', 'HTML'],
  ['Builds hills <!-- and more -->', 'a comment'],
  ['Builds `hills` here', 'code'],
  ['Builds *hills* here', 'emphasis'],
  ['Builds __hills__ here', 'strong emphasis'],
  ['Builds ~~hills~~ here', 'a strike'],
  ['Builds &lt;hills&gt; here', 'entities'],
  ['Builds $x^2$ and $y$ hills', 'mathematics'],
  ['Builds {{ site.hills }} here', 'a template'],
  ['Builds hills \u202Eereh', 'a change of direction'],
  ['Builds hills | and more', 'a pipe'],
  ['Builds hills\\', 'a backslash'],
  [`Builds ${'hills '.repeat(60)}`, 'a novel'],
])('%j is not offered: it is, or holds, %s', description => {
  const {finding, words} = suggested({description})
  expect([finding?.rule, words]).toEqual(['entry-description', undefined])
})

test('the list’s own separator and stop are used, and what it has no habit of is left as it is', () => {
  expect(suggested({description: 'Builds hills.'}, {separator: ': ', stop: ''}).words).toBe(': Builds hills')
  expect(suggested({description: 'Builds hills. Eats wood.'}, {separator: ' – ', stop: ''}).words).toBe(
    ' – Builds hills. Eats wood.',
  )
})

test('it is offered and never applied unasked', () => {
  const {finding, text} = suggested({description: 'Builds hills'})
  expect(finding?.expected).toEqual([])
  expect(applyFixes(text, finding === undefined ? [] : [finding]).text).toBe(text)
  const at = finding?.suggested?.place.start.offset ?? 0
  expect(text.slice(0, at).endsWith('[Ants](https://github.com/ada/ants)')).toBe(true)
})

test.each([
  ['a private repository', {isPrivate: true}, undefined],
  ['a folder of one', {}, '[Ants](https://github.com/ada/ants/tree/trunk/src)'],
  ['an entry with a badge', {}, '[Ants](https://github.com/ada/ants) ![stars](https://badge.example/a.svg)'],
  ['another page', {}, '[Ants](https://ants.example)'],
])('nothing is offered for %s', (_, facts, entry) => {
  expect(suggested({description: 'Builds hills', ...facts}, entry === undefined ? {} : {entry}).words).toBeUndefined()
})

test('nobody is offered words that would then be found wrong', () => {
  expect(suggested({description: 'Builds hills for Javascript and Github'}).words).toBeUndefined()
  expect(suggested({description: 'Recieves parcels for the hills'}).words).toBeUndefined()
})

test('whatever people write, what is offered is one line of plain words that mention nobody', () => {
  const pieces = fc.constantFrom(
    'builds',
    'hills',
    '@ada',
    '#1',
    '<img src=x>',
    '`',
    '*',
    '_',
    '[',
    '](x)',
    '$',
    '🐜',
    ':ant:',
    '\n',
    '|',
    '&amp;',
    '\\',
    '\u202E',
    '~',
    '.',
    'http://x.example',
    '<!--',
    '# ',
    '- ',
    '1. ',
    '!',
  )
  const texts = fc.oneof(
    fc.string({unit: 'binary', maxLength: 60}),
    fc.array(pieces, {maxLength: 12}).map(all => all.join(' ')),
  )
  fc.assert(
    fc.property(texts, description => {
      const {words} = suggested({description})
      if (words === undefined) return
      expect(words.startsWith(' - ')).toBe(true)
      expect(words).toBe(defused(words))
      expect(words).not.toMatch(/[\n\r\p{Cc}]/u)
      const [block, ...more] = parseMarkdown(`It${words}`).children
      expect(more).toEqual([])
      expect(block).toMatchObject({type: 'paragraph', children: [{type: 'text', value: `It${words}`}]})
    }),
    {numRuns: 30},
  )
})
