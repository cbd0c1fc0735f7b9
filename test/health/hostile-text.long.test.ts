import {expect, test} from 'vitest'
import {mostBytes, wroteOf} from '../../src/health/issue-body.ts'
import {readOrders} from '../../src/health/read-orders.ts'
import {readMarker} from '../../src/markdown/marker.ts'
import {attacks} from '../review/attacks.ts'
import {found, linked, shown} from '../review/github-text.ts'
import {bodyOn, dead, fine, held, type Links, movedTo, record, silent, start, struck} from './health-of.ts'

/** What our own words are made of. */
const ours: ReadonlySet<string> = new Set('p br ul ol li sub a h3 details summary code pre strong input'.split(' '))

test.each(attacks.map(({aim, text}) => ({title: `${aim}: ${JSON.stringify(text.slice(0, 40))}`, text})))(
  'no text can $title',
  ({text}) => {
    const url = `https://zoo.example/${text}`
    const about = {entry: text, section: text, path: `${text}.md`}
    const at = (line: number, address = `${url}${line}`) => held(address, line, about)
    const settings = {repositories: {staleAfterMonths: 1}, links: {ignore: [{url: `${url}9`, reason: text.slice(0, 500) || 'x'}]}}
    const links: Links = [
      [at(1), struck({copy: {askedMs: start, url: `https://web.archive.org/web/2020/${text}`}})],
      [at(2), record(movedTo(`https://new.example/${text}`))],
      [
        at(3),
        record(
          {
            kind: 'unverified',
            reason: 'other-site',
            status: 200,
            detail: text,
            elsewhere: {finalUrl: `https://new.example/${text}`, title: text, permanent: true},
          },
          {handed: {why: 'other site', sinceMs: start}},
        ),
      ],
      [at(4), record(silent)],
      [at(5), struck()],
      [at(9), record(fine)],
      [
        at(10, `https://github.com/ada/${text}`),
        record({kind: 'moved', reason: 'renamed', status: undefined, finalUrl: `https://github.com/ada/${text}2`}),
      ],
      [at(11, text), undefined],
      [at(12, `https://zoo.example/?token=${text}x`), undefined],
      ...dead(1),
    ]
    const decisions = [{url: `${url}5`, kind: 'snooze', by: text, atMs: start, untilMs: start + 9e9} as const]
    const body = bodyOn(links, {settings, decisions}, {notes: [`\`${text.replaceAll('`', '')}\` could not be read.`]})
    expect(new TextEncoder().encode(body).length).toBeLessThanOrEqual(mostBytes)
    expect(body.isWellFormed()).toBe(true)
    expect(readOrders(body)).toEqual([])
    expect(readMarker(body)).toEqual({v: 1, kind: 'health', wrote: wroteOf(body)})

    const {elements, addresses, comments, text: plain} = shown(body)
    expect(elements.filter(name => !ours.has(name))).toEqual([])
    expect(found(plain)).toEqual([])
    expect(plain).not.toMatch(linked)
    // Links lead to our list's lines, to the copy, and to the addresses that stand beside them.
    const own =
      /^https:\/\/(?:github\.com\/ada\/awesome-ants\/blob\/|web\.archive\.org\/|zoo\.example\/|new\.example\/|dead0\.example\/page|github\.com\/ada\/)/
    expect(addresses.filter(address => !own.test(address) && !address.startsWith('https://redirect.github.com/'))).toEqual([])
    expect(
      addresses.filter(
        address =>
          /^https:\/\/github\.com\/[^/]+\/[^/]+\/(?:issues|pull|commit)\//.test(address) &&
          !address.startsWith('https://redirect.'),
      ),
    ).toEqual([])
    // Hidden is nothing but our orders and the marker.
    const orders = comments.filter(comment => /^listkeeper (?:scan|(?:ignore|snooze|watch) [0-9a-f]{16})$/.test(comment))
    expect(orders.length + 1).toBe(comments.length)
  },
)
