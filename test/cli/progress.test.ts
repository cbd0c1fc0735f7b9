import {expect, test} from 'vitest'
import {withProgress} from '../../src/cli/progress.ts'
import type {CheckLinks} from '../../src/links/check-links.ts'

const options = {timeoutMs: 1, deadlineMs: 1, concurrency: 1, perSite: 1, retries: 0}
const dead: CheckLinks = async urls => new Map(urls.map(url => [url, {kind: 'dead', reason: 'gone', status: 410}] as const))

/** What is written to stderr while links are checked, and what comes of it. */
async function watch(isTTY: boolean, checkLinks: CheckLinks = dead) {
  let written = ''
  const output = {
    isTTY,
    write: (text: string) => {
      written += text
    },
  }
  const verdicts = await withProgress(checkLinks, output)(['https://a.example/'], options, new AbortController().signal).catch(
    () => undefined,
  )
  return {written, verdicts}
}

test('a person at a terminal sees that links are checked, and nothing is left of it afterwards', async () => {
  const {written, verdicts} = await watch(true)
  expect(written).toBe('\rChecking 1 link… 0 s\r\u001B[K')
  expect(verdicts?.get('https://a.example/')).toMatchObject({kind: 'dead'})
})

test('it is taken away also when checking fails', async () => {
  const {written} = await watch(true, () => Promise.reject(new Error('broken')))
  expect(written.endsWith('\r\u001B[K')).toBe(true)
})

test('a file or a pipe sees nothing of it', async () => {
  expect((await watch(false)).written).toBe('')
})
