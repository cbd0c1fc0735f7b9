import {expect, test} from 'vitest'
import {judgeText} from '../../src/verdict/judge-text.ts'

test.each([
  ['https://ant.example', undefined],
  ['//ant.example/a', undefined],
  ['http:/ant.example', undefined],
  ['https://http.cat/404', undefined],
  ['mailto:ada@ant.example', 'ignored other-scheme'],
  ['tel:+123', 'ignored other-scheme'],
  ['data:text/plain,ants', 'ignored other-scheme'],
  ['ircs://irc.ant.example/ants', 'ignored other-scheme'],
  ['ftp://ant.example/', 'invalid unknown-scheme'],
  ['file:///etc/hosts', 'invalid unknown-scheme'],
  ['JavaScript:alert(1)', 'invalid unknown-scheme'],
  ['slack://open', 'invalid unknown-scheme'],
  ['https://ant..example/', 'invalid not-an-address'],
  [`https://${'a'.repeat(64)}.example/`, 'invalid not-an-address'],
  ['https://ant.example./', undefined],
  ['https://[2606:4700::1]/', undefined],
  ['http://antsxyz.onion/', 'ignored other-network'],
  ['#ants', 'ignored relative'],
  ['docs/ants.md', 'ignored relative'],
  ['/ants', 'ignored relative'],
  ['', 'ignored relative'],
  ['www.ant.example/a', 'invalid no-scheme'],
  ['https://', 'invalid not-an-address'],
  ['https://an t.example/', 'invalid not-an-address'],
  ['http://[::1', 'invalid not-an-address'],
  ['https://https://ant.example', 'invalid doubled-scheme'],
  ['http://https//ant.example', 'invalid doubled-scheme'],
  ['htps://ant.example', 'invalid misspelled-scheme'],
  ['ttps://ant.example', 'invalid misspelled-scheme'],
  ['hhttps://ant.example', 'invalid misspelled-scheme'],
])('%j: %s', (url, expected) => {
  const verdict = judgeText(url)
  expect(verdict === undefined ? undefined : `${verdict.kind} ${verdict.reason}`).toBe(expected)
})
