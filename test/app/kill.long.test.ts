import {expect, test, vi} from 'vitest'
import {appVariables, fakeGitHub, pullEvent, sendWebhook, spawnApp, temporaryFolder} from './process.ts'

/** A GitHub that hands out tokens and then says nothing any more. `asked`: what reviews asked for. */
async function silentGitHub() {
  const asked: string[] = []
  const host = await fakeGitHub(({url}, response) => {
    if (url?.endsWith('/access_tokens') === true) {
      response.writeHead(201, {'content-type': 'application/json'})
      response.end(JSON.stringify({token: 'ghs_x', expires_at: '2100-01-01T00:00:00Z', permissions: {}}))
      // What else the app wants to know at its start is no review.
    } else if (url?.includes('/pulls/') === true) asked.push(url)
  })
  return {host, asked}
}

test('a review that a kill interrupts is taken up right after the next start, whatever the kill left behind', async () => {
  const {host, asked} = await silentGitHub()
  const folder = await temporaryFolder()
  const variables = await appVariables(host)
  const url = `http://127.0.0.1:${variables.PORT}`

  const first = spawnApp(folder, variables)
  await first.logged('ready')
  expect((await sendWebhook(url, 'pull_request', pullEvent('opened'), 'once')).status).toBe(200)
  await vi.waitFor(() => expect(asked).toHaveLength(1), {timeout: 60_000})
  first.child.kill('SIGKILL')
  await first.exited

  for (let life = 2; life <= 4; life++) {
    const startedMs = Date.now()
    const next = spawnApp(folder, variables)
    await next.logged('review started')
    await vi.waitFor(() => expect(asked).toHaveLength(life), {timeout: 60_000})
    expect(Date.now() - startedMs).toBeLessThan(30_000)
    await next.logged('ready')
    expect((await sendWebhook(url, 'pull_request', pullEvent('opened'), 'once')).status).toBe(200)
    await next.logged('event repeated')
    next.child.kill('SIGKILL')
    await next.exited
  }
})

test('a kill at any moment of a first start leaves a folder that the next start can use', async () => {
  const {host} = await silentGitHub()
  const folder = await temporaryFolder()
  const variables = await appVariables(host)
  for (const afterMs of [200, 600, 1000, 1400, 1800, 2400, 3000]) {
    const app = spawnApp(folder, variables)
    await new Promise(resolve => setTimeout(resolve, afterMs))
    app.child.kill('SIGKILL')
    await app.exited
  }
  const app = spawnApp(folder, variables)
  await app.logged('ready')
  expect(app.said.err).toBe('')
})

test('asked to stop in the middle of a review that does not end, the app is gone within ten seconds and goes on after its next start', async () => {
  const {host, asked} = await silentGitHub()
  const folder = await temporaryFolder()
  const variables = await appVariables(host)
  const app = spawnApp(folder, variables)
  await app.logged('ready')
  await sendWebhook(`http://127.0.0.1:${variables.PORT}`, 'pull_request', pullEvent('opened'), 'once')
  await vi.waitFor(() => expect(asked).toHaveLength(1), {timeout: 60_000})

  const stoppedMs = Date.now()
  app.child.kill('SIGTERM')
  expect(await app.exited).toBe(0)
  expect(Date.now() - stoppedMs).toBeLessThan(10_000)

  const next = spawnApp(folder, variables)
  await next.logged('review started')
})
