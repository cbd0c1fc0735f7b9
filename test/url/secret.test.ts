import fc from 'fast-check'
import {expect, test} from 'vitest'
import {holdsSecret, withoutSecrets} from '../../src/url/secret.ts'

test.each([
  ['a password', 'https://ada:hunter2@ants.example/wiki', 'https://ada:***@ants.example/wiki'],
  ['a password without a name', 'https://:hunter2@ants.example/', 'https://:***@ants.example/'],
  ['a token for a name', 'https://a1b2c3d4e5f6a7b8c9d0@ants.example/', 'https://***@ants.example/'],
  ['an access token', 'https://ants.example/?page=2&access_token=abc&x=1', 'https://ants.example/?page=2&access_token=***&x=1'],
  ['letter case and dashes', 'https://ants.example/?Api-Key=abc', 'https://ants.example/?Api-Key=***'],
  ['an escaped name', 'https://ants.example/?%74oken=abc', 'https://ants.example/?%74oken=***'],
  [
    'a storage signature',
    'https://s3.example/a?X-Amz-Date=1&X-Amz-Signature=ff',
    'https://s3.example/a?X-Amz-Date=1&X-Amz-Signature=***',
  ],
  ['a shared access signature', 'https://x.blob.example/a?sv=2020&sig=a%2Bb%3D', 'https://x.blob.example/a?sv=2020&sig=***'],
  ['a fragment', 'https://ants.example/#access_token=abc&type=x', 'https://ants.example/#access_token=***&type=x'],
  ['a session in the path', 'https://ants.example/a;jsessionid=AB12?x=1', 'https://ants.example/a;jsessionid=***'],
  ['a key that nobody guesses', 'https://ants.example/?key=AbCd1234EfGh5678', 'https://ants.example/?key=***'],
  ['an address in an address', 'https://go.example/?to=https%3A%2F%2Fa.example%2F%3Ftoken%3Dabc', 'https://go.example/?to=***'],
  ['a token that says what it is', `https://ants.example/ghp_${'a1'.repeat(18)}/x`, 'https://ants.example/***/x'],
  ['a hook', 'https://hooks.slack.com/services/T0/B0/xyz', 'https://hooks.slack.com/services/***'],
  ['a web token', 'https://ants.example/eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abc', 'https://ants.example/***'],
  ['an address without a scheme', '//ada:pw@ants.example/', '//ada:***@ants.example/'],
])('%s is blotted out', (_, url, shown) => {
  expect(withoutSecrets(url)).toBe(shown)
  expect(holdsSecret(url)).toBe(true)
})

test.each([
  'https://ants.example/',
  'https://ants.example/?q=token&page=2',
  'https://ants.example/?key=music',
  'https://ants.example/?token=',
  'https://ants.example/@ada:x/y@z',
  'https://ada@ants.example/',
  'https://ants.example/wiki?code=nginx',
  'https://www.youtube.com/watch?v=dQw4w9WgXcQ&list=PL1234567890abcdef',
  'https://ants.example/keys/?monkey=1&tokens=2&passage=3',
  'https://ants.example/#signature=of-the-author',
  'mailto:ada@ants.example',
  '#usage',
  'docs/token.md',
  '',
])('%s holds no secret, and stays as it is', url => {
  expect(withoutSecrets(url)).toBe(url)
  expect(holdsSecret(url)).toBe(false)
})

test('whatever the text: what is blotted out once stays so, is still known as secret, and no secret is left', () => {
  const word = fc.stringMatching(/^[a-zA-Z0-9%/:@.+-]{1,20}$/)
  const name = fc.constantFrom('token', 'Password', 'api_key', 'sig', 'X-Amz-Signature', 'q', 'page')
  const url = fc
    .tuple(
      fc.constantFrom('https://', '//', 'ftp://', ''),
      word,
      fc.array(fc.tuple(fc.constantFrom('?', '&', '#', ';'), name, word)),
    )
    .map(([scheme, host, parts]) => scheme + host + parts.map(([mark, key, value]) => `${mark}${key}=${value}`).join(''))
  fc.assert(
    fc.property(fc.oneof(url, fc.string()), text => {
      const once = withoutSecrets(text)
      expect(withoutSecrets(once)).toBe(once)
      expect(holdsSecret(once)).toBe(holdsSecret(text))
      expect(once).not.toMatch(/[?&#;](?:token|Password|api_key|sig)=(?!\*\*\*|[&#;]|$)/)
    }),
  )
})

test('a text made to keep it busy takes no time', () => {
  for (const text of [
    `https://${'a:'.repeat(200_000)}`,
    '?token'.repeat(100_000),
    `?a=${'%3F'.repeat(200_000)}`,
    'eyJ'.repeat(200_000),
  ]) {
    const started = performance.now()
    withoutSecrets(text)
    expect(performance.now() - started).toBeLessThan(2000)
  }
})
