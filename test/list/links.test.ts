import {readFile} from 'node:fs/promises'
import {markdownToHTML} from 'comrak'
import fc from 'fast-check'
import {Parser} from 'htmlparser2'
import {expect, test} from 'vitest'
import {cut, read} from './read.ts'

interface Row {
  /** The text on one line. */
  readonly title: string
  readonly text: string
  readonly links: readonly (readonly [url: string, written: string | undefined])[]
}

/** A text, the address that is found in it (undefined: none), and how it is written, where that is otherwise or nowhere. */
const row = (text: string, url: string | undefined, ...written: readonly [(string | undefined)?]): Row => ({
  title: text.replaceAll('\r', '␍').replaceAll('\n', '⏎'),
  text,
  links: url === undefined ? [] : [[url, written.length === 0 ? url : written[0]]],
})

/** Address and text of each link's address in a text. */
const linksIn = (text: string) => read(text).list.links.map(({url, urlPlace}) => [url, cut(text, urlPlace)])
const imagesIn = (text: string) => read(text).list.images.map(({url, urlPlace}) => [url, cut(text, urlPlace)])

const nowhere = undefined

const linkRows: readonly Row[] = [
  // inline
  row('[a](https://a.example)', 'https://a.example'),
  row('[a](https://a.example "title")', 'https://a.example'),
  row("[a](https://a.example 'title')", 'https://a.example'),
  row('[a](https://a.example (title))', 'https://a.example'),
  row('[a]( <https://a.example/x y> "t")', 'https://a.example/x y'),
  row('[a](<https://a.example/x)y>)', 'https://a.example/x)y'),
  row('[a](\n  https://a.example\n)', 'https://a.example'),
  row('[](https://a.example)', 'https://a.example'),
  row('[a]()', '', nowhere),
  row('[a](<>)', '', nowhere),
  row('[**a** `b` [c]](https://a.example)', 'https://a.example'),
  row('[`](`](https://a.example)', 'https://a.example'),
  row('**[a](https://a.example)**', 'https://a.example'),
  row('~~[a](https://a.example)~~', 'https://a.example'),
  row('> [a](https://a.example)', 'https://a.example'),
  row('# [a](https://a.example)', 'https://a.example'),
  row('| a |\n| - |\n| [a](https://a.example) |', 'https://a.example'),
  row('| a |\n| - |\n| [a](https://a.example/?x\\|y) |', 'https://a.example/?x|y', nowhere),
  row('Note[^1].\n\n[^1]: See [a](https://a.example).', 'https://a.example'),
  row('[a](docs/guide.md)', 'docs/guide.md'),
  row('[a](#ants)', '#ants'),
  row('[a](//a.example/x)', '//a.example/x'),
  row('[a](mailto:ada@a.example)', 'mailto:ada@a.example'),
  row('[a](https://a.example/x#L10-L20)', 'https://a.example/x#L10-L20'),
  row('[a](https://a.example/#:~:text=hello%20there,ants)', 'https://a.example/#:~:text=hello%20there,ants'),
  // parentheses
  row('[a](https://en.wikipedia.org/wiki/Ant_(insect))', 'https://en.wikipedia.org/wiki/Ant_(insect)'),
  row('[a](https://a.example/((x)y))', 'https://a.example/((x)y)'),
  row('[a](https://a.example/x\\)y)', 'https://a.example/x)y', nowhere),
  row('[a](https://a.example/x\\_y)', 'https://a.example/x_y', nowhere),
  // entities, escapes, names and paths in all scripts
  row('[a](https://a.example/?a&amp;b)', 'https://a.example/?a&b', nowhere),
  row('[a](https://a.example/?a&copy=1)', 'https://a.example/?a&copy=1'),
  row('[a](https://a.example/caf&eacute;)', 'https://a.example/café', nowhere),
  row('[a](https://a.example/%E8%9A%82%20%28x%29)', 'https://a.example/%E8%9A%82%20%28x%29'),
  row('[a](https://a.example/100%)', 'https://a.example/100%'),
  row('[a](https://bücher.example/straße?ü=ö#ä)', 'https://bücher.example/straße?ü=ö#ä'),
  row('[a](https://例え.jp/蟻)', 'https://例え.jp/蟻'),
  row('[a](https://a.example/🐜)', 'https://a.example/🐜'),
  row('[a](https://مثال.example/نمل)', 'https://مثال.example/نمل'),
  row('[a](https://xn--bcher-kva.example/)', 'https://xn--bcher-kva.example/'),
  // references and definitions
  row('[a]: https://a.example', 'https://a.example'),
  row('[a]: <https://a.example/x y>', 'https://a.example/x y'),
  row('[a\\]b]: <https://a.example>', 'https://a.example'),
  row('[a]:\n  https://a.example\n  "title"', 'https://a.example'),
  row('> [a]: https://a.example', 'https://a.example'),
  // autolinks and literal addresses
  row('<https://a.example>', 'https://a.example'),
  row('<https://a.example/x?y=(z)>', 'https://a.example/x?y=(z)'),
  row('<ada@a.example>', 'mailto:ada@a.example', nowhere),
  row('<ftp://a.example/x>', 'ftp://a.example/x'),
  row('https://a.example', 'https://a.example'),
  row('www.a.example', 'http://www.a.example', nowhere),
  row('ada@a.example', 'mailto:ada@a.example', nowhere),
  row('https://a.example.', 'https://a.example'),
  row('See https://a.example/x, please', 'https://a.example/x'),
  row('Is it https://a.example/x?', 'https://a.example/x'),
  row('https://a.example/x!', 'https://a.example/x'),
  row('https://a.example/x: yes', 'https://a.example/x'),
  row('"https://a.example/x"', 'https://a.example/x'),
  row("'https://a.example/x'", 'https://a.example/x'),
  row('(https://a.example/x)', 'https://a.example/x'),
  row('(https://a.example/x_(y))', 'https://a.example/x_(y)'),
  row('(see https://a.example/x.)', 'https://a.example/x'),
  row('**https://a.example/x**', 'https://a.example/x'),
  row('https://a.example/x&gt;', 'https://a.example/x'),
  row('https://a.example/?a=1&b=2', 'https://a.example/?a=1&b=2'),
  row('https://a.example/x<br>', 'https://a.example/x'),
  row('[https://a.example/x is behind a bracket', 'https://a.example/x'),
  row('a `https://a.example` [https://a.example', 'https://a.example'),
  row('a [www.a.example', 'http://www.a.example', nowhere),
  // HTML
  row('<p><a class="x" href="https://a.example">a</a></p>', 'https://a.example'),
  row("x <a href='https://a.example'>a</a>", 'https://a.example'),
  row('<a href=https://a.example>a</a>', 'https://a.example'),
  row('<A HREF = "https://a.example">a</A>', 'https://a.example'),
  row('<a\n  href="https://a.example"\n>a</a>', 'https://a.example'),
  row('<a href="https://a.example?a&amp;b">a</a>', 'https://a.example?a&b', nowhere),
  row('<a title="href=x" data-href="https://no.example" href="https://a.example">a</a>', 'https://a.example'),
  row('<a href="https://a.example" href="https://no.example">a</a>', 'https://a.example'),
  row('<map><area shape="rect" href="https://a.example"></map>', 'https://a.example'),
  row('- a\n\n  <p>\n  <a href="https://a.example">a</a>\n  </p>', 'https://a.example'),
  row('> <p>\r\n> <a\r\n> href="https://a.example">a</a>\r\n> </p>', 'https://a.example'),
  row('<!-- x --><a href="https://a.example">a</a>', 'https://a.example'),
  // none
  row('`[a](https://no.example)`', undefined),
  row('``https://no.example ` ``', undefined),
  row('    https://no.example', undefined),
  row('```\nhttps://no.example\n```', undefined),
  row('- a\n\n  ~~~md\n  [a](https://no.example)\n  ~~~', undefined),
  row('<!-- <a href="https://no.example">c</a> -->', undefined),
  row('<!--\n\n[a](https://no.example)\n\n-->', undefined),
  row('<pre>\n\n[a](https://no.example)\n\n</pre>', undefined),
  row('<div>\n[a](https://no.example)\n</div>', undefined),
  row('---\nurl: https://no.example\n---', undefined),
  row('\\[a](relative)', undefined),
  row('[a] (relative)', undefined),
  row('[a][nothing]', undefined),
  row('![a](https://no.example)', undefined),
  row('<img src="https://no.example">', undefined),
  row('<link href="https://no.example"><script src="https://no.example"></script>', undefined),
  row('<script>var a = \'<a href="https://no.example">\'</script>', undefined),
  row('&lt;a href="x"&gt;', undefined),
]

