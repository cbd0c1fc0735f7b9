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

test('what comes back after a fix is not told a second time', async ({sandbox}) => {
  const repository = await sandbox.repository('fay/returning-ants', {'readme.md': ants(sandbox.url)})
  const pull = await repository.pull('Add the ghost ant', {'readme.md': ghost(sandbox.url)})
  await pull.settled()
  const [alive, gone] = [sandbox.url('alive.example', '/ghost'), sandbox.url('gone.example')]
  await pull.push({'readme.md': text => text.replace(gone, alive)})
  await pull.settled()
  await pull.push({'readme.md': text => text.replace(alive, gone)})
  await pull.settled()
  expect(pull.check?.conclusion).toBe('failure')
  expect(pull.pull.comments()).toHaveLength(1)
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

test('another base branch: what that one has already is not told of any more', async ({sandbox}) => {
  const repository = await sandbox.repository('ida/based-ants', {'readme.md': ants(sandbox.url)})
  await repository.repository.push('haunted', {'readme.md': ghost(sandbox.url)})
  const builder = `- [Ghost builder](${sandbox.url('alive.example', '/ghost-builder')}) - Builds nothing.`
  const pull = await repository.pull('Add two ghosts', {
    'readme.md': text =>
      ghost(sandbox.url)(text)
        .replace('## Hunters', there => `${builder}\n\n${there}`)
        .replace('\n\n- [Ghost b', '\n- [Ghost b'),
  })
  await pull.settled()
  expect(pull.check?.conclusion).toBe('failure')

  await pull.pull.changeBase('haunted')
  await pull.settled()
  expect(pull.check?.conclusion).toBe('success')
  expect(pull.notifications).toBe(1)
})

test('a burst of pushes is settled by the last', async ({sandbox}) => {
  const repository = await sandbox.repository('june/hasty-ants', {'readme.md': ants(sandbox.url)})
  const pull = await repository.pull('Add ants in a hurry', {'readme.md': hunt('[Hasty](')})
  for (let number = 1; number <= 5; number++) {
    await pull.push({
      'readme.md': text =>
        `${text
          .split('\n')
          .slice(0, firstAddedLine - 1)
          .join('\n')}\n- [Try ${number}](${sandbox.url('gone.example', `/${number}`)}) - Hides.\n`,
    })
  }
  await pull.settled()
  expect(pull.check).toEqual({conclusion: 'failure', title: '1 dead link'})
  expect(pull.comments.filter(({line}) => line !== undefined)).toEqual([{line: firstAddedLine, says: isDead}])
  expect(pull.notifications).toBeLessThanOrEqual(2)
  expect(pull.pull.comments().find(({line}) => line !== undefined)?.outdated).toBe(false)
})

test('a fork is reviewed like a branch', async ({sandbox}) => {
  const repository = await sandbox.repository('kit/forked-ants', {'readme.md': ants(sandbox.url)})
  const pull = await repository.pull('Add the ghost ant', {'readme.md': ghost(sandbox.url)}, {author: 'bob', fromFork: true})
  await pull.settled()
  expect(pull.check).toEqual({conclusion: 'failure', title: '1 dead link'})
  expect(pull.comments).toEqual([{line: firstAddedLine, says: isDead}])
})

test('the settings of the base branch count, not those that the pull request brings', async ({sandbox}) => {
  const repository = await sandbox.repository('lena/set-ants', {
    'readme.md': ants(sandbox.url),
    '.github/listkeeper.yml': 'review:\n  mode: check-only\n',
  })
  const pull = await repository.pull('Be silent, and add the ghost ant', {
    'readme.md': ghost(sandbox.url),
    '.github/listkeeper.yml': 'rules:\n  dead-link: off\n',
  })
  await pull.settled()
  expect(pull.check).toMatchObject({conclusion: 'failure'})
  expect(pull.notifications).toBe(0)
})

test('an address inside a private network is not asked for, and not called dead', async ({sandbox}) => {
  const repository = await sandbox.repository('mary/private-ants', {'readme.md': ants(sandbox.url)})
  const pull = await repository.pull('Add the secret ant', {
    'readme.md': hunt('[Secret](http://private.example/) - Hides inside.'),
  })
  await pull.settled()
  expect(pull.check?.conclusion).toBe('success')
  expect(pull.notifications).toBe(0)
})

test('a resolved comment is people’s decision: while the line stands it is left as it is, also in the check run', async ({
  sandbox,
}) => {
  const repository = await sandbox.repository('nora/resolved-ants', {'readme.md': ants(sandbox.url)})
  const pull = await repository.pull('Add the ghost ant', {'readme.md': ghost(sandbox.url)})
  await pull.settled()
  const [thread] = pull.pull.comments()
  await pull.pull.resolve(thread?.threadId ?? '', 'nora')
  const body = thread?.body
  await pull.push({'readme.md': text => text.replace('Swarms at night.', 'Swarms by night.')})
  await pull.settled()
  expect(pull.pull.comments()[0]?.body).toBe(body)
  expect(pull.check).toEqual({conclusion: 'success', title: 'Looks good'})
  expect(pull.notifications).toBe(1)
})

test('a fixed comment says in which commit, and is folded away; when it comes back it is unfolded', async ({sandbox}) => {
  const repository = await sandbox.repository('olive/folded-ants', {'readme.md': ants(sandbox.url)})
  const pull = await repository.pull('Add the ghost ant', {'readme.md': ghost(sandbox.url)})
  await pull.settled()
  const [alive, gone] = [sandbox.url('alive.example', '/ghost'), sandbox.url('gone.example')]
  await pull.push({'readme.md': text => text.replace(gone, alive)})
  await pull.settled()
  expect(pull.comments[0]?.says).toBe(`Fixed in \`${pull.pull.head().slice(0, 7)}\`, thank you!`)
  expect(pull.pull.comments()[0]?.minimized).toBe('outdated')
  await pull.push({'readme.md': text => text.replace(alive, gone)})
  await pull.settled()
  expect(pull.comments[0]?.says).toBe(isDead)
  expect(pull.pull.comments()[0]?.minimized).toBeUndefined()
})
