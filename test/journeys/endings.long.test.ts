import {expect} from 'vitest'
import {type People, type SeenPull, test} from '../sandbox/sandbox.ts'
import {until} from '../sandbox/until.ts'
import {ants, firstAddedLine, hunt, isDead} from './ants.ts'

const ghost = (url: (host: string) => string) => hunt(`[Ghost](${url('gone.example')}) - Hides.`)

/** Holds up what is asked for next about a repository, so that something can happen meanwhile. */
const holdUp = ({github}: People, path: RegExp) => github.fault({match: {path}, times: 1, fault: {delayMs: 2000}})

const started = (pull: SeenPull) =>
  until(() => pull.pull.checkRuns().length > 0, {deadlineMs: 30_000, told: () => 'no check run was started'})

/** Waits until the app has ended its work on a pull request, and gives what it said then. */
async function ended({app}: People, name: string): Promise<{readonly reason: unknown; readonly failures: number}> {
  const about = () => app.log.filter(line => line['pull'] === name)
  await until(() => about().some(({msg}) => msg === 'review finished'), {
    deadlineMs: 30_000,
    told: () =>
      about()
        .map(({msg}) => msg)
        .join('\n'),
  })
  return {
    reason: about().findLast(({msg}) => msg === 'review finished')?.['reason'],
    failures: about().filter(({level}) => level >= 50).length,
  }
}

