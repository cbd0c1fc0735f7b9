import fc from 'fast-check'
import {expect, test} from 'vitest'
import {cut, read} from './read.ts'

type Row = readonly [text: string, url: string | undefined, written?: string | undefined]

/** Address and text of each link's address in a text. */
const linksIn = (text: string) => read(text).list.links.map(({url, urlPlace}) => [url, cut(text, urlPlace)])
const imagesIn = (text: string) => read(text).list.images.map(({url, urlPlace}) => [url, cut(text, urlPlace)])

/** What a row promises: no link, or one whose address stands there as it is, or (third item) in other words or nowhere. */
const promised = ([, url, ...written]: Row) => (url === undefined ? [] : [[url, written.length === 0 ? url : written[0]]])

const nowhere = undefined

test.each<Row>([
  // inline
  ['[a](https://a.example)', 'https://a.example'],
  ['[a](https://a.example "title")', 'https://a.example'],
  ["[a](https://a.example 'title')", 'https://a.example'],
  ['[a](https://a.example (title))', 'https://a.example'],
  ['[a]( <https://a.example/x y> "t")', 'https://a.example/x y'],
  ['[a](<https://a.example/x)y>)', 'https://a.example/x)y'],
  ['[a](\n  https://a.example\n)', 'https://a.example'],
  ['[](https://a.example)', 'https://a.example'],
  ['[a]()', '', nowhere],
  ['[a](<>)', '', nowhere],
  ['[**a** `b` [c]](https://a.example)', 'https://a.example'],
  ['[`](`](https://a.example)', 'https://a.example'],
  ['**[a](https://a.example)**', 'https://a.example'],
  ['~~[a](https://a.example)~~', 'https://a.example'],
  ['> [a](https://a.example)', 'https://a.example'],
  ['# [a](https://a.example)', 'https://a.example'],
  ['| a |\n| - |\n| [a](https://a.example) |', 'https://a.example'],
  ['| a |\n| - |\n| [a](https://a.example/?x\\|y) |', 'https://a.example/?x|y', nowhere],
  ['Note[^1].\n\n[^1]: See [a](https://a.example).', 'https://a.example'],
  ['[a](docs/guide.md)', 'docs/guide.md'],
  ['[a](#ants)', '#ants'],
  ['[a](//a.example/x)', '//a.example/x'],
  ['[a](mailto:ada@a.example)', 'mailto:ada@a.example'],
  ['[a](https://a.example/x#L10-L20)', 'https://a.example/x#L10-L20'],
  ['[a](https://a.example/#:~:text=hello%20there,ants)', 'https://a.example/#:~:text=hello%20there,ants'],
  // parentheses
  ['[a](https://en.wikipedia.org/wiki/Ant_(insect))', 'https://en.wikipedia.org/wiki/Ant_(insect)'],
  ['[a](https://a.example/((x)y))', 'https://a.example/((x)y)'],
  ['[a](https://a.example/x\\)y)', 'https://a.example/x)y', nowhere],
  ['[a](https://a.example/x\\_y)', 'https://a.example/x_y', nowhere],
  // entities, escapes, names and paths in all scripts
  ['[a](https://a.example/?a&amp;b)', 'https://a.example/?a&b', nowhere],
  ['[a](https://a.example/?a&copy=1)', 'https://a.example/?a&copy=1'],
  ['[a](https://a.example/caf&eacute;)', 'https://a.example/café', nowhere],
  ['[a](https://a.example/%E8%9A%82%20%28x%29)', 'https://a.example/%E8%9A%82%20%28x%29'],
  ['[a](https://a.example/100%)', 'https://a.example/100%'],
  ['[a](https://bücher.example/straße?ü=ö#ä)', 'https://bücher.example/straße?ü=ö#ä'],
  ['[a](https://例え.jp/蟻)', 'https://例え.jp/蟻'],
  ['[a](https://a.example/🐜)', 'https://a.example/🐜'],
  ['[a](https://مثال.example/نمل)', 'https://مثال.example/نمل'],
  ['[a](https://xn--bcher-kva.example/)', 'https://xn--bcher-kva.example/'],
  // references and definitions
  ['[a]: https://a.example', 'https://a.example'],
  ['[a]: <https://a.example/x y>', 'https://a.example/x y'],
  ['[a\\]b]: <https://a.example>', 'https://a.example'],
  ['[a]:\n  https://a.example\n  "title"', 'https://a.example'],
  ['> [a]: https://a.example', 'https://a.example'],
  // autolinks and literal addresses
  ['<https://a.example>', 'https://a.example'],
  ['<https://a.example/x?y=(z)>', 'https://a.example/x?y=(z)'],
  ['<ada@a.example>', 'mailto:ada@a.example', nowhere],
  ['<ftp://a.example/x>', 'ftp://a.example/x'],
  ['https://a.example', 'https://a.example'],
  ['www.a.example', 'http://www.a.example', nowhere],
  ['ada@a.example', 'mailto:ada@a.example', nowhere],
  ['https://a.example.', 'https://a.example'],
  ['See https://a.example/x, please', 'https://a.example/x'],
  ['Is it https://a.example/x?', 'https://a.example/x'],
  ['https://a.example/x!', 'https://a.example/x'],
  ['https://a.example/x: yes', 'https://a.example/x'],
  ['"https://a.example/x"', 'https://a.example/x'],
  ["'https://a.example/x'", 'https://a.example/x'],
  ['(https://a.example/x)', 'https://a.example/x'],
  ['(https://a.example/x_(y))', 'https://a.example/x_(y)'],
  ['(see https://a.example/x.)', 'https://a.example/x'],
  ['**https://a.example/x**', 'https://a.example/x'],
  ['https://a.example/x&gt;', 'https://a.example/x'],
  ['https://a.example/?a=1&b=2', 'https://a.example/?a=1&b=2'],
  ['https://a.example/x<br>', 'https://a.example/x'],
  ['[https://a.example/x is behind a bracket', 'https://a.example/x'],
  ['a `https://a.example` [https://a.example', 'https://a.example'],
  ['a [www.a.example', 'http://www.a.example', nowhere],
  // HTML
  ['<p><a class="x" href="https://a.example">a</a></p>', 'https://a.example'],
  ["x <a href='https://a.example'>a</a>", 'https://a.example'],
  ['<a href=https://a.example>a</a>', 'https://a.example'],
  ['<A HREF = "https://a.example">a</A>', 'https://a.example'],
  ['<a\n  href="https://a.example"\n>a</a>', 'https://a.example'],
  ['<a href="https://a.example?a&amp;b">a</a>', 'https://a.example?a&b', nowhere],
  ['<a title="href=x" data-href="https://no.example" href="https://a.example">a</a>', 'https://a.example'],
  ['<a href="https://a.example" href="https://no.example">a</a>', 'https://a.example'],
  ['<map><area shape="rect" href="https://a.example"></map>', 'https://a.example'],
  ['- a\n\n  <p>\n  <a href="https://a.example">a</a>\n  </p>', 'https://a.example'],
  ['> <p>\r\n> <a\r\n> href="https://a.example">a</a>\r\n> </p>', 'https://a.example'],
  ['<!-- x --><a href="https://a.example">a</a>', 'https://a.example'],
  // none
  ['`[a](https://no.example)`', undefined],
  ['``https://no.example ` ``', undefined],
  ['    https://no.example', undefined],
  ['```\nhttps://no.example\n```', undefined],
  ['- a\n\n  ~~~md\n  [a](https://no.example)\n  ~~~', undefined],
  ['<!-- <a href="https://no.example">c</a> -->', undefined],
  ['<!--\n\n[a](https://no.example)\n\n-->', undefined],
  ['<pre>\n\n[a](https://no.example)\n\n</pre>', undefined],
  ['<div>\n[a](https://no.example)\n</div>', undefined],
  ['---\nurl: https://no.example\n---', undefined],
  ['\\[a](relative)', undefined],
  ['[a] (relative)', undefined],
  ['[a][nothing]', undefined],
  ['![a](https://no.example)', undefined],
  ['<img src="https://no.example">', undefined],
  ['<link href="https://no.example"><script src="https://no.example"></script>', undefined],
  ['<script>var a = \'<a href="https://no.example">\'</script>', undefined],
  ['&lt;a href="x"&gt;', undefined],
])('links in %j', (...row) => {
  const [text] = row
  expect(linksIn(`${text}\n`)).toEqual(promised(row))
})

