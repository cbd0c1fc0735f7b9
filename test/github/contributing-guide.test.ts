import {expect, test} from 'vitest'
import {contributingGuide} from '../../src/github/contributing-guide.ts'
import {octokit} from './octokit.ts'

const ref = {installationId: '1', repositoryId: '2', owner: 'ada', repo: 'ants', number: 3}
const signal = new AbortController().signal
const url = 'https://github.com/ada/ants'

const guideOf = (repository: object | null, base = 'main') =>
  contributingGuide(
    octokit({}, async () => Response.json({data: {repository}})),
    ref,
    base,
    signal,
  )
const folder = (...names: string[]) => ({entries: names.map(name => ({name, type: 'blob'}))})

test.each([
  ['in the root', {root: folder('readme.md', 'CONTRIBUTING.md')}, `${url}/blob/main/CONTRIBUTING.md`],
  ['in any letter case', {root: folder('contributing.md')}, `${url}/blob/main/contributing.md`],
  [
    'in .github, which GitHub prefers',
    {github: folder('Contributing.md'), root: folder('CONTRIBUTING.md')},
    `${url}/blob/main/.github/Contributing.md`,
  ],
  [
    'in docs',
    {github: null, root: folder('readme.md'), docs: folder('CONTRIBUTING.md')},
    `${url}/blob/main/docs/CONTRIBUTING.md`,
  ],
  ['that is another kind of file', {root: folder('contributing.png', 'how-to-contributing.md')}, undefined],
  ['that is a folder', {root: {entries: [{name: 'contributing', type: 'tree'}]}}, undefined],
  ['nowhere', {github: null, root: {}, docs: null}, undefined],
])('a contributing guide %s', async (_, folders, found) => {
  expect(await guideOf({url, ...folders})).toBe(found)
})

test('what is odd in a branch’s name is escaped', async () => {
  expect(await guideOf({url, root: folder('CONTRIBUTING.md')}, 'v1/a b#c')).toBe(`${url}/blob/v1/a%20b%23c/CONTRIBUTING.md`)
})

test('where GitHub can’t say there is none, and nothing fails', async () => {
  expect(await guideOf(null)).toBeUndefined()
  const refusing = octokit({}, async () => Response.json({errors: [{message: 'Resource not accessible by integration'}]}))
  expect(await contributingGuide(refusing, ref, 'main', signal)).toBeUndefined()
})
