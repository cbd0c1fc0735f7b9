import {execFileSync} from 'node:child_process'
import {rm, writeFile} from 'node:fs/promises'
import https from 'node:https'
import {join} from 'node:path'
import {expect, onTestFinished, test} from 'vitest'
import {listening, openLocalWeb} from '../links/local-web.ts'
import {openTestAuthority} from '../links/test-authority.ts'
import {openTestProxy} from '../links/test-proxy.ts'
import {jsonSchema} from '../report/json-schema.ts'
import {folder, inProcess, listkeeper} from './listkeeper.ts'

const list = (...urls: readonly string[]): string =>
  `# Ants\n\n${urls.map((url, n) => `- [Ant ${'abcdefgh'[n]}](${url}) - Builds hills.\n`).join('')}`

const verdictsIn = (stdout: string): string[] =>
  jsonSchema.parse(JSON.parse(stdout)).links.map(({verdict, reason}) => `${verdict} ${reason}`)

test('hosts that the operator names are never asked, and a proxy is asked as it wants', async () => {
  const web = await openLocalWeb((_, response) => response.end('ants'))
  const proxy = await openTestProxy({portFor: () => web.port})
  const cwd = await folder({'readme.md': list('http://ant.example/', 'http://never.example/', 'http://127.0.0.1/')})
  const variables = {
    LISTKEEPER_NEVER: 'never.example',
    http_proxy: `http://127.0.0.1:${proxy.port}`,
    LISTKEEPER_PROXY_GUARDS: '1',
  }
  const {stdout, stderr} = await inProcess(['links', '--format', 'json'], {cwd, variables})
  expect(verdictsIn(stdout)).toEqual(['alive answers', 'refused never', 'refused private-address'])
  expect(proxy.asked).toEqual(['CONNECT ant.example:80'])
  expect(stderr).toBe(
    'The proxy finds the addresses of links and must refuse private ones itself, as LISTKEEPER_PROXY_GUARDS says.\n',
  )
})

test.each([
  {LISTKEEPER_NEVER: 'https://ant.example'},
  {HTTPS_PROXY: 'socks5://ada:hush@proxy.example'},
  {LISTKEEPER_HEADER_WIKI: 'hush'},
])('what the operator wrote wrongly is said in a sentence, without secrets (%#)', async variables => {
  const cwd = await folder({'readme.md': list('http://ant.example/')})
  const {status, stdout, stderr} = await inProcess(['links', 'readme.md'], {cwd, variables})
  expect([status, stdout]).toEqual([2, ''])
  expect(stderr).toContain(Object.keys(variables)[0])
  expect(stderr).not.toContain('hush')
})

test('a secret of the environment goes to the host that both list and operator name, and is shown to nobody', async () => {
  const authority = await openTestAuthority()
  const got: string[] = []
  const server = https.createServer(await authority.issue(['localhost']), ({headers, url}, response) => {
    got.push(`${url} ${headers.authorization ?? '-'}`)
    response.writeHead(headers.authorization === 'Bearer hush' ? 200 : 401).end()
  })
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const at = `localhost:${await listening(server)}`
  const settings = (variable: string) => `links:\n  headers:\n    ${at}:\n      authorization: Bearer ${variable}\n`
  const cwd = await folder({
    'readme.md': list(`https://${at}/a`),
    '.github/listkeeper.yml': settings('$WIKI'),
  })
  await writeFile(join(cwd, 'ca.pem'), authority.cert)
  const variables = {
    LISTKEEPER_ALLOW_PRIVATE: '127.0.0.1',
    NODE_EXTRA_CA_CERTS: join(cwd, 'ca.pem'),
    LISTKEEPER_HEADER_WIKI: 'hush',
    LISTKEEPER_HEADER_WIKI_HOSTS: at,
    OTHER: 'hush',
  }
  const whole = await listkeeper(['links', '--format', 'json', 'readme.md'], {cwd, variables})
  expect(verdictsIn(whole.stdout)).toEqual(['alive answers'])
  expect(whole.stdout + whole.stderr).not.toContain('hush')

  await writeFile(join(cwd, '.github/listkeeper.yml'), settings('$OTHER'))
  const other = await listkeeper(['links', '--format', 'json', 'readme.md'], {cwd, variables})
  expect(verdictsIn(other.stdout)).toEqual(['unverified login'])
  expect(got).toEqual(['/a Bearer hush', '/a -'])
})

test("a change to the settings, which may be a stranger's, has nothing sent", async () => {
  const web = await openLocalWeb((_, response) => response.end('ants'))
  const at = `http://127.0.0.1:${web.port}`
  const settings = 'links:\n  headers:\n    wiki.example:\n      authorization: $WIKI\n'
  const cwd = await folder({'readme.md': list(`${at}/a`), '.github/listkeeper.yml': settings})
  await rm(join(cwd, '.git'), {recursive: true})
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@ants.example', '-c', 'commit.gpgsign=false', ...args], {
      cwd,
      stdio: 'pipe',
    })
  git('init', '--quiet', '--initial-branch', 'main')
  git('add', '.')
  git('commit', '--quiet', '--message', 'Ants')
  await writeFile(join(cwd, 'readme.md'), list(`${at}/a`, `${at}/b`))
  const variables = {PATH: process.env['PATH'] ?? '', LISTKEEPER_ALLOW_PRIVATE: '127.0.0.1'}
  const notes = async () => (await inProcess(['links', '--base', 'main', 'readme.md'], {cwd, variables})).stdout
  // The operator has set nothing, which is said where the list would send something.
  expect(await notes()).toContain('`links.headers` sends nothing to `wiki.example`')
  await writeFile(join(cwd, '.github/listkeeper.yml'), `${settings}      cookie: $WIKI\n`)
  expect(await notes()).toContain('The settings are not those of the base, so `links.headers` send nothing.')
  expect(await notes()).not.toContain('wiki.example')
})
