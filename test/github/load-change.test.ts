import {createHash} from 'node:crypto'
import {expect, test} from 'vitest'
import {compare, loadChange} from '../../src/github/load-change.ts'
import {intercept, never, octokit, ref} from './octokit.ts'

const github = intercept()

const [tip, mergeBase, headSha] = ['a', 'b', 'c'].map(letter => letter.repeat(40)) as [string, string, string]

const blob = (text: string) =>
  createHash('sha1')
    .update(`blob ${Buffer.byteLength(text)}\0${text}`)
    .digest('hex')
const raw = {'content-type': 'application/vnd.github.raw+json; charset=utf-8'}

const file = (filename: string, text: string, more: object = {}) => ({
  filename,
  status: 'modified',
  changes: 1,
  sha: blob(text),
  patch: '@@ -1 +1 @@\n-old\n+new',
  ...more,
})

/** What GitHub says of the comparison, and what lies where: `commit:path` → text. */
function repository(files: readonly object[], texts: Readonly<Record<string, string>>, commits = {base: tip, mergeBase}) {
  github
    .get('/repos/ada/ants/compare/release%2F1...cccccccccccccccccccccccccccccccccccccccc')
    .query({per_page: 1})
    .reply(200, {base_commit: {sha: commits.base}, merge_base_commit: {sha: commits.mergeBase}, files})
  for (const [where, text] of Object.entries(texts)) {
    const [at, path] = where.split(':') as [string, string]
    github
      .get(`/repos/ada/ants/contents/${encodeURIComponent(path)}`)
      .query({ref: at})
      .matchHeader('accept', 'application/vnd.github.raw+json')
      .reply(200, text, raw)
  }
}

async function load(globs?: readonly string[]) {
  const kit = octokit()
  const {paths: _, ...change} = await loadChange(
    kit,
    ref,
    await compare(kit, ref, {base: 'release/1', headSha}, never),
    globs,
    never,
  )
  return change
}

test('all that a change touches is named, by old and new names, also what is not read', async () => {
  repository(
    [file('data/ants.yml', 'x', {status: 'renamed', previous_filename: 'ants.yml'}), file('gone.md', '', {status: 'removed'})],
    {},
  )
  const {paths, files} = await compare(octokit(), ref, {base: 'release/1', headSha}, never)
  expect(paths).toEqual(['data/ants.yml', 'ants.yml', 'gone.md'])
  expect(files).toEqual([])
})

test('a changed list is read at the tip, at the merge base and at head, whole, with its byte order mark', async () => {
  repository([file('lists/ants & bees.md', '\uFEFFhead')], {
    [`${headSha}:lists/ants & bees.md`]: '\uFEFFhead',
    [`${mergeBase}:lists/ants & bees.md`]: 'merge base',
    [`${tip}:lists/ants & bees.md`]: 'tip',
  })
  expect(await load()).toEqual({
    files: [
      {
        path: 'lists/ants & bees.md',
        tip: 'tip',
        mergeBase: 'merge base',
        head: '\uFEFFhead',
        hunks: [{lines: {start: 1, end: 1}, added: [1], deletedAfter: [0]}],
      },
    ],
    notes: [],
  })
})

test('where nothing was merged since, the base is read once', async () => {
  repository([file('a.md', 'head')], {[`${headSha}:a.md`]: 'head', [`${tip}:a.md`]: 'base'}, {base: tip, mergeBase: tip})
  expect((await load()).files).toMatchObject([{tip: 'base', mergeBase: 'base', head: 'head'}])
})

test('a renamed list is compared with what it was called before', async () => {
  repository([file('b.md', 'head', {status: 'renamed', previous_filename: 'a.md'})], {
    [`${headSha}:b.md`]: 'head',
    [`${mergeBase}:a.md`]: 'merge base',
    [`${tip}:a.md`]: 'tip',
  })
  expect((await load()).files).toMatchObject([{path: 'b.md', tip: 'tip', mergeBase: 'merge base', head: 'head'}])
})

test('a new list has no merge base, and perhaps a tip: somebody may have been quicker', async () => {
  repository([file('b.md', 'head', {status: 'added'})], {[`${headSha}:b.md`]: 'head'})
  github.get('/repos/ada/ants/contents/b.md').query({ref: tip}).reply(404, {message: 'Not Found'})
  expect((await load()).files).toMatchObject([{path: 'b.md', tip: undefined, mergeBase: undefined}])
})

test('what is no Markdown, was removed, only moved, or is not asked for, is not read', async () => {
  repository(
    [
      file('index.js', 'x'),
      file('gone.md', 'x', {status: 'removed'}),
      file('moved.md', 'x', {status: 'renamed', changes: 0, previous_filename: 'a.md'}),
      file('docs/guide.md', 'x'),
    ],
    {},
  )
  expect(await load(['*.md'])).toEqual({files: [], notes: []})
})