test.each<Row>([
  ['![a](https://i.example/a.png)', 'https://i.example/a.png'],
  ['![](https://i.example/a.png "title")', 'https://i.example/a.png'],
  ['![a [b](https://b.example) c](https://i.example/a.png)', 'https://i.example/a.png'],
  ['![a](<https://i.example/a b.png>)', 'https://i.example/a b.png'],
  ['![a](https://i.example/?a&amp;b)', 'https://i.example/?a&b', nowhere],
  ['[![a](https://i.example/a.png)](https://a.example)', 'https://i.example/a.png'],
  ['![a](logo.svg)', 'logo.svg'],
  ['<img alt="x" src="https://i.example/a.png">', 'https://i.example/a.png'],
  ['<img src=https://i.example/a.png width=10>', 'https://i.example/a.png'],
  ['<p align="center">\n  <img src="https://i.example/a.png">\n</p>', 'https://i.example/a.png'],
  ['<img data-src="https://no.example" src="https://i.example/a.png">', 'https://i.example/a.png'],
  ['<picture><source srcset="https://i.example/a.webp 2x"></picture>', 'https://i.example/a.webp'],
  ['<video src="https://i.example/a.mp4"></video>', 'https://i.example/a.mp4'],
  ['<video poster="https://i.example/a.png"></video>', 'https://i.example/a.png'],
  ['<audio src="https://i.example/a.mp3"></audio>', 'https://i.example/a.mp3'],
  ['<iframe src="https://i.example/a"></iframe>', 'https://i.example/a'],
  ['`![a](https://no.example)`', undefined],
  ['<!-- <img src="https://no.example"> -->', undefined],
  ['[a](https://no.example/a.png)', undefined],
])('images in %j', (...row) => {
  const [text] = row
  expect(imagesIn(`${text}\n`)).toEqual(promised(row))
})

