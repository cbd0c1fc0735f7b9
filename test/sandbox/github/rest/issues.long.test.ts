import {expect} from 'vitest'
import {ants, test} from '../as-app.ts'

const at = {owner: 'ada', repo: 'ants'}

test('an issue opens, is edited quietly, closes and reopens, and each is counted as people are told', async ({github}) => {
  await github.createRepository('ada/ants', {'readme.md': ants})
  const {rest} = github.as('ada')
  const {data: issue} = await rest.issues.create({...at, title: 'Link health', body: 'All well.'})
  await rest.issues.update({...at, issue_number: issue.number, body: 'Still well.'})
  await rest.issues.update({...at, issue_number: issue.number, state: 'closed', state_reason: 'completed'})
  await rest.issues.update({...at, issue_number: issue.number, state: 'open'})
  await rest.issues.createComment({...at, issue_number: issue.number, body: 'Hello @bob'})
  expect(github.notifications().map(({kind, mentions}) => [kind, ...mentions])).toEqual([
    ['issue opened'],
    ['issue closed'],
    ['issue reopened'],
    ['comment', 'bob'],
  ])
  expect((await rest.issues.get({...at, issue_number: issue.number})).data).toMatchObject({
    state: 'open',
    body: 'Still well.',
    comments: 1,
  })
})

test('where issues are disabled they are gone; a pull request’s conversation is not', async ({github}) => {
  const repository = await github.createRepository('ada/ants', {'readme.md': ants})
  const pull = await repository.openPull({title: 'More', branch: 'more', files: {'readme.md': text => `${text}- x\n`}})
  repository.disableIssues()
  const {rest} = github.as('ada')
  await expect(rest.issues.create({...at, title: 'Link health'})).rejects.toMatchObject({status: 410})
  await expect(rest.issues.listForRepo(at)).rejects.toMatchObject({status: 410})
  await rest.issues.createComment({...at, issue_number: 1, body: 'Hi'})
  expect(pull.conversation()).toMatchObject([{body: 'Hi', author: 'listkeeper[bot]'}])
})

test('a body that is blank or too long is refused', async ({github}) => {
  const repository = await github.createRepository('ada/ants', {'readme.md': ants})
  await repository.openPull({title: 'More', branch: 'more', files: {'readme.md': text => `${text}- x\n`}})
  const {rest} = github.as('ada')
  await expect(rest.issues.createComment({...at, issue_number: 1, body: ' '})).rejects.toMatchObject({status: 422})
  await expect(rest.issues.createComment({...at, issue_number: 1, body: 'x'.repeat(65_537)})).rejects.toMatchObject({status: 422})
  await expect(rest.issues.create({...at, title: 'Long', body: 'x'.repeat(65_537)})).rejects.toMatchObject({status: 422})
})
