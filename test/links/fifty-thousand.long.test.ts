import {type ChildProcess, fork} from 'node:child_process'
import {on, once} from 'node:events'
import {join} from 'node:path'
import {expect, onTestFinished, test} from 'vitest'
import type {Left} from './many-links.ts'
import type {Port} from './plain-web.ts'

function start(file: string, args: readonly string[], execArgv: readonly string[] = []): ChildProcess {
  const child = fork(join(import.meta.dirname, file), args, {execArgv: [...execArgv]})
  onTestFinished(() => void child.kill())
  return child
}

/** What a run of so many links left behind, one after the other in one process. */
async function runs(counts: readonly number[]): Promise<Left[]> {
  const [port]: Port[] = await once(start('plain-web.ts', []), 'message')
  const child = start('many-links.ts', [port, ...counts].map(String), ['--expose-gc'])
  const left: Left[] = []
  for await (const [said] of on(child, 'message', {close: ['disconnect']})) left.push(said as Left)
  return left
}

test('fifty thousand links in one run: flat memory, no descriptor left open, no warning', async () => {
  const [first, many] = await runs([6000, 50_000])
  if (first === undefined || many === undefined) expect.fail('A run has ended before its time.')
  for (const {links, alive, dead, warnings} of [first, many]) {
    expect([alive + dead, dead]).toEqual([links, links / 50])
    expect(warnings).toEqual([])
  }
  // What was asked for is let go of; what stays is what is known of sites, which has a bound.
  expect(many.heapBytes - first.heapBytes).toBeLessThan(30e6)
  // Eight times the links, their verdicts and what the collector has not got to included: less than six kilobytes a link.
  expect(many.peakBytes - first.peakBytes).toBeLessThan(250e6)
  expect(many.peakBytes).toBeLessThan(500e6)
  if (many.open === undefined || first.open === undefined || many.mostOpen === undefined) return
  expect(many.open).toBeLessThanOrEqual(first.open + 10)
  expect(many.mostOpen).toBeLessThan(1500)
}, 180_000)
