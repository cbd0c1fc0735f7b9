import {VFile} from 'vfile'
import {expect, test} from 'vitest'
import {withProofs} from '../../src/findings/proven-moves.ts'
import {readList} from '../../src/list/read-list.ts'
import {parseMarkdown} from '../../src/markdown/parse.ts'
import type {RepositoryFacts} from '../../src/verdict/repository-facts.ts'
import type {Elsewhere, Verdict} from '../../src/verdict/verdict.ts'
import {repositoryFacts} from '../verdict/facts.ts'

const url = 'https://anthill.io/'
const repository = 'https://github.com/ada/ants'

/** What becomes of the link when it leads elsewhere, in a list with this item. */
function proven(item: string, elsewhere: Partial<Elsewhere>, facts?: Partial<RepositoryFacts>): string {
  const verdict: Verdict = {
    kind: 'unverified',
    reason: 'other-site',
    status: 200,
    detail: '',
    elsewhere: {finalUrl: 'https://anthill.dev/', title: 'Anthill – home', permanent: true, ...elsewhere},
  }
  const text = `# Ants\n\n${item}\n`
  const {list} = readList(parseMarkdown(text), new VFile(text))
  const [link] = withProofs([{url, verdict, occurrences: []}], [list], asked =>
    facts !== undefined && asked.startsWith(repository) ? repositoryFacts(facts) : undefined,
  )
  return link?.verdict.kind === 'moved' ? link.verdict.finalUrl : (link?.verdict.reason ?? 'no link')
}

const casino = {finalUrl: 'https://lucky-casino.example/', title: 'Anthill casino'}

test('the same name under another ending, with the entry’s name in the title, is the same thing', () => {
  expect(proven(`- [Anthill](${url}) - Builds.`, {})).toBe('https://anthill.dev/')
  expect(proven(`- [Anthill](${url}) - Builds.`, {title: 'Best bets'})).toBe('other-site')
  expect(proven(`- [Anthill](${url}) - Builds.`, {permanent: false})).toBe('other-site')
  expect(proven(`- [Anthill](${url}) - Builds.`, casino)).toBe('other-site')
})

test('a name is that of the entry’s own link, and not of another one in it', () => {
  expect(proven(`- [Anthill](https://other.example) - Like [this](${url}).`, {})).toBe('other-site')
})

test('what the entry’s repository names as its homepage is its new home', () => {
  const item = `- [Hill](${url}) - Builds. ([Source](${repository}))`
  const elsewhere = {finalUrl: 'https://hills.example/', title: 'Welcome'}
  expect(proven(item, elsewhere)).toBe('other-site')
  expect(proven(item, elsewhere, {homepage: 'https://hills.example'})).toBe('https://hills.example/')
  expect(proven(item, casino, {homepage: 'https://hills.example'})).toBe('other-site')
  expect(proven(item, elsewhere, {homepage: 'https://hills.example', isPrivate: true})).toBe('other-site')
  expect(
    proven(`- [Hill](${url}) - Builds.\n- [Ants](${repository}) - Digs.`, elsewhere, {homepage: 'https://hills.example'}),
  ).toBe('other-site')
  expect(proven(`- [Hill](${url}) - See [7](${repository}/issues/7).`, elsewhere, {homepage: 'https://hills.example'})).toBe(
    'other-site',
  )
})
