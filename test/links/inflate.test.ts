import {brotliCompressSync, deflateRawSync, deflateSync, gzipSync} from 'node:zlib'
import fc from 'fast-check'
import {expect, test} from 'vitest'
import {inflate} from '../../src/links/inflate.ts'

const text = 'ants and bees '.repeat(100)

test.each([
  ['', Buffer.from(text)],
  ['identity', Buffer.from(text)],
  ['gzip', gzipSync(text)],
  ['x-gzip', gzipSync(text)],
  ['deflate', deflateSync(text)],
  ['deflate', deflateRawSync(text)],
  ['br', brotliCompressSync(text)],
])('what is encoded as %j is read, as far as wanted', async (encoding, body) => {
  expect((await inflate(body, encoding, 10_000))?.toString()).toBe(text)
  expect((await inflate(body, encoding, 10))?.toString()).toBe(text.slice(0, 10))
})

test('a body that was cut gives its start', async () => {
  const noise = Array.from({length: 5000}, (_, n) => (n * 7919) % 997).join(' ')
  const start = (await inflate(gzipSync(noise).subarray(0, 3000), 'gzip', 100_000))?.toString() ?? ''
  expect(start.length).toBeGreaterThan(1000)
  expect(noise.startsWith(start)).toBe(true)
})

test('a bomb of two gigabytes costs next to nothing', async () => {
  const member = gzipSync(Buffer.alloc(20_000_000))
  const bomb = Buffer.concat(Array.from({length: 100}, () => member))
  const before = process.memoryUsage().rss
  expect(await inflate(bomb, 'gzip', 65_536)).toHaveLength(65_536)
  expect(process.memoryUsage().rss - before).toBeLessThan(50_000_000)
})

test('garbage gives no more than was asked for, and never throws', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array(), fc.constantFrom('gzip', 'deflate', 'br', 'zstd', 'gzip, br'), async (bytes, encoding) => {
      expect((await inflate(Buffer.from(bytes), encoding, 100))?.length ?? 0).toBeLessThanOrEqual(100)
    }),
  )
})

test('what is not in its encoding at all is told from what breaks on the way', async () => {
  for (const encoding of ['gzip', 'br', 'deflate'])
    expect(await inflate(Buffer.from('<title>Ants'), encoding, 100)).toBeUndefined()
  const broken = gzipSync(Array.from({length: 20_000}, (_, n) => (n * 7919) % 997).join(' '))
  broken.fill(255, 30_000)
  expect((await inflate(broken, 'gzip', 200_000))?.length).toBeGreaterThan(1000)
})

test('a name that is no encoding leaves the text as it is', async () => {
  expect((await inflate(Buffer.from('ants'), 'utf-8', 100))?.toString()).toBe('ants')
})
