import {expect, test} from 'vitest'
import {jsonSchema} from '../report/json-schema.ts'
import {ants} from './ants.ts'
import {folder, inProcess} from './listkeeper.ts'
import {loadedBy} from './loaded-by.ts'

const odd = ants('- [Odd](https://odd.example): Digs holes.\n')

test('lint opens no socket, and loads nothing that could', async () => {
  const cwd = await folder({'readme.md': odd, '.github/listkeeper.yml': 'failOn: warning\n'})
  const {status, stdout, loaded, opened} = await loadedBy(['lint'], cwd)
  expect([status, opened]).toEqual([1, []])
  expect(stdout).toContain('entry-separator')
  expect(loaded.length).toBeGreaterThan(100)
  const forbidden =
    /^node:(?:net|tls|http|https|http2|dns|dgram|child_process|worker_threads)|node_modules\/(?:undici|octokit|@octokit|probot|pg|pg-boss|@electric-sql|tough-cookie|ipaddr\.js|pino)\/|src\/(?:links|github|store|queue|app|environment)/
  expect(loaded.filter(url => forbidden.test(url))).toEqual([])
})

test('the spy sees what check opens', async () => {
  const cwd = await folder({'readme.md': ants('- [Odd](http://127.0.0.1:9/): Digs holes.\n')})
  const {loaded} = await loadedBy(['check'], cwd)
  expect(loaded.some(url => url.includes('node_modules/undici/'))).toBe(true)
})

test('lint says what check says without its links, and nothing of links', async () => {
  const cwd = await folder({'readme.md': odd})
  const lint = await inProcess(['lint', '--format', 'json'], {cwd})
  const check = await inProcess(['check', '--no-links', '--format', 'json'], {cwd})
  expect(lint).toEqual(check)
  const {files, links} = jsonSchema.parse(JSON.parse(lint.stdout))
  expect([files[0]?.findings.map(({rule}) => rule), links]).toEqual([['entry-separator'], []])
})

test('settings that extend others apply alone here, and that is said', async () => {
  const cwd = await folder({'readme.md': odd, '.github/listkeeper.yml': 'extends: ada/settings\n'})
  expect((await inProcess(['lint'], {cwd})).stdout).toContain(
    'The settings extend those of `ada/settings`, which are read on GitHub only: here they do not apply.',
  )
})

test('where nothing is set, nothing that reads settings is loaded', async () => {
  const {loaded} = await loadedBy(['lint', 'readme.md'], await folder({'readme.md': odd}))
  expect(loaded.filter(url => /node_modules\/(?:zod|yaml)\//.test(url))).toEqual([])
})
