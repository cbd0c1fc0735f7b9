import fc from 'fast-check'
import {expect, test} from 'vitest'
import {readArchiveAnswer} from '../../src/links/archive-answer.ts'

const page = 'https://ant.example/hill?a=1'
const nowMs = Date.UTC(2026, 10, 24)
const stamp = '20200102030405'
const closest = {
  available: true,
  status: '200',
  timestamp: stamp,
  url: `http://web.archive.org/web/${stamp}/http://ant.example/hill?a=1`,
}
const answer = (more: Readonly<Record<string, unknown>>): string =>
  JSON.stringify({url: page, archived_snapshots: {closest: {...closest, ...more}}})
const at = (address: string): string => answer({url: `http://web.archive.org/web/${stamp}/${address}`})

const copyOf = (url: string) => ({
  kind: 'copy',
  url: `https://web.archive.org/web/${stamp}/${url}`,
  atMs: Date.UTC(2020, 0, 2, 3, 4, 5),
})

test.each([
  ['as it is told', answer({}), copyOf('http://ant.example/hill?a=1')],
  ['with the status as a number', answer({status: 200}), copyOf('http://ant.example/hill?a=1')],
  ['over https:', at('https://ant.example/hill?a=1'), copyOf('https://ant.example/hill?a=1')],
  ['with www.', at('http://www.ant.example/hill?a=1'), copyOf('http://www.ant.example/hill?a=1')],
  ['with the port', at('http://ant.example:80/hill?a=1'), copyOf('http://ant.example/hill?a=1')],
  ['with a slash', at('http://ant.example/hill/?a=1'), copyOf('http://ant.example/hill/?a=1')],
  ['without a scheme', at('ant.example/hill?a=1'), copyOf('http://ant.example/hill?a=1')],
  ['as it came, without the frame', answer({url: `https://web.archive.org/web/${stamp}id_/${page}`}), copyOf(page)],
])('a copy, %s', (_, text, copy) => {
  expect(readArchiveAnswer(text, page, nowMs)).toEqual(copy)
})

test.each([
  ['there is nothing', JSON.stringify({url: page, archived_snapshots: {}})],
  ['it is not available', answer({available: false})],
  ['it may be available', answer({available: 'true'})],
  ['it shows that the page was not found', answer({status: '404'})],
  ['it shows a redirect', answer({status: '301'})],
  ['it is of another page', at('http://ant.example/other')],
  ['it is of another query', at('http://ant.example/hill?a=2')],
  ['it is of another host', at('http://bee.example/hill?a=1')],
  ['its host only starts like the page', at('http://ant.example.evil.example/hill?a=1')],
  ['it is of no address', at('javascript:alert(1)')],
  ['it lies elsewhere', answer({url: `http://web.archive.org.evil.example/web/${stamp}/${page}`})],
  ['it lies at another port', answer({url: `http://web.archive.org:8080/web/${stamp}/${page}`})],
  ['it lies behind a name', answer({url: `http://a@web.archive.org/web/${stamp}/${page}`})],
  ['it has no time', answer({url: `http://web.archive.org/web/2/${page}`})],
  ['its time is none', answer({url: `http://web.archive.org/web/20209999999999/${page}`})],
  ['it is older than the archive', answer({url: `http://web.archive.org/web/19700101000000/${page}`})],
  ['it is of the future', answer({url: `http://web.archive.org/web/20290101000000/${page}`})],
  ['it is no text', answer({url: 7})],
])('none, where %s', (_, text) => {
  expect(readArchiveAnswer(text, page, nowMs)).toEqual({kind: 'none'})
})

test.each(['', '<html>', 'null', '[]', '{}', '{"archived_snapshots": null}', '{"__proto__": {"archived_snapshots": {}}}'])(
  'nobody can say, where the answer is %s',
  text => {
    expect(readArchiveAnswer(text, page, nowMs)).toEqual({kind: 'unknown'})
  },
)

test('whatever is answered, a copy is an address of this page at the Wayback Machine, in one piece', () => {
  const tail = fc.oneof(
    fc.webUrl(),
    fc.string(),
    fc.constantFrom(
      page,
      '//ant.example/hill?a=1',
      `${page})](https://evil.example`,
      `${page}"><`,
      `x@ant.example/hill?a=1`,
      `${page}#<b>`,
    ),
  )
  const url = fc.oneof(
    fc.string(),
    tail.map(rest => `https://web.archive.org/web/${stamp}/${rest}`),
  )
  const hostile = fc.oneof(
    fc.json(),
    url.map(address => answer({url: address})),
  )
  fc.assert(
    fc.property(hostile, text => {
      const copy = readArchiveAnswer(text, page, nowMs)
      if (copy.kind !== 'copy') return
      expect(copy.url).toMatch(
        /^https:\/\/web\.archive\.org\/web\/\d{14}\/https?:\/\/(?:www\.)?ant\.example(?::\d+)?\/[^\s<>"#]*$/,
      )
    }),
    {numRuns: 200},
  )
})
