import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {jsonSchema} from '../report/json-schema.ts'
import {folder, inProcess} from './listkeeper.ts'

const asked: string[] = []
const web = createServer((request, response) => {
  asked.push(request.url ?? '')
  if (request.url === '/moved') response.writeHead(301, {location: '/alive'}).end()
  else response.writeHead(request.url === '/gone' ? 410 : 200, {'content-type': 'text/html'}).end('<title>Ants</title>')
})
let at = ''
beforeAll(async () => {
  await new Promise<void>(resolve => web.listen(0, '127.0.0.1', resolve))
  at = `http://127.0.0.1:${(web.address() as AddressInfo).port}`
})
afterAll(() => web.close())
const variables = {LISTKEEPER_ALLOW_PRIVATE: '127.0.0.1'}

const list = (...paths: readonly string[]): string =>
  `# Ants\n\n${paths.map(path => `- [Ant ${path.slice(1)}](${at}${path}) - Builds hills.\n`).join('')}`

test('links tells of links alone, whatever rules would say', async () => {
  const cwd = await folder({'readme.md': `${list('/a', '/b', '/c', '/d', '/e', '/f', '/g', '/h')}- [Odd](${at}/gone): Digs.\n`})
  const {status, stdout, stderr} = await inProcess(['links', '--format', 'json'], {cwd, variables})
  expect([status, stderr]).toEqual([1, ''])
  const {files, links} = jsonSchema.parse(JSON.parse(stdout))
  expect(files[0]?.findings.map(({rule, line}) => [rule, line])).toEqual([['dead-link', 11]])
  expect(links).toHaveLength(9)
})

test('with a base only new links are asked for', async () => {
  const cwd = await folder({'old.md': list('/a', '/b'), 'readme.md': list('/a', '/b', '/gone')})
  asked.length = 0
  const {status, stdout} = await inProcess(['links', '--base', 'old.md', 'readme.md'], {cwd, variables})
  expect([status, asked]).toEqual([1, ['/gone']])
  expect(stdout).toContain('readme.md:5:14 error dead-link')
})

test('fix --links replaces what moved for good, asks for each page once, and tells what is dead', async () => {
  const cwd = await folder({'readme.md': list('/moved', '/gone', '/a')})
  asked.length = 0
  const {status, stdout} = await inProcess(['fix', '--links', '--dry-run', 'readme.md'], {cwd, variables})
  expect(status).toBe(1)
  expect(stdout).toContain(`-- [Ant moved](${at}/moved) - Builds hills.\n+- [Ant moved](${at}/alive) - Builds hills.\n`)
  expect(asked.filter(path => path === '/gone')).toHaveLength(1)
})
