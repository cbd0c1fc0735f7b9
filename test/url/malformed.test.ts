import fc from 'fast-check'
import {expect, test} from 'vitest'
import {malformed} from '../../src/url/malformed.ts'

test.each([
  ['', 'nothing', undefined],
  ['[https://a.example/b](https://a.example/b)', 'markdown', 'https://a.example/b'],
  ['https://a.example/b](https://a.example/b', 'markdown', undefined],
  ['(https://a.example/b)', 'marks around', 'https://a.example/b'],
  ['"https://a.example/b"', 'marks around', 'https://a.example/b'],
  [' https://a.example', 'blank', 'https://a.example'],
  ['https://a.example/%20', 'blank', 'https://a.example/'],
  ['https://a.example/b c', 'blank', undefined],
  ['http:/a.example/b', 'scheme', 'http://a.example/b'],
  ['https//a.example/b', 'scheme', 'https://a.example/b'],
  ['https:a.example/b', 'scheme', 'https://a.example/b'],
  ['https;//a.example', 'scheme', 'https://a.example'],
  ['https:///a.example', 'scheme', 'https://a.example'],
  ['htps://a.example', 'scheme', 'https://a.example'],
  ['ttp://a.example', 'scheme', 'http://a.example'],
  ['hhttps://a.example', 'scheme', 'https://a.example'],
  ['https://https://a.example', 'scheme twice', 'https://a.example'],
  ['https://http//a.example', 'scheme twice', 'http://a.example'],
  ['Https://a.example', 'scheme in capitals', 'https://a.example'],
  ['www.a.com/b', 'no scheme', 'https://www.a.com/b'],
  ['github.com/a/b', 'no scheme', 'https://github.com/a/b'],
  ['a-b.com', 'no scheme', 'https://a-b.com'],
  ['a@b.com', 'mail', 'mailto:a@b.com'],
  ['https://a.example/bhttps://a.example/b', 'two addresses', 'https://a.example/b'],
  ['https://a.example/bhttp://c.example', 'two addresses', undefined],
  ['https://', 'host', undefined],
  ['https://github/a/b', 'host', undefined],
  ['https://a,com/b', 'host', undefined],
  ['https://a..com/b', 'host', undefined],
  ['https://a.con/b', 'host', 'https://a.com/b'],
  ['https://gihtub.com/a/b', 'host', 'https://github.com/a/b'],
  ['https://gihub.com/a/b', 'host', 'https://github.com/a/b'],
  ['https://a.example/b.', 'end', 'https://a.example/b'],
  ['https://a.example/b,', 'end', 'https://a.example/b'],
  ['https://a.example/b)', 'end', 'https://a.example/b'],
  ['https://a.example/b…', 'cut off', undefined],
  ['https://a.example/some-long-na...', 'cut off', undefined],
])('%j is %s', (url, kind, expected) => {
  expect(malformed(url)).toEqual({kind, expected})
  if (expected !== undefined) expect(malformed(expected)).toBeUndefined()
})

test.each([
  'https://a.example',
  'http://localhost:3000/x',
  'https://[::1]/',
  'https://en.wikipedia.org/wiki/Bookmark_(digital)',
  'https://en.wikipedia.org/wiki/Apple_Inc.',
  'https://docs.example/jj554200(v=pandp.10)',
  'https://web.archive.org/web/2015/http://a.example/',
  'https://a.example/?u=https://b.example',
  'https://github.com/a/b/compare/x...y',
  'https://gitlab.com/a',
  'https://github.io',
  'https://a.example/b!',
  '//a.example/b',
  '#a',
  '/a',
  'readme.md',
  'docs/readme.md',
  'setup.sh',
  'main.rs',
  'node.js/readme.md',
  'images/a.com.png',
  'asp.net/readme.md',
  'httpbin.md',
  'http.cat.md',
  'mailto:a@b.example',
  'irc://a.example/b',
  'ftp://a.example',
  'tel:+123',
  'javascript:void(0)',
])('%s is left alone', url => {
  expect(malformed(url)).toBeUndefined()
})

test('whatever stands there, it never throws, and what is expected is fine or another mistake', () => {
  const piece = fc.constantFrom(
    'http',
    'https',
    ':',
    '/',
    '//',
    'www.',
    'a.com',
    '.',
    ')',
    '(',
    ' ',
    '%20',
    '[',
    ']',
    'x',
    '@',
    '?',
  )
  fc.assert(
    fc.property(fc.array(piece, {maxLength: 12}), pieces => {
      let url = pieces.join('')
      for (let round = 0; round < 15; round += 1) {
        const next = malformed(url)?.expected
        if (next === undefined) return
        expect(next).not.toBe(url)
        url = next
      }
      throw new Error(`no end: ${pieces.join('')}`)
    }),
  )
})
