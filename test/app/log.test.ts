import {pino} from 'pino'
import {expect, test} from 'vitest'
import {prettyStream} from '../../src/app/log.ts'

test('a person reads at a glance what was done to which pull request', () => {
  const lines: string[] = []
  const log = pino({name: 'listkeeper', base: null}, prettyStream({write: text => lines.push(String(text)) > 0}))
  log.info({pull: 'ada/ants#3', ms: 812}, 'review posted')
  log.error({pull: 'ada/ants#3', err: new Error('no answer')}, 'review failed')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours, where the terminal has them
  const [posted, failed] = lines.map(line => line.replaceAll(/\u001B\[\d+m/g, ''))
  expect(posted).toMatch(/^\d\d:\d\d:\d\d review posted {2}pull ada\/ants#3 {2}ms 812\n$/)
  expect(failed).toMatch(/^\d\d:\d\d:\d\d review failed {2}pull ada\/ants#3\nError: no answer\n {4}at /)
})
