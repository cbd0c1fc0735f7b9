import {expect} from 'vitest'
import {test} from '../sandbox/sandbox.ts'
import {ants, firstAddedLine, hunt, isDead} from './ants.ts'

const ghost = (url: (host: string) => string) => hunt(`[Ghost](${url('gone.example')}) - Hides.`)

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
