import fc from 'fast-check'
import {expect, test} from 'vitest'
import {targetOf} from '../../src/url/target.ts'

test.each([
  ['the scheme', 'http://ant.example/a', 'https://ant.example/a'],
  ['www.', 'https://www.ant.example/a', 'https://ant.example/a'],
  ['letter case of the host', 'https://ANT.example/a', 'https://ant.example/a'],
  ['the default port', 'https://ant.example:443/a', 'http://ant.example:80/a'],
  ['slashes at the end', 'https://ant.example/a//', 'https://ant.example/a'],
  ['a slash before the query', 'https://ant.example/a/?b=1', 'https://ant.example/a?b=1'],
  ['index.html', 'https://ant.example/a/index.html', 'https://ant.example/a'],
  ['tracking', 'https://ant.example/a?utm_source=x&b=1&UTM_medium=y', 'https://ant.example/a?b=1'],
  ['a query or fragment of nothing', 'https://ant.example/a?#', 'https://ant.example/a'],
  ['a needless escape', 'https://ant.example/%7Ebee', 'https://ant.example/~bee'],
  ['the case of an escape', 'https://ant.example/%c3%a9', 'https://ant.example/é'],
  ['a final dot of the host', 'https://ant.example./a', 'https://ant.example/a'],
  ['a missing scheme', '//ant.example/a', 'https://ant.example/a'],
  ['letter case on GitHub', 'https://github.com/Ant/Hill', 'https://github.com/ant/hill'],
  ['.git', 'https://github.com/ant/hill.git', 'https://github.com/ant/hill'],
  ['the main branch', 'https://github.com/ant/hill/tree/main', 'https://github.com/ant/hill/tree/master/'],
  ['an empty part of the query', 'https://ant.example/?&utm_source=x', 'https://ant.example/'],
  ['the readme', 'https://github.com/ant/hill#readme', 'https://github.com/ant/hill'],
])('%s makes no other target', (_, one, other) => {
  expect(targetOf(one)).toBe(targetOf(other))
})

test.each([
  ['a fragment', 'https://ant.example/a#b', 'https://ant.example/a'],
  ['a query', 'https://ant.example/a?b=1', 'https://ant.example/a?b=2'],
  ['letter case of a path', 'https://ant.example/A', 'https://ant.example/a'],
  ['another port', 'https://ant.example:8080/', 'https://ant.example/'],
  ['an escaped slash', 'https://ant.example/a%2Fb', 'https://ant.example/a/b'],
  ['another host', 'https://blog.ant.example/', 'https://ant.example/'],
  ['www. that is the name itself', 'https://www.com/', 'https://com/'],
  [
    'a file on GitHub in other letters',
    'https://github.com/ant/hill/blob/main/A.md',
    'https://github.com/ant/hill/blob/main/a.md',
  ],
  ['another branch', 'https://github.com/ant/hill/tree/next', 'https://github.com/ant/hill'],
  ['a folder of the main branch', 'https://github.com/ant/hill/tree/main/docs', 'https://github.com/ant/hill'],
  ['.git elsewhere', 'https://ant.example/hill.git', 'https://ant.example/hill'],
])('%s is another target', (_, one, other) => {
  expect(targetOf(one)).not.toBe(targetOf(other))
})

test.each(['docs/ants.md', '#ants', 'mailto:ant@ant.example', 'https://a b.example/', 'www.ant.example', ''])(
  'what is no web address stays as it is: %j',
  url => {
    expect(targetOf(` ${url} `)).toBe(url)
  },
)

const part = fc.string({
  unit: fc.constantFrom(
    '/',
    '.',
    '%',
    '2',
    '5',
    'a',
    'A',
    'index.html',
    '.git',
    'www.',
    '?',
    '#',
    '&',
    'utm_x',
    'tree/main',
    '~',
    ' ',
  ),
})
const address = fc
  .tuple(
    fc.constantFrom('http://', 'https://', '//', 'HTTPS://www.'),
    fc.constantFrom('ant.example', 'github.com', 'www.www.com', '[::1]:80', 'x:443'),
    part,
  )
  .map(([scheme, host, rest]) => `${scheme}${host}/${rest}`)

const ownTarget = (url: string) => {
  expect(targetOf(targetOf(url))).toBe(targetOf(url))
}

test('a target is its own target, whatever the address', () => {
  fc.assert(fc.property(address, ownTarget), {numRuns: 3000})
  fc.assert(fc.property(fc.oneof(fc.webUrl({withFragments: true, withQueryParameters: true}), fc.string()), ownTarget))
})

test('a long address made to be slow takes no time', () => {
  const began = performance.now()
  for (const piece of ['/', '.git', '/index.html', '%', 'www.', '&utm_a=']) {
    targetOf(`https://github.com/a/${piece.repeat(50_000)}x`)
    targetOf(`https://${piece.repeat(50_000)}x`)
  }
  expect(performance.now() - began).toBeLessThan(2000)
})
