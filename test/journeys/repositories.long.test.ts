import {expect} from 'vitest'
import {test} from '../sandbox/sandbox.ts'
import {ants, firstAddedLine, hunt} from './ants.ts'

test('listed repositories are told of as GitHub knows them: renamed, archived, without a description; what it does not know is looked at', async ({
  sandbox,
}) => {
  const {github} = sandbox
  const page = (path: string) => `${github.url}/${path}`
  const old = await github.createRepository('otto/old-ants', {'readme.md': '# Ants\n', 'docs/start.md': 'Go.\n'})
  old.rename('new-ants')
  const tired = await github.createRepository('otto/tired-ants', {'readme.md': '# Ants\n'})
  tired.archive()
  const about = {description: '🐜 keeps ants in @order', homepage: 'https://ants.example'}
  await github.createRepository('otto/rude-ants', {'readme.md': '# Ants\n'}, {about})
  await github.createRepository('otto/mute-ants', {'readme.md': '# Ants\n'}, {about: {description: '🐜 Keeps ants in order'}})
  await github.createRepository('otto/secret-ants', {'readme.md': '# Ants\n'}, {private: true})

  const repository = await sandbox.repository('otto/awesome-ants', {'readme.md': ants(sandbox.url)})
  const pull = await repository.pull('Add repositories', {
    'readme.md': hunt(
      `[Alive](${page('otto/mute-ants')}) - Keeps quiet.`,
      `[Old](${page('otto/old-ants')}#readme) - Was called otherwise.`,
      `[Start](${page('otto/old-ants/blob/main/docs/start.md')}) - Shows how to start.`,
      `[End](${page('otto/old-ants/blob/main/docs/end.md')}) - Was taken away.`,
      `[Tired](${page('otto/tired-ants')}) - Sleeps.`,
      `[Gone](${page('otto/gone-ants')}) - Left.`,
      `[Secret](${page('otto/secret-ants')}) - Hides.`,
      `[Mute](${page('otto/mute-ants')}.git)`,
      `[Rude](${page('otto/rude-ants')})`,
    ),
  })
  await pull.settled()

  const line = (nth: number) => firstAddedLine + nth
  const isNotFound = 'This link is dead: the server answers `404 Not Found`.'
  const isRenamed = 'This repository is called `otto/new-ants` now.'
  expect(pull.comments.filter(({line: at}) => at !== line(7) && at !== line(8))).toEqual([
    {line: line(1), says: isRenamed},
    {line: line(2), says: isRenamed},
    {line: line(3), says: expect.stringMatching(/^This link is dead: .*404 Not Found`\.$/)},
    {line: line(4), says: 'This repository is archived: it is no longer worked on.'},
    {line: line(5), says: isNotFound},
    // The app may see it, a reader of the list may not.
    {line: line(6), says: isNotFound},
  ])
  const commentOn = (nth: number) => pull.pull.comments().find(({line: at}) => at === line(nth))?.body ?? ''
  expect(commentOn(7)).toContain(`- [Mute](${page('otto/mute-ants')}.git) - Keeps ants in order.\n`)
  expect(commentOn(8)).toContain('without a description')
  expect(commentOn(8)).not.toContain('```suggestion')
  expect(pull.comments.map(({says}) => says).join('\n')).not.toMatch(/secret-ants/)

  await pull.applySuggestion(line(1))
  expect(await repository.repository.text('readme.md', pull.pull.head())).toContain(
    `[Old](${page('otto/new-ants')}#readme) - Was`,
  )
})

test('in a private list a private repository is there, for those who read it may see it; no more is told of it', async ({
  sandbox,
}) => {
  const {github} = sandbox
  const secret = await github.createRepository('pia/secret-ants', {'readme.md': '# Ants\n'}, {private: true})
  secret.rename('very-secret-ants')
  secret.archive()
  const repository = await sandbox.repository('pia/awesome-ants', {'readme.md': ants(sandbox.url)}, {private: true})
  const pull = await repository.pull('Add a secret', {
    'readme.md': hunt(`[Secret](${github.url}/pia/secret-ants) - Hides.`),
  })
  await pull.settled()
  expect(pull.check).toMatchObject({conclusion: 'success'})
  expect(pull.comments).toEqual([])
})

test('where GitHub tells only part of it, the rest is found out all the same', async ({sandbox}) => {
  const {github} = sandbox
  const tired = await github.createRepository('quin/tired-ants', {'readme.md': '# Ants\n'})
  tired.archive()
  await github.createRepository('quin/more-ants', {'readme.md': '# Ants\n'})
  const repository = await sandbox.repository('quin/awesome-ants', {'readme.md': ants(sandbox.url)})
  github.fault({
    match: {graphql: /fragment facts on Repository/},
    times: 1,
    fault: {
      after: 'write took effect',
      graphqlErrors: [{type: 'FORBIDDEN', message: 'has an IP allow list enabled', path: ['r1', 'defaultBranchRef', 'target']}],
    },
  })
  const pull = await repository.pull('Add two', {
    'readme.md': hunt(`[Tired](${github.url}/quin/tired-ants) - Sleeps.`, `[More](${github.url}/quin/more-ants) - Runs.`),
  })
  await pull.settled()
  expect(pull.comments).toEqual([{line: firstAddedLine, says: 'This repository is archived: it is no longer worked on.'}])
  const queries = github
    .calls()
    .filter(({path, body}) => path === '/api/graphql' && JSON.stringify(body).includes('fragment facts'))
  expect(queries.at(-1)).toMatchObject({lacking: undefined})
})