test('a reference leads to the first of two definitions, of any letter case, and does not hold the address', () => {
  const text = '[a][B], [b][], [b]\n\n[b]: https://a.example\n[B]: https://other.example\n'
  expect(linksIn(text)).toEqual([
    ...Array.from({length: 3}, () => ['https://a.example', undefined]),
    ['https://a.example', 'https://a.example'],
    ['https://other.example', 'https://other.example'],
  ])
})

test('a definition that only images refer to is an image, too', () => {
  const text = '[![a][i]][l] [b][both] ![b][both]\n\n[i]: https://i.example\n[l]: https://l.example\n[both]: https://b.example\n'
  expect(imagesIn(text)).toEqual([
    ['https://i.example', undefined],
    ['https://b.example', undefined],
    ['https://i.example', 'https://i.example'],
  ])
})

test('each image of a srcset is one, whatever stands between them', () => {
  const text = '<img srcset="https://i.example/a,b.png, https://i.example/2.png 1.5x,https://i.example/3.png 200w">\n'
  expect(imagesIn(text).map(([, written]) => written)).toEqual([
    'https://i.example/a,b.png',
    'https://i.example/2.png',
    'https://i.example/3.png',
  ])
})

test('the place of a link is all of it', () => {
  const text = '- [a](https://a.example "t") <a href="https://b.example">b</a> ![i](i.png) https://c.example.\n'
  const {links, images} = read(text).list
  expect([...links, ...images].map(({place}) => cut(text, place))).toEqual([
    '[a](https://a.example "t")',
    '<a href="https://b.example">',
    'https://c.example',
    '![i](i.png)',
  ])
})

/** Pieces of which texts are made that are hard to find one's way in. */
const piece = fc.constantFrom(
  ...'[ ] ( ) < > ! ` * _ " \\ | # - & \n \n\n'.split(' '),
  ' ',
  '  ',
  '\r\n',
  '> ',
  '- ',
  '    ',
  'https://a.example',
  'https://a.example/x_(y)',
  'http://ä.example/🐜',
  'www.b.example',
  '&amp;',
  '[a]: ',
  '](',
  '![',
  '<a href="',
  "<img src='",
  '<img srcset="',
  ' 2x, ',
  '">',
  "'>",
  '<!--',
  '-->',
  '```\n',
  '<div>\n',
  '| a |\n| - |\n',
)

test('where an address has a place, the text holds it there, and places are in order', () => {
  fc.assert(
    fc.property(fc.array(piece, {maxLength: 40}), pieces => {
      const text = pieces.join('')
      const {links, images} = read(text).list
      for (const all of [links, images]) {
        for (const {url, urlPlace} of all) if (urlPlace !== undefined) expect(cut(text, urlPlace)).toBe(url)
        for (const {place, urlPlace} of all) {
          expect(place.start.offset).toBeLessThan(place.end.offset)
          if (urlPlace !== undefined) expect(urlPlace.start.offset).toBeGreaterThanOrEqual(place.start.offset)
          if (urlPlace !== undefined) expect(urlPlace.end.offset).toBeLessThanOrEqual(place.end.offset)
        }
        const starts = all.map(({place}) => place.start.offset)
        expect(starts).toEqual(starts.toSorted((a, b) => a - b))
      }
    }),
    {numRuns: 2000},
  )
})

test('an entry has its own link first, and every other one up to its nested items', () => {
  const text =
    '- [![i](i.png)](https://i.example) [Ant](https://a.example) - See [b](https://b.example).\n  - [c](https://c.example)\n'
  expect(read(text).list.entries.map(({links}) => links.map(({url}) => url))).toEqual([
    ['https://a.example', 'https://i.example', 'https://b.example'],
    ['https://c.example'],
  ])
})
