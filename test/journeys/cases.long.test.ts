import {expect} from 'vitest'
import {type SeenPull, test} from '../sandbox/sandbox.ts'
import {until} from '../sandbox/until.ts'
import {ants, firstAddedLine, hunt, isDead} from './ants.ts'

const ghost = (url: (host: string) => string) => hunt(`[Ghost](${url('gone.example')}) - Hides.`)

const isToldInCheckRun = (pull: SeenPull, line = firstAddedLine) => {
  expect(pull.check).toEqual({conclusion: 'failure', title: '1 dead link'})
  expect(pull.pull.checkRuns()[0]?.annotations).toEqual([
    {path: 'readme.md', line, level: 'failure', message: expect.stringContaining('This link is dead')},
  ])
  expect(pull.pull.reviews()).toEqual([])
  expect(pull.notifications).toBe(0)
}

test('a bot’s pull request gets its check run in full, and no review', async ({sandbox}) => {
  const repository = await sandbox.repository('abe/bot-ants', {'readme.md': ants(sandbox.url)})
  const pull = await repository.pull('Add the ghost ant', {'readme.md': ghost(sandbox.url)}, {author: 'renovate[bot]'})
  await pull.settled()
  isToldInCheckRun(pull)
})

test('a change of more than 300 files: the list is compared, and all is told beside the diff', async ({sandbox}) => {
  const repository = await sandbox.repository('ben/broad-ants', {'readme.md': ants(sandbox.url)})
  const data = Object.fromEntries(Array.from({length: 301}, (_, n) => [`data/${n}.txt`, `${n}\n`]))
  const pull = await repository.pull('Add data and the ghost ant', {...data, 'readme.md': ghost(sandbox.url)})
  await pull.settled()
  isToldInCheckRun(pull)
  expect(pull.pull.checkRuns()[0]?.text).toContain('GitHub shows no lines of `readme.md`')
})

test('a list so large that GitHub shows no lines of it: all is told beside the diff', async ({sandbox}) => {
  const repository = await sandbox.repository('cora/large-ants', {'readme.md': ants(sandbox.url)})
  const long = `<!-- ${'x'.repeat(600_000)} -->\n`
  const pull = await repository.pull('Add the ghost ant, and much more', {
    'readme.md': text => `${ghost(sandbox.url)(text)}\n${long}`,
  })
  await pull.settled()
  isToldInCheckRun(pull)
})

test('a list over a megabyte: all is told beside the diff', async ({sandbox}) => {
  const long = `<!-- ${'x'.repeat(1_100_000)} -->\n`
  const repository = await sandbox.repository('dan/huge-ants', {'readme.md': `${long}${ants(sandbox.url)}`})
  const pull = await repository.pull('Add the ghost ant', {'readme.md': ghost(sandbox.url)})
  await pull.settled()
  isToldInCheckRun(pull, firstAddedLine + 1)
})

test('a list that is renamed is compared with what it was: only what is new is told', async ({sandbox}) => {
  const sick = `${ants(sandbox.url)}- [Old](${sandbox.url('gone.example', '/old')}): Was here before.\n`
  const repository = await sandbox.repository('eli/renamed-ants', {'readme.md': sick})
  const pull = await repository.pull('Call it a list', {'readme.md': undefined, 'list.md': ghost(sandbox.url)(sick)})
  await pull.settled()
  expect(pull.pull.comments().map(({path, line}) => ({path, line}))).toEqual([{path: 'list.md', line: firstAddedLine + 1}])
  expect(pull.notifications).toBe(1)
})

test('several lists in one pull request: one check run, one review', async ({sandbox}) => {
  const repository = await sandbox.repository('flo/more-ants', {
    'readme.md': ants(sandbox.url),
    'more.md': ants(sandbox.url).replace('Awesome', 'More'),
  })
  const pull = await repository.pull('Add two ghosts', {
    'readme.md': ghost(sandbox.url),
    'more.md': hunt(`[Shadow](${sandbox.url('gone.example', '/shadow')}) - Hides.`),
  })
  await pull.settled()
  expect(pull.check).toEqual({conclusion: 'failure', title: '2 dead links'})
  expect(pull.pull.checkRuns()).toHaveLength(1)
  expect(pull.pull.comments().map(({path}) => path)).toEqual(['more.md', 'readme.md'])
  expect(pull.notifications).toBe(1)
})