test.each(linkRows)('links in $title', ({text, links}) => {
  expect(linksIn(`${text}\n`)).toEqual(links)
})

const imageRows: readonly Row[] = [
  row('![a](https://i.example/a.png)', 'https://i.example/a.png'),
  row('![](https://i.example/a.png "title")', 'https://i.example/a.png'),
  row('![a [b](https://b.example) c](https://i.example/a.png)', 'https://i.example/a.png'),
  row('![a](<https://i.example/a b.png>)', 'https://i.example/a b.png'),
  row('![a](https://i.example/?a&amp;b)', 'https://i.example/?a&b', nowhere),
  row('[![a](https://i.example/a.png)](https://a.example)', 'https://i.example/a.png'),
  row('![a](logo.svg)', 'logo.svg'),
  row('<img alt="x" src="https://i.example/a.png">', 'https://i.example/a.png'),
  row('<img src=https://i.example/a.png width=10>', 'https://i.example/a.png'),
  row('<p align="center">\n  <img src="https://i.example/a.png">\n</p>', 'https://i.example/a.png'),
  row('<img data-src="https://no.example" src="https://i.example/a.png">', 'https://i.example/a.png'),
  row('<picture><source srcset="https://i.example/a.webp 2x"></picture>', 'https://i.example/a.webp'),
  row('<video src="https://i.example/a.mp4"></video>', 'https://i.example/a.mp4'),
  row('<video poster="https://i.example/a.png"></video>', 'https://i.example/a.png'),
  row('<audio src="https://i.example/a.mp3"></audio>', 'https://i.example/a.mp3'),
  row('<iframe src="https://i.example/a"></iframe>', 'https://i.example/a'),
  row('`![a](https://no.example)`', undefined),
  row('<!-- <img src="https://no.example"> -->', undefined),
  row('[a](https://no.example/a.png)', undefined),
]

