import fc from 'fast-check'
import {expect, test} from 'vitest'
import {readHead} from '../../src/links/page-head.ts'

test('the title is the first one, in one line, not one of a drawing', () => {
  expect(readHead('<title>\n Ants &amp;\n bees </title><title>x</title>').title).toBe('Ants & bees')
  expect(readHead('<svg><title>Icon</title></svg><title>Ants</title>').title).toBe('Ants')
  expect(readHead('<TITLE>cut he').title).toBe('cut he')
  expect(readHead('<title> </title>').title).toBeUndefined()
  expect(readHead('').title).toBeUndefined()
})

test.each([
  ['0;url=/b', '/b'],
  ['0; URL="https://ant.example/b"', 'https://ant.example/b'],
  ["3 ; url = '/b' and more", '/b'],
  ['0 /b', '/b'],
  ['.5; url=/b', '/b'],
  ['5', undefined],
  ['300; url=/b', undefined],
  ['url=/b', '/b'],
  ['', undefined],
])('a refresh by %j leads to %s', (content, target) => {
  expect(readHead(`<meta http-equiv=Refresh content="${content.replaceAll('"', '&quot;')}">`).refresh).toBe(target)
})

test('what is for readers without scripts sends nobody on', () => {
  expect(readHead('<noscript><meta http-equiv="refresh" content="0;url=/b"></noscript>').refresh).toBeUndefined()
})

test('nothing throws', () => {
  fc.assert(
    fc.property(
      fc.string({unit: fc.constantFrom('<', '>', 'title', '/', 'meta http-equiv=refresh content=', '"', ' ', 'svg', '\u0000')}),
      html => void readHead(html),
    ),
  )
})

test('the places of a page are ids and names of anchors', () => {
  expect(readHead('<h1 id="top">Ants</h1><a name="bees">x</a><input name="no"><p id=wasps>', true).places).toEqual([
    'top',
    'bees',
    'wasps',
  ])
})

test('scripts and styles are no text for readers', () => {
  const {textLength, scripted} = readHead('<title>Ants</title><script>let a = "long"</script><style>p {}</style><p>Ants</p>')
  expect([textLength, scripted]).toEqual([4, true])
  expect(readHead('<p>Ants</p>').scripted).toBe(false)
})

test('a long page is read no further than it has to tell something of itself', () => {
  const page = `<title>Ants</title>${'<p>Ants march on.</p>'.repeat(2000)}<h2 id="bees">Bees</h2><script></script>`
  expect(readHead(page)).toMatchObject({title: 'Ants', places: [], scripted: false})
  expect(readHead(page, true)).toMatchObject({title: 'Ants', places: ['bees'], scripted: true})
})
