import {expect} from 'vitest'
import {test} from '../sandbox/sandbox.ts'
import {ants, firstAddedLine, hunt, isDead} from './ants.ts'

const ghost = (url: (host: string) => string) => hunt(`[Ghost](${url('gone.example')}) - Hides.`)

test('a dead link that a pull request adds is said once, on its line, whatever happens to us', async ({sandbox}) => {
  const repository = await sandbox.repository('bea/awesome-ants', {'readme.md': ants(sandbox.url)})

  const pull = await repository.pull('Add the ghost ant', {'readme.md': ghost(sandbox.url)})
  await pull.settled()

  expect(pull.check).toEqual({conclusion: 'failure', title: '1 dead link'})
  expect(pull.comments).toEqual([{line: firstAddedLine, says: isDead}])
  expect(pull.notifications).toBe(1)

  await sandbox.redeliverEverything()
  await sandbox.killAndRestart()
  await pull.push({'readme.md': text => text.replace('Hides.', 'Hides well.')})
  await pull.settled()

  expect(pull.check).toEqual({conclusion: 'failure', title: '1 dead link'})
  expect(pull.comments).toHaveLength(1)
  expect(pull.pull.reviews()).toHaveLength(1)
  expect(pull.notifications).toBe(1)
})

test('what was there before is nobody’s fault today', async ({sandbox}) => {
  const sick = `${ants(sandbox.url)}- [Old](${sandbox.url('gone.example')}): Was here before.\n`
  const repository = await sandbox.repository('cleo/sick-ants', {'readme.md': sick})
  const pull = await repository.pull('Add the honeypot ant', {
    'readme.md': hunt(`[Honeypot](${sandbox.url('alive.example', '/honeypot')}) - Stores honey.`),
  })
  await pull.settled()
  expect(pull.check).toEqual({conclusion: 'success', title: 'Looks good: 1 new link checked'})
  expect(pull.notifications).toBe(0)
})

test('a pull request that touches no list gets a green check and nothing else', async ({sandbox}) => {
  const repository = await sandbox.repository('dora/coded-ants', {'readme.md': ants(sandbox.url), 'ant.js': 'walk()\n'})
  const pull = await repository.pull('Walk faster', {'ant.js': 'run()\n'})
  await pull.settled()
  expect(pull.check).toEqual({conclusion: 'success', title: 'No list was changed'})
  expect(pull.notifications).toBe(0)
})

test('a fix is seen: the comment is edited, the check turns green, nobody is notified again', async ({sandbox}) => {
  const repository = await sandbox.repository('emma/fixed-ants', {'readme.md': ants(sandbox.url)})
  const pull = await repository.pull('Add the ghost ant', {'readme.md': ghost(sandbox.url)})
  await pull.settled()

  await pull.push({'readme.md': text => text.replace(sandbox.url('gone.example'), sandbox.url('alive.example', '/ghost'))})
  await pull.settled()

  expect(pull.check?.conclusion).toBe('success')
  expect(pull.pull.comments()).toHaveLength(1)
  expect(pull.comments[0]?.says).not.toBe(isDead)
  expect(pull.comments[0]?.says).toMatch(/fixed/i)
  expect(pull.notifications).toBe(1)
})

test('at most two reviews: what a third push brings stands in the check run alone', async ({sandbox}) => {
  const repository = await sandbox.repository('gwen/many-ants', {'readme.md': ants(sandbox.url)})
  const pull = await repository.pull('Add the first ghost', {'readme.md': ghost(sandbox.url)})
  await pull.settled()
  for (const name of ['second', 'third']) {
    await pull.push({'readme.md': hunt(`[${name} ghost](${sandbox.url('gone.example', `/${name}`)}) - Hides.`)})
    await pull.settled()
  }
  expect(pull.check).toEqual({conclusion: 'failure', title: '3 dead links'})
  expect(pull.comments).toHaveLength(2)
  expect(pull.notifications).toBe(2)
})

test('a draft gets its check alone; ready for review, it is reviewed', async ({sandbox}) => {
  const repository = await sandbox.repository('hedy/draft-ants', {'readme.md': ants(sandbox.url)})
  const pull = await repository.pull('Draft the ghost ant', {'readme.md': ghost(sandbox.url)}, {draft: true})
  await pull.settled()
  expect(pull.check).toEqual({conclusion: 'failure', title: '1 dead link'})
  expect(pull.notifications).toBe(0)

  await pull.pull.markReady()
  await pull.settled()
  expect(pull.comments).toEqual([{line: firstAddedLine, says: isDead}])
  expect(pull.notifications).toBe(1)
})