test.each(imageRows)('images in $title', ({text, links}) => {
  expect(imagesIn(`${text}\n`)).toEqual(links)
})

/** Addresses that a browser would find in what a renderer that follows GitHub's makes of a text. */
function rendered(text: string): {readonly links: ReadonlySet<string>; readonly images: ReadonlySet<string>} {
  const links = new Set<string>()
  const images = new Set<string>()
  const parser = new Parser({
    onopentag(tag, {href, src, poster}) {
      if ((tag === 'a' || tag === 'area') && href !== undefined && !href.startsWith('#fn')) links.add(comparable(href))
      if (shows.has(tag)) for (const url of [src, poster]) if (url !== undefined) images.add(comparable(url))
    },
  })
  const extension = {
    strikethrough: true,
    table: true,
    autolink: true,
    tasklist: true,
    footnotes: true,
    frontMatterDelimiter: '---',
  }
  parser.end(markdownToHTML(text, {extension, render: {unsafe: true}}))
  return {links, images}
}

const shows: ReadonlySet<string> = new Set(['img', 'source', 'video', 'audio', 'iframe'])

/** However a renderer escapes it. */
const comparable = (url: string): string =>
  url.replaceAll(/%(?![\da-f]{2})|[^!-~]|[\\"<>[\]^`{|}]/giu, one => encodeURIComponent(one)).toLowerCase()

/** Not links to a reader of the page: definitions that nothing refers to; and what a renderer leaves as it is behind a bracket, which people copy. */
const isUnseen = ({text}: Row): boolean => /^(?:> )?\[[^\]]+\]: |^\[a\]:\n|(?:^|\s)\[(?:https|www)|^\[a\\\]b\]:/.test(text)

test.each([...linkRows, ...imageRows].filter(row => !isUnseen(row)))('a reader of $title finds the same', ({text}) => {
  const {links, images} = rendered(`${text}\n`)
  expect(new Set(linksIn(`${text}\n`).map(([url = '']) => comparable(url)))).toEqual(links)
  // Of a `srcset` the browser chooses.
  if (!text.includes('srcset')) expect(new Set(imagesIn(`${text}\n`).map(([url = '']) => comparable(url)))).toEqual(images)
})

test('a reader of a real list finds the same', async () => {
  const text = await readFile(new URL('../fixtures/awesome-mlops-2018.md', import.meta.url), 'utf8')
  const {links, images} = rendered(text)
  expect(new Set(linksIn(text).map(([url = '']) => comparable(url)))).toEqual(links)
  expect(new Set(imagesIn(text).map(([url = '']) => comparable(url)))).toEqual(images)
  expect(links.size).toBeGreaterThan(50)
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

test('an address that can not be found again in its text has a place all the same', () => {
  const {links} = read("[www.b.example&amp;<img src='www.b.example").list
  for (const {place} of links) expect(place.start.offset).toBeLessThan(place.end.offset)
  expect(links).toHaveLength(2)
})

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