test('two pull requests with one commit: one review each, and the check run that is shown sums up both', async ({sandbox}) => {
  const repository = await sandbox.repository('gus/twin-ants', {'readme.md': ants(sandbox.url)})
  await repository.repository.push('next', {'notes.txt': 'Soon.\n'})
  const one = await repository.pull('Add the ghost ant', {'readme.md': ghost(sandbox.url)}, {branch: 'ghost'})
  await one.settled()
  const other = await repository.pull('Add it there, too', {}, {branch: 'ghost', base: 'next'})
  await other.settled()
  expect(other.check).toEqual({conclusion: 'failure', title: '#1: 1 dead link · #2: 1 dead link'})
  expect([one.pull.reviews().length, other.pull.reviews().length]).toEqual([1, 1])
  expect(one.pull.checkRuns().every(({status}) => status === 'completed')).toBe(true)
})

test('a locked conversation gets its check run alone', async ({sandbox}) => {
  const repository = await sandbox.repository('hal/locked-ants', {'readme.md': ants(sandbox.url)})
  const pull = await repository.pull('Add the ghost ant', {'readme.md': ghost(sandbox.url)}, {draft: true})
  await pull.settled()
  await pull.pull.lock()
  await pull.pull.markReady()
  await pull.settled()
  isToldInCheckRun(pull)
})

test('a review that GitHub forbids: the check run tells it all', async ({sandbox}) => {
  const repository = await sandbox.repository('ian/forbidden-ants', {'readme.md': ants(sandbox.url)})
  sandbox.github.fault({
    match: {method: 'POST', path: /forbidden-ants\/pulls\/\d+\/reviews$/},
    times: 10,
    fault: {status: 403, body: {message: 'Resource not accessible by integration'}},
  })
  const pull = await repository.pull('Add the ghost ant', {'readme.md': ghost(sandbox.url)})
  await pull.settled()
  isToldInCheckRun(pull)
})