test('merged while we look: nothing is said, and the check run does not turn for ever', async ({sandbox}) => {
  const repository = await sandbox.repository('ann/merged-ants', {'readme.md': ants(sandbox.url)})
  holdUp(sandbox, /merged-ants\/compare\//)
  const pull = await repository.pull('Add the ghost ant', {'readme.md': ghost(sandbox.url)})
  await started(pull)
  await pull.pull.merge()
  await pull.settled()
  expect(pull.pull.merged()).toBe(true)
  expect(pull.pull.checkRuns().map(({status}) => status)).toEqual(['completed'])
  expect(pull.notifications).toBe(0)
})

test('once merged, the check run stays as it was', async ({sandbox}) => {
  const repository = await sandbox.repository('arne/good-ants', {'readme.md': ants(sandbox.url)})
  const good = hunt(`[Honeypot](${sandbox.url('alive.example', '/honeypot')}) - Stores honey.`)
  const pull = await repository.pull('Add the weaver ant', {'readme.md': good})
  await pull.settled()
  await pull.pull.merge()
  await pull.settled()
  expect(pull.check).toEqual({conclusion: 'success', title: 'Looks good: 1 new link checked'})
})

test('a fork that was deleted: its pull request is reviewed like any', async ({sandbox}) => {
  const repository = await sandbox.repository('bert/orphaned-ants', {'readme.md': ants(sandbox.url)})
  const pull = await repository.pull(
    'Add the ghost ant',
    {'readme.md': ghost(sandbox.url)},
    {author: 'bob', fromFork: true, draft: true},
  )
  await pull.settled()
  await repository.repository.deleteFork('bob')
  await pull.pull.markReady()
  await pull.settled()
  expect(pull.check).toEqual({conclusion: 'failure', title: '1 dead link'})
  expect(pull.comments).toEqual([{line: firstAddedLine, says: isDead}])
})

test('a repository that is archived while we look is left in peace', async ({sandbox}) => {
  const repository = await sandbox.repository('carl/archived-ants', {'readme.md': ants(sandbox.url)})
  holdUp(sandbox, /archived-ants\/compare\//)
  const pull = await repository.pull('Add the ghost ant', {'readme.md': ghost(sandbox.url)})
  await started(pull)
  repository.repository.archive()
  expect((await ended(sandbox, 'carl/archived-ants#1')).reason).toBe('archived')
  expect(pull.notifications).toBe(0)
})

test('a repository that gets another name while we look is reviewed under that one', async ({sandbox}) => {
  const repository = await sandbox.repository('dina/renamed-ants', {'readme.md': ants(sandbox.url)})
  holdUp(sandbox, /renamed-ants\/compare\//)
  const pull = await repository.pull('Add the ghost ant', {'readme.md': ghost(sandbox.url)})
  await started(pull)
  repository.repository.rename('army-ants')
  await ended(sandbox, 'dina/renamed-ants#1')
  expect(pull.check).toEqual({conclusion: 'failure', title: '1 dead link'})
  expect(pull.pull.reviews()).toHaveLength(1)
})

test('an installation that is suspended or deleted while we look: that is the end of it, and no failure', async ({sandbox}) => {
  const endings = [
    ['suspended', (login: string) => sandbox.github.suspend(login)],
    ['deleted', (login: string) => sandbox.github.uninstall(login)],
  ] as const
  for (const [how, end] of endings) {
    const name = `eva-${how}/left-ants`
    const repository = await sandbox.repository(name, {'readme.md': ants(sandbox.url)})
    holdUp(sandbox, new RegExp(`${name}/compare/`))
    const pull = await repository.pull('Add the ghost ant', {'readme.md': ghost(sandbox.url)})
    await started(pull)
    end(`eva-${how}`)
    // The disturbance that held us up may be told; that we may not look any more is none.
    expect((await ended(sandbox, `${name}#1`)).reason, how).toBe('gone')
    expect(pull.notifications).toBe(0)
  }
})

test('a permission that was taken away: that is the end of it, and no failure', async ({sandbox}) => {
  const repository = await sandbox.repository('finn/narrowed-ants', {'readme.md': ants(sandbox.url)})
  sandbox.github.fault({
    match: {method: 'POST', path: /narrowed-ants\/check-runs$/},
    times: 10,
    fault: {status: 403, body: {message: 'Resource not accessible by integration'}},
  })
  const pull = await repository.pull('Add the ghost ant', {'readme.md': ghost(sandbox.url)})
  expect(await ended(sandbox, 'finn/narrowed-ants#1')).toEqual({reason: 'forbidden', failures: 0})
  expect(pull.notifications).toBe(0)
})

test('of two pull requests with one commit one is closed: the check run speaks of the other alone', async ({sandbox}) => {
  const repository = await sandbox.repository('gwen/parted-ants', {'readme.md': ants(sandbox.url)})
  await repository.repository.push('next', {'notes.txt': 'Soon.\n'})
  const one = await repository.pull('Add the ghost ant', {'readme.md': ghost(sandbox.url)}, {branch: 'ghost'})
  await one.settled()
  const other = await repository.pull('Add it there, too', {}, {branch: 'ghost', base: 'next'})
  await other.settled()
  expect(one.check?.title).toBe('#1: 1 dead link · #2: 1 dead link')

  await other.pull.close()
  await one.settled()
  expect(one.check).toEqual({conclusion: 'failure', title: '1 dead link'})
  expect(one.notifications).toBe(1)
})

test('a base that moves has those looked at that change the same list, and no others', async ({sandbox}) => {
  const repository = await sandbox.repository('hugo/picked-ants', {'readme.md': ants(sandbox.url), 'bees.md': ants(sandbox.url)})
  // Its first commit is a push, too, which finds no pull request yet.
  await sandbox.github.delivered()
  const same = await repository.pull('Add an ant', {'readme.md': ghost(sandbox.url)})
  const another = await repository.pull('Add a bee', {'bees.md': ghost(sandbox.url)})
  for (const pull of [same, another]) await pull.settled()
  await repository.repository.push('main', {'readme.md': text => `${text}\n`})
  await same.settled()
  const pushed = sandbox.app.log.filter(line => line.msg === 'event received' && line['event'] === 'push')
  expect(pushed.map(line => line['pull']).filter(name => String(name).startsWith('hugo/'))).toEqual(['hugo/picked-ants#1'])
})

test('a review says where the list tells what it asks for', async ({sandbox}) => {
  const repository = await sandbox.repository('ines/guided-ants', {
    'readme.md': ants(sandbox.url),
    '.github/Contributing.md': '# Ants only\n',
  })
  const pull = await repository.pull('Add the ghost ant', {'readme.md': ghost(sandbox.url)})
  await pull.settled()
  expect(pull.pull.reviews()[0]?.body).toContain('/ines/guided-ants/blob/main/.github/Contributing.md)')
})

test('a fixed comment that we delete, where conversations must be resolved, is no decision of people', async ({sandbox}) => {
  const repository = await sandbox.repository('jan/demanding-ants', {'readme.md': ants(sandbox.url)})
  repository.repository.setBranchRules({requiresResolvedConversations: true})
  const pull = await repository.pull('Add the ghost ant', {'readme.md': ghost(sandbox.url)})
  await pull.settled()
  const [alive, gone] = [sandbox.url('alive.example', '/ghost'), sandbox.url('gone.example')]
  await pull.push({'readme.md': text => text.replace(gone, alive)})
  await pull.settled()
  expect(pull.comments).toEqual([])

  repository.repository.setBranchRules({requiresResolvedConversations: false})
  await pull.push({'readme.md': text => text.replace(alive, gone)})
  await pull.settled()
  expect(pull.check).toEqual({conclusion: 'failure', title: '1 dead link'})
  expect(pull.notifications).toBe(1)
})
