import {readFile} from 'node:fs/promises'
import {expect} from 'vitest'
import {test} from '../sandbox/sandbox.ts'
import {settled} from '../sandbox/settled.ts'
import {checkOutcome} from '../sandbox/story/check-outcome.ts'
import {conversation, conversationPull, differences, look} from '../sandbox/story/conversation.ts'
import {firstScanned, listPath, makeStoryRepository, play, storyRepository} from '../sandbox/story/play.ts'
import {storyPulls} from '../sandbox/story/pulls.ts'

const seed = new URL('../fixtures/awesome-mlops-2018.md', import.meta.url)

test('a real list: a clean pull request is left in peace, defects and dead links are told where they stand, once', async ({
  sandbox,
}) => {
  const repository = await makeStoryRepository(sandbox.github)
  await firstScanned(sandbox, storyRepository)
  expect(await repository.text(listPath)).toBe(await readFile(seed, 'utf8'))

  const pulls = []
  for (const pull of storyPulls(sandbox.url)) {
    const opened = await play(sandbox, repository, pull)
    pulls.push(opened)
    const notifications = sandbox.github.notifications().filter(({where}) => where === `${storyRepository}#${opened.number}`)
    expect(await checkOutcome(opened, listPath, notifications.length, pull.outcome), pull.title).toEqual([])
  }

  const titles = pulls.map(pull => pull.checkRuns().map(({name, title}) => `${name}: ${title}`))
  expect(titles).toEqual([
    ['Listkeeper: Looks good: 2 new links checked'],
    ['Listkeeper: 6 problems'],
    ['Listkeeper: 2 dead links, 1 other problem'],
  ])
  expect(pulls.map(pull => pull.reviews().length)).toEqual([0, 1, 1])
  expect(pulls.map(pull => pull.conversation().length)).toEqual([0, 0, 0])

  // What proves nothing is said nowhere but in the details.
  const details = pulls[2]?.checkRuns()[0]?.text ?? ''
  for (const host of ['refusing', 'limited', 'slow', 'broken', 'elsewhere']) expect(details).toContain(`${host}.example`)

  expect(sandbox.github.calls().filter(({lacking}) => lacking !== undefined)).toEqual([])
})

test('a pull request that lives: pushed to, fixed, rebased, argued with and merged, with two notifications in all', async ({
  sandbox,
}) => {
  const repository = await sandbox.github.createRepository('ada/lively-mlops', {[listPath]: await readFile(seed, 'utf8')})
  const pull = await play(sandbox, repository, conversationPull(sandbox.url))
  for (const act of conversation(sandbox.url)) {
    await act.do(pull, repository)
    await settled(sandbox, repository.fullName, pull)
    expect(differences(look(sandbox.github, repository, pull), act.seen), act.name).toEqual([])
  }
})
