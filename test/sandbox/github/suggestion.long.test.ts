import {expect} from 'vitest'
import {ants, type Started, test} from './as-app.ts'

/** A pull request that changes `Fire`, drops `Wood` and adds a line at the end. */
async function opened(github: Started, text = ants) {
  const repository = await github.createRepository('ada/ants', {'readme.md': text})
  const change = (old: string) =>
    `${old.replace('Stings.', 'Burns.').replace(/^.*Wood.*\n/m, '')}- [Bullet](https://gone.example) - Hurts.\n- [Last](https://alive.example/last) - Ends.\n`
  const pull = await repository.openPull({title: 'Changes', branch: 'changes', files: {'readme.md': change}, author: 'bob'})
  return {repository, pull}
}

async function suggest(github: Started, line: number, body: string, start_line?: number) {
  const comment = {path: 'readme.md', line, body, ...(start_line === undefined ? {} : {start_line})}
  const {data} = await github
    .as('ada')
    .rest.pulls.createReview({owner: 'ada', repo: 'ants', pull_number: 1, event: 'COMMENT', comments: [comment]})
  const pull = github.repository('ada/ants')?.pulls()[0]
  return pull?.comments().find(({reviewId}) => reviewId === data.id)?.id ?? 0
}

const fence = (text: string, ticks = '```') => `Try this:\n\n${ticks}suggestion\n${text}${ticks}\n`

test('a suggestion replaces exactly the lines that it stands on, and its author is named with who applied it', async ({
  github,
}) => {
  const {repository, pull} = await opened(github)
  const id = await suggest(github, 12, fence('- [Bullet](https://alive.example/bullet) - Hurts.\n'))
  const before = (await pull.text('readme.md')) ?? ''
  const sha = await pull.applySuggestion(id, 'bob')
  expect(await pull.text('readme.md')).toBe(before.replace('https://gone.example', 'https://alive.example/bullet'))
  expect(pull.head()).toBe(sha)
  const {data} = await github.as('ada').rest.repos.getCommit({owner: 'ada', repo: 'ants', ref: sha})
  expect(data.commit.author?.name).toBe('bob')
  expect(data.commit.message).toContain('Co-authored-by: listkeeper[bot] <')
  expect(pull.comments()[0]).toMatchObject({outdated: true, resolved: true, resolvedBy: 'bob'})
  expect(repository.tip('changes')).toBe(sha)
})

test('a range becomes as many lines as are suggested, an empty suggestion deletes, an empty line is a line', async ({github}) => {
  const {pull} = await opened(github)
  const two = await suggest(github, 13, fence('- one\n- two\n- three\n'), 12)
  await pull.applySuggestion(two, 'bob')
  expect((await pull.text('readme.md'))?.split('\n').slice(-4)).toEqual(['- one', '- two', '- three', ''])
  const none = await suggest(github, 13, fence(''))
  await pull.applySuggestion(none, 'bob')
  expect((await pull.text('readme.md'))?.split('\n').slice(-3)).toEqual(['- one', '- three', ''])
  const blank = await suggest(github, 13, fence('\n'))
  await pull.applySuggestion(blank, 'bob')
  expect((await pull.text('readme.md'))?.split('\n').slice(-3)).toEqual(['- one', '', ''])
})

test('a longer fence holds shorter ones', async ({github}) => {
  const {pull} = await opened(github)
  const id = await suggest(github, 12, fence('```js\n', '`````'))
  await pull.applySuggestion(id, 'bob')
  expect(await pull.text('readme.md')).toContain('\n```js\n')
})

test('what can’t be applied is refused in a sentence', async ({github}) => {
  const {pull} = await opened(github)
  const apply = (id: number, login = 'bob') => pull.applySuggestion(id, login)
  await expect(apply(await suggest(github, 12, 'No suggestion here.'))).rejects.toThrow('no suggestion')
  await expect(apply(await suggest(github, 12, fence('- [Bullet](https://gone.example) - Hurts.\n')))).rejects.toThrow(
    'no changes',
  )
  // Between lines 5 and 6 of head a line of the base is gone.
  await expect(apply(await suggest(github, 6, fence('- x\n'), 5))).rejects.toThrow('deleted lines')
  const id = await suggest(github, 12, fence('- x\n'))
  await expect(apply(id, 'mallory')).rejects.toThrow('may not commit')
  await pull.close()
  await expect(apply(id)).rejects.toThrow('closed')
  await pull.reopen()
  await pull.push({'readme.md': text => text.replace('Hurts.', 'Hurts a lot.')})
  await expect(apply(id)).rejects.toThrow('outdated')
})

test('no suggestion is applied to lines that end with CR LF', async ({github}) => {
  const {pull} = await opened(github, ants.replaceAll('\n', '\r\n'))
  const id = await suggest(github, 13, fence('- x\n'))
  await expect(pull.applySuggestion(id, 'bob')).rejects.toThrow('CRLF')
})
