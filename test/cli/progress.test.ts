import {expect, onTestFinished, test, vi} from 'vitest'
import {withProgress} from '../../src/cli/progress.ts'
import type {CheckLinks} from '../../src/links/check-links.ts'
import type {Verdict} from '../../src/verdict/verdict.ts'

const options = {timeoutMs: 1, deadlineMs: 1, concurrency: 1, perSite: 1, retries: 0}
const gone: Verdict = {kind: 'dead', reason: 'gone', status: 410}
const dead: CheckLinks = async urls => new Map(urls.map(url => [url, gone]))

/** What is written to stderr while links are checked, and what comes of it. */
async function watch(
  {isTTY = true, variables = {}}: {isTTY?: boolean; variables?: Record<string, string>},
  checkLinks: CheckLinks = dead,
  more: {onSettled?: (url: string) => void} = {},
) {
  let written = ''
  const output = {
    isTTY,
    columns: 80,
    write: (text: string) => {
      written += text
    },
  }
  const {signal} = new AbortController()
  const urls = ['https://a.example/', 'https://b.example/1', 'https://b.example/2']
  const checked = withProgress(checkLinks, output, {NO_COLOR: '1', ...variables})(urls, {...options, ...more}, signal)
  return {verdicts: await checked.catch(() => undefined), written}
}

test('a person at a terminal sees that links are checked, and nothing is left of it afterwards', async () => {
  const {written, verdicts} = await watch({})
  expect(written).toBe(`\r${'─'.repeat(20)} 0 of 3 links · 0 s · waiting for b.example (2)\u001B[K\r\u001B[K`)
  expect(verdicts?.get('https://a.example/')).toBe(gone)
})

test('each link that is done counts, and whoever else wants to know of it does', async () => {
  const told: string[] = []
  vi.useFakeTimers({toFake: ['setInterval', 'clearInterval', 'performance']})
  onTestFinished(() => void vi.useRealTimers())
  const half: CheckLinks = async (urls, {onSettled}, signal) => {
    for (const url of urls.slice(1)) onSettled?.(url, gone)
    vi.advanceTimersByTime(2000)
    return dead(urls, options, signal)
  }
  const {written} = await watch({}, half, {onSettled: url => told.push(url)})
  expect(written).toContain('2 of 3 links · 1/s · 2 s · waiting for a.example (1)')
  expect(told).toEqual(['https://b.example/1', 'https://b.example/2'])
})

test('it is taken away also when checking fails', async () => {
  const {written} = await watch({}, () => Promise.reject(new Error('broken')))
  expect(written.endsWith('\r\u001B[K')).toBe(true)
})

test('a file, a pipe or a terminal that can only go forward sees nothing of it', async () => {
  expect((await watch({isTTY: false})).written).toBe('')
  expect((await watch({variables: {TERM: 'dumb'}})).written).toBe('')
})
