import {expect, test} from 'vitest'
import type {Finding} from '../../src/findings/finding.ts'
import type {CheckedLink} from '../../src/findings/inspection.ts'
import {linkFindings} from '../../src/findings/link-findings.ts'
import {lintList} from '../../src/findings/lint-list.ts'
import {caps} from '../../src/markdown/limit.ts'
import {readMarker} from '../../src/markdown/marker.ts'
import {code} from '../../src/markdown/message.ts'
import {checkResult} from '../../src/review/check-result.ts'
import {comment} from '../../src/review/comment.ts'
import {reviewBody} from '../../src/review/review-body.ts'
import {type Attack, attacks} from './attacks.ts'
import {found, linked, shown} from './github-text.ts'
import {finding, inspection, placeOn} from './page.ts'

const headSha = 'c0ffee'.padEnd(40, '0')

/** A list in which a text stands wherever a text can stand, beside enough good entries for it to stick out. */
function listWith(text: string): string {
  const good = ['Ant', 'Bee', 'Cat', 'Dog', 'Elk', 'Fox', 'Gnu', 'Hen'].map(
    name => `- [${name}](https://${name.toLowerCase()}.example/) - Runs well on ${name.toLowerCase()}s.`,
  )
  return [
    '# Animals',
    '## Contents',
    '- [Wild](#wild)',
    `- [${text}](#nowhere)`,
    '## Wild',
    ...good,
    `- [${text}](https://zoo.example/${text}) ${text}`,
    `- [${text}](https://zoo.example/${text}) - ${text}.`,
    `- [Zebra](https://zoo.example/zebra): ${text}`,
    `- [Zebra](https://zoo.example/zebra) - Zebra ${text} ${text}.`,
    `- https://zoo.example/?${text}`,
    `## ${text}`,
    `## ${text}`,
    '',
  ].join('\n')
}

/** Links with each kind of answer that holds others' text, in a file whose name is hostile too. */
function linksWith(text: string): CheckedLink[] {
  const url = `https://zoo.example/${text}`
  const occurrences = [{path: `${text}.md`, place: placeOn(3), urlPlace: placeOn(3)}]
  return [
    {url, occurrences, verdict: {kind: 'dead', reason: 'not-found', status: 404}},
    {
      url,
      occurrences,
      verdict: {kind: 'moved', reason: 'permanent-redirect', status: 301, finalUrl: `https://new.example/${text}`},
    },
    {url, occurrences, verdict: {kind: 'unverified', reason: 'protocol', status: 200, detail: text}},
    {url, occurrences, verdict: {kind: 'refused', reason: 'private-address', detail: text}},
    {url: text, occurrences, verdict: {kind: 'invalid', reason: 'not-an-address'}},
  ]
}

/** One text of ours, the most bytes that GitHub takes of it, and the lines that its suggestion offers. */
interface Body {
  readonly markdown: string
  readonly cap: number
  readonly suggested?: readonly string[]
}

/** All that we would ever write about a text: comments with their suggestions, a review, a check run. */
function bodiesOn({text}: Attack): readonly Body[] {
  const links = linksWith(text)
  const findings = [
    ...lintList({path: `${text}.md`, text: listWith(text.slice(0, 5000))}, {rules: {}}).findings,
    ...linkFindings(links),
    finding('abc', 3, {message: `Unexpected ${code(text)}, expected ${code(text)} as ${code(text)} has it`, path: text}),
    finding('def', 3, {message: text, subject: {name: text, key: text}}),
  ]
  const suggested = listWith(text).split('\n').slice(14, 16)
  const check = checkResult({
    inspection: inspection(findings, {links, notes: [`${code(text)} was not looked at: it is too large.`]}),
    onLines: findings.slice(0, 2),
    fixes: 1,
    here: findings,
    settled: 1,
    failOn: 'error',
  })
  return [
    ...aloneOf(findings).map(one => ({
      markdown: comment({findings: [one], suggested: undefined, fixed: [], lines: 1}),
      cap: caps.body,
    })),
    {markdown: comment({findings, suggested, fixed: [], lines: 2}), cap: caps.body, suggested},
    {markdown: reviewBody({told: findings, comments: findings.length, more: 2, headSha}), cap: caps.body},
    {markdown: check.summary, cap: caps.check},
    {markdown: check.text ?? '', cap: caps.check},
  ]
}

/** One finding of each rule. */
const aloneOf = (findings: readonly Finding[]): readonly Finding[] =>
  [...Map.groupBy(findings, ({rule}) => rule).values()].map(([first]) => first).filter(first => first !== undefined)

/** What our own words are made of. */
const ours: ReadonlySet<string> = new Set(
  'p ul ol li sub a table thead tbody tr th td details summary code pre em strong'.split(' '),
)

/** The text as a mail shows it that quotes us: without what stands in a suggestion, our marker, and whole addresses, which are links to their ends. */
const asMail = (markdown: string): string =>
  markdown
    .replaceAll(/^(`{3,}|~{3,})suggestion\n[\s\S]*?\n\1$/gm, '')
    .replaceAll(/<!-- listkeeper \{[^<>]*\} -->/g, '')
    .replaceAll(/https?:\/\/[^\s`)]+/g, '')

test('there are more than two hundred attacks, each another one', () => {
  expect(new Set(attacks.map(({text}) => text)).size).toBe(attacks.length)
  expect(attacks.length).toBeGreaterThan(200)
})

test.each(
  attacks.map((attack, index) => ({...attack, title: `${attack.aim}: ${JSON.stringify(attack.text.slice(0, 40))}`, index})),
)('no text can $title', attack => {
  for (const {markdown, cap, suggested} of bodiesOn(attack)) {
    expect(new TextEncoder().encode(markdown).length).toBeLessThanOrEqual(cap)
    expect(markdown.isWellFormed()).toBe(true)
    const {elements, addresses, comments, text, code: pieces, suggestions} = shown(markdown)
    expect(elements.filter(name => !ours.has(name))).toEqual([])
    expect(addresses.filter(address => !address.startsWith('https://github.com/listkeeper/'))).toEqual([])
    expect(found(text)).toEqual([])
    expect(text).not.toMatch(linked)
    expect(found(asMail(markdown))).toEqual([])
    for (const piece of [text, ...pieces]) expect(piece).not.toMatch(/(?!\n)[\p{Cc}\p{Bidi_Control}\u2028\u2029]/u)
    const marked = readMarker(markdown)
    expect(comments).toHaveLength(marked === undefined ? 0 : 1)
    expect(suggestions).toEqual(suggestions.length === 0 || suggested === undefined ? [] : [`${suggested.join('\n')}\n`])
  }
})