test('a symlink is no list, although GitHub shows what it leads to', async () => {
  repository([file('link.md', '../secret.md')], {
    [`${headSha}:link.md`]: 'What it leads to',
    [`${mergeBase}:link.md`]: 'x',
    [`${tip}:link.md`]: 'x',
  })
  expect(await load()).toEqual({files: [], notes: []})
})

test('a submodule or a folder is no list, nor is what is not UTF-8', async () => {
  repository([file('sub.md', 'x', {status: 'added'}), file('latin.md', 'x', {status: 'added'})], {}, {base: tip, mergeBase: tip})
  github.get('/repos/ada/ants/contents/sub.md').query({ref: headSha}).reply(200, {type: 'submodule'})
  github
    .get('/repos/ada/ants/contents/latin.md')
    .query({ref: headSha})
    .reply(200, Buffer.from([0xe9, 0x0a]), raw)
  expect(await load()).toEqual({files: [], notes: []})
})

test('a list over 1 MB is read, one over 2 MB is not, and people are told', async () => {
  const large = 'x'.repeat(1_500_000)
  repository(
    [file('large.md', large, {status: 'added'}), file('huge.md', 'x', {status: 'added'})],
    {[`${headSha}:large.md`]: large, [`${headSha}:huge.md`]: 'x'.repeat(2_000_001)},
    {base: tip, mergeBase: tip},
  )
  const {files, notes} = await load()
  expect(files.map(({path}) => path)).toEqual(['large.md'])
  expect(notes).toEqual(['`huge.md` is too large to be looked at.'])
})

const many = (count: number) => Array.from({length: count}, (_, index) => file(`${index}.js`, 'x'))

test('beyond 300 files they are listed one by one, and nothing can be said on their lines', async () => {
  repository(many(300), {[`${headSha}:z.md`]: 'new', [`${mergeBase}:z.md`]: 'old', [`${tip}:z.md`]: 'old'})
  github
    .get('/repos/ada/ants/pulls/3/files')
    .query({per_page: 100})
    .reply(200, [...many(300), file('z.md', 'new')])
  const {files, notes} = await load()
  expect(files).toEqual([expect.objectContaining({path: 'z.md', head: 'new', hunks: [], isUnshown: true})])
  expect(notes).toEqual([])
})

test('beyond what GitHub lists people are told that there may be more', async () => {
  repository(many(300), {})
  github.get('/repos/ada/ants/pulls/3/files').query({per_page: 100}).reply(200, many(3000))
  expect((await load()).notes).toEqual([expect.stringContaining('3000 files')])
})

test('of a file without a patch, or a large one, GitHub shows no lines', async () => {
  const large = '- ant\n'.repeat(200_000)
  repository([file('a.md', 'new', {patch: undefined}), file('b.md', large)], {
    [`${headSha}:a.md`]: 'new',
    [`${mergeBase}:a.md`]: 'old',
    [`${tip}:a.md`]: 'old',
    [`${headSha}:b.md`]: large,
    [`${mergeBase}:b.md`]: 'old',
    [`${tip}:b.md`]: 'old',
  })
  const {files} = await load()
  expect(files.map(({hunks, isUnshown}) => ({hunks, isUnshown}))).toEqual([
    {hunks: [], isUnshown: true},
    {hunks: [], isUnshown: true},
  ])
})

test('a change that can’t be compared has no files, and says so', async () => {
  github.get(/compare/).reply(404, {message: 'No common ancestor'})
  expect(await load()).toEqual({files: [], notes: [expect.stringContaining('could not compare')]})
})

test('files that are too large together are looked at as far as there is room, in their order', async () => {
  const half = `- ant\n`.repeat(300_000)
  const small = '- bee\n'
  repository([file('a.md', half), file('b.md', half), file('c.md', small)], {
    [`${headSha}:a.md`]: half,
    [`${mergeBase}:a.md`]: 'old',
    [`${tip}:a.md`]: 'old',
    [`${headSha}:b.md`]: half,
    [`${mergeBase}:b.md`]: 'old',
    [`${tip}:b.md`]: 'old',
    [`${headSha}:c.md`]: small,
    [`${mergeBase}:c.md`]: 'old',
    [`${tip}:c.md`]: 'old',
  })
  const {files, notes} = await load()
  expect(files.map(({path}) => path)).toEqual(['a.md', 'c.md'])
  expect(notes).toEqual(['The changed Markdown files are too large to be looked at together: 1 was left out.'])
})

test('where there is no room left no more files are read', async () => {
  const half = `- ant\n`.repeat(300_000)
  const names = Array.from({length: 11}, (_, index) => `${index}.md`)
  const read = names.slice(0, 10).flatMap(name => [
    [`${headSha}:${name}`, half],
    [`${mergeBase}:${name}`, 'old'],
    [`${tip}:${name}`, 'old'],
  ])
  repository(
    names.map(name => file(name, half)),
    Object.fromEntries(read),
  )
  const {files, notes} = await load()
  expect(files.map(({path}) => path)).toEqual(['0.md'])
  expect(notes).toEqual(['The changed Markdown files are too large to be looked at together: 10 were left out.'])
})
