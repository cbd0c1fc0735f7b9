import {expect} from 'vitest'
import {ants, hunt} from '../journeys/ants.ts'
import {dayMs} from './clock.ts'
import {travellingTest as test} from './sandbox.ts'

test('the app, GitHub and the web travel together, and a pull request is reviewed a month later as well, also after a kill', async ({
  sandbox,
}) => {
  const {github, web} = sandbox
  const repository = await sandbox.repository('ada/ants', {'readme.md': ants(sandbox.url)})
  await sandbox.idle()
  await sandbox.days(30)
  await sandbox.killAndRestart()
  const before = Date.now()
  const pull = await repository.pull('Add an ant', {
    'readme.md': hunt(`[Ghost](${sandbox.url('gone.example')}) - Hides.`),
  })
  await pull.settled()
  expect(pull.check).toMatchObject({conclusion: 'failure'})
  expect(github.notifications()).toHaveLength(1)
  const visits = web.visits.filter(({asked}) => asked.includes('gone.example'))
  expect(visits).not.toEqual([])
  for (const {atMs} of [...github.notifications(), ...visits]) expect(atMs).toBeGreaterThanOrEqual(before + 30 * dayMs)
})