test('closed while we look: nothing is said, and the check run does not turn for ever', async ({sandbox}) => {
  const repository = await sandbox.repository('jo/closed-ants', {'readme.md': ants(sandbox.url)})
  // Held up as long as it is asked for, so that it is closed meanwhile.
  sandbox.github.fault({match: {path: /closed-ants\/compare\//}, times: 5, fault: {status: 500, delayMs: 1500}})
  const pull = await repository.pull('Add the ghost ant', {'readme.md': ghost(sandbox.url)})
  await until(() => pull.pull.checkRuns().length > 0, {deadlineMs: 30_000, told: () => 'no check run was started'})
  await pull.pull.close()
  await pull.settled()
  expect(pull.pull.checkRuns().map(({status}) => status)).toEqual(['completed'])
  expect(pull.notifications).toBe(0)
})

test('asked for again, by the check, by the whole suite or by its button: the same answer, nothing repeated', async ({
  sandbox,
}) => {
  const repository = await sandbox.repository('kim/repeated-ants', {'readme.md': ants(sandbox.url)})
  const pull = await repository.pull('Add the ghost ant', {'readme.md': ghost(sandbox.url)})
  await pull.settled()
  const id = () => pull.pull.checkRuns()[0]?.id ?? 0
  for (const ask of [
    () => pull.pull.rerequest(id()),
    () => pull.pull.rerequestAll(),
    () => pull.pull.pressAction(id(), 'check-again'),
  ]) {
    await ask()
    await pull.settled()
    expect(pull.check).toEqual({conclusion: 'failure', title: '1 dead link'})
    expect(pull.pull.checkRuns()[0]?.annotations).toHaveLength(1)
    expect(pull.comments).toEqual([{line: firstAddedLine, says: isDead}])
    expect(pull.notifications).toBe(1)
  }
})

test('dismissed by the button: the check turns green, our comment is folded away, and nothing comes back', async ({sandbox}) => {
  const repository = await sandbox.repository('lea/dismissed-ants', {'readme.md': ants(sandbox.url)})
  const pull = await repository.pull('Add the ghost ant', {'readme.md': ghost(sandbox.url)})
  await pull.settled()
  await pull.pull.pressAction(pull.pull.checkRuns()[0]?.id ?? 0, 'dismiss-all')
  await pull.settled()
  expect(pull.check?.conclusion).toBe('success')
  expect(pull.pull.checkRuns()[0]?.annotations).toEqual([])
  expect(pull.pull.comments()[0]?.minimized).toBe('resolved')

  await pull.push({'readme.md': text => text.replace('Swarms at night.', 'Swarms by night.')})
  await pull.settled()
  expect(pull.check?.conclusion).toBe('success')
  expect(pull.notifications).toBe(1)
})

test('a list that a tool writes, changed by hand: neutral, and one comment says which file to edit', async ({sandbox}) => {
  const written = `<!-- Generated from data/ants.yml, do not edit -->\n\n${ants(sandbox.url)}`
  const repository = await sandbox.repository('mo/generated-ants', {'readme.md': written})
  const pull = await repository.pull('Add the ghost ant', {'readme.md': ghost(sandbox.url)})
  await pull.settled()
  expect(pull.check).toEqual({conclusion: 'neutral', title: '1 problem'})
  expect(pull.comments).toEqual([{line: firstAddedLine + 2, says: 'A tool writes this file, so edit `data/ants.yml` instead.'}])
})

test('settings that a pull request brings are read before they hold: mistakes are told on their lines, and gone when mended', async ({
  sandbox,
}) => {
  const repository = await sandbox.repository('ned/settled-ants', {
    'readme.md': ants(sandbox.url),
    '.github/listkeeper.yml': 'review:\n  comments: 5\n',
  })
  const pull = await repository.pull('Set more', {
    '.github/listkeeper.yml': 'review:\n  comments: 5\nrules:\n  dead-lnk: off\n',
  })
  await pull.settled()
  expect(pull.check).toEqual({conclusion: 'neutral', title: '1 problem'})
  expect(pull.comments).toEqual([{line: 4, says: expect.stringContaining('Unknown rule `dead-lnk`')}])

  await pull.push({'.github/listkeeper.yml': text => text.replace('dead-lnk', 'dead-link')})
  await pull.settled()
  expect(pull.check?.conclusion).toBe('success')
  expect(pull.comments[0]?.says).toMatch(/^Fixed in /)
  expect(pull.notifications).toBe(1)
})

test('when the base moves, what lies open is judged again, without a word: a duplicate, then a conflict', async ({sandbox}) => {
  const velvet = hunt(`[Velvet](${sandbox.url('alive.example', '/velvet')}) - Stings like a bee.`)
  const repository = await sandbox.repository('ora/moving-ants', {'readme.md': ants(sandbox.url)})
  const pull = await repository.pull('Add the velvet ant', {'readme.md': velvet})
  await pull.settled()
  expect(pull.check?.conclusion).toBe('success')

  await repository.repository.push('main', {
    'readme.md': text =>
      text.replace('\n## Hunters', `- [Velvet](${sandbox.url('alive.example', '/velvet')}) - Stings like a bee.\n\n## Hunters`),
  })
  await pull.settled()
  expect(pull.check?.conclusion).not.toBe('success')
  expect(pull.pull.checkRuns()[0]?.annotations.map(({line}) => line)).toContain(firstAddedLine)

  await repository.repository.push('main', {'readme.md': hunt(`[Bull](${sandbox.url('alive.example', '/bull')}) - Runs.`)})
  await pull.settled()
  expect(pull.pull.checkRuns()[0]?.text).toContain("can't be merged")
  expect(pull.notifications).toBe(0)
})

test('what happened while we were away is done when we are back', async ({sandbox}) => {
  const repository = await sandbox.repository('pam/missed-ants', {'readme.md': ants(sandbox.url)})
  await sandbox.app.kill()
  const pull = await repository.pull('Add the ghost ant', {'readme.md': ghost(sandbox.url)})
  await sandbox.github.delivered()
  await sandbox.app.start()
  await pull.settled()
  expect(pull.check).toEqual({conclusion: 'failure', title: '1 dead link'})
  expect(pull.comments).toEqual([{line: firstAddedLine, says: isDead}])
  expect(pull.notifications).toBe(1)
})
