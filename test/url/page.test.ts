import fc from 'fast-check'
import {expect, test} from 'vitest'
import {pageOf} from '../../src/url/page.ts'

test.each([
  ['http://ant.example', 'http://ant.example/'],
  ['https://ant.example/a#b', 'https://ant.example/a'],
  ['https://ANT.example:443/a?b', 'https://ant.example/a?b'],
  [' https://ant.example/a ', 'https://ant.example/a'],
  ['//ant.example/a', 'https://ant.example/a'],
  ['https://ada:secret@ant.example/', 'https://ant.example/'],
  ['http://0x7f.1/', 'http://127.0.0.1/'],
  ['https://bücher.example/ä', 'https://xn--bcher-kva.example/%C3%A4'],
])('%s is fetched as %s', (url, page) => {
  expect(pageOf(url)).toBe(page)
})

test.each(['docs/ants.md', '#ants', 'mailto:a@ant.example', 'ftp://ant.example/', 'http://', 'https://a b/', ''])(
  'nothing is fetched for %j',
  url => {
    expect(pageOf(url)).toBeUndefined()
  },
)

test('whatever is fetched is a web address without fragment, and its own page', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.webUrl({withFragments: true}),
        fc.string(),
        fc.string().map(text => `https://${text}`),
      ),
      url => {
        const page = pageOf(url)
        if (page === undefined) return
        expect(page).toMatch(/^https?:\/\/[^#]*$/)
        expect(pageOf(page)).toBe(page)
      },
    ),
  )
})
