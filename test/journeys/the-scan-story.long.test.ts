import {expect, test} from 'vitest'
import {startSandbox} from '../sandbox/start-sandbox.ts'
import {lacking, type Played, playScans} from '../sandbox/story/play-scans.ts'

test('eight weeks of a real list: people are notified of what was promised, and of nothing else', async () => {
  const sandbox = await startSandbox({travels: true})
  try {
    const played: Played[] = []
    for await (const act of playScans(sandbox)) {
      played.push(act)
      expect(act.mistakes, act.step.name).toEqual([])
    }
    expect(played.at(-1)?.day).toBeGreaterThanOrEqual(56)
    expect(lacking(sandbox.github)).toEqual([])
  } finally {
    await sandbox.close()
  }
  // A minute where nothing else runs.
}, 400_000)
