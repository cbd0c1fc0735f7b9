import {execFile} from 'node:child_process'
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises'
import {createServer} from 'node:https'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {promisify} from 'node:util'
import {expect, onTestFinished, test} from 'vitest'
import {spyOnConnections} from './connection-spy.ts'
import {type LocalWeb, listening, openLocalWeb, openTestEngine, verdicts} from './local-web.ts'
import {openTestAuthority, selfSignedFor, type TestAuthority} from './test-authority.ts'
import {openTestProxy} from './test-proxy.ts'

const never = 'refused never'

test('a host that the operator names is never asked, however it is written and whatever it resolves to', async () => {
  const web = await openLocalWeb((_, response) => response.end('ants'))
  const engine = openTestEngine({
    allowPrivate: ['127.0.0.0/8'],
    never: ['Ant.example', '*.bee.example', 'bücher.example', '8.8.8.8', '198.51.100.0/24'],
  })
  const hosts = [
    'ant.example',
    'ANT.example',
    'ant.example.',
    'ａｎｔ.example',
    '%61nt.example',
    'www.bee.example',
    'a.b.bee.example.',
    'bücher.example',
    'xn--bcher-kva.example',
    '8.8.8.8',
    '0x08080808',
    '[::ffff:8.8.8.8]',
    '198.51.100.7',
  ]
  const attempts = spyOnConnections()
  const urls = hosts.flatMap(host => [`http://${host}:${web.port}/`, `https://ada:hush@${host}/x`])
  expect(await verdicts(engine, urls)).toEqual(urls.map(() => never))
  expect(attempts).toEqual([])
  expect(
    await verdicts(
      engine,
      ['www.ant.example', 'bee.example', 'notant.example'].map(host => `http://${host}:${web.port}/`),
    ),
  ).toEqual(Array.from({length: 3}).fill('alive answers'))
})

test('an innocent name that leads to such a host is not asked either, nor is one that the operator allows besides', async () => {
  const engine = openTestEngine({
    allowPrivate: ['127.0.0.1', 'wiki.example'],
    never: ['127.0.0.0/8'],
    resolve: async () => ['1.1.1.1', '127.0.0.1'],
  })
  const attempts = spyOnConnections()
  expect(
    await verdicts(engine, ['http://ant.example/', 'http://wiki.example/', 'http://127.0.0.1/', 'http://localhost/']),
  ).toEqual([never, never, never, never])
  expect(attempts).toEqual([])
})

test('no redirect, no page and no proxy leads to it', async () => {
  const web: LocalWeb = await openLocalWeb((request, response) => {
    const target = `http://never.example:${web.port}/`
    if (request.headers.host?.startsWith('never')) response.end('reached')
    else if (request.url === '/meta')
      response.setHeader('content-type', 'text/html').end(`<meta http-equiv=refresh content="0;url=${target}">`)
    else response.writeHead(request.url === '/308' ? 308 : 302, {location: request.url === '/two' ? '/302' : target}).end()
  })
  const proxy = await openTestProxy({portFor: () => web.port})
  const urls = ['302', '308', 'meta', 'two'].map(path => `http://ant.example:${web.port}/${path}`)
  const options = {never: ['never.example']}
  expect(await verdicts(openTestEngine(options), urls)).toEqual([never, never, never, never])
  for (const guards of [false, true]) {
    const proxied = openTestEngine({...options, proxy: {http: `http://127.0.0.1:${proxy.port}`, guards}})
    expect(await verdicts(proxied, [...urls, `http://never.example:${web.port}/`])).toEqual([never, never, never, never, never])
  }
  expect(web.requests.filter(request => request.includes('never.example'))).toEqual([])
  expect(proxy.asked.filter(authority => authority.includes('never'))).toEqual([])
})

test.each(['https://ant.example', 'ant.example/path', '*', '10.0.0', 'a b'])('%j is told to be no host', entry => {
  expect(() => openTestEngine({never: [entry]})).toThrow(`"${entry}" is no address, no network and no name of a host`)
})

async function openTlsWeb(authority: TestAuthority): Promise<number> {
  const server = createServer(await authority.issue(['ant.example']), (_, response) => response.end('ants'))
  server.on('tlsClientError', () => {})
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return listening(server)
}

test('further authorities are trusted beside those of Node, by the option and by NODE_EXTRA_CA_CERTS', async () => {
  const authority = await openTestAuthority()
  const other = await selfSignedFor(['other.example'])
  const port = await openTlsWeb(authority)
  const url = `https://ant.example:${port}/`
  expect(await verdicts(openTestEngine({ca: [other.cert, authority.cert]}), [url])).toEqual(['alive answers'])
  expect((await verdicts(openTestEngine({ca: [other.cert]}), [url]))[0]).toMatch(/^unverified tls/)

  const folder = await mkdtemp(join(tmpdir(), 'listkeeper-ca-'))
  onTestFinished(() => rm(folder, {recursive: true, force: true}))
  await writeFile(join(folder, 'ca.pem'), authority.cert)
  const script = (ca: string) => `
    import {openLinkEngine} from ${JSON.stringify(new URL('../../src/links/link-engine.ts', import.meta.url).href)}
    const engine = openLinkEngine({allowPrivate: ['127.0.0.1'], resolve: async () => ['127.0.0.1'], ca: ${ca}})
    const limits = {timeoutMs: 5000, deadlineMs: 9000, concurrency: 1, perSite: 1, retries: 0}
    const verdicts = await engine.checkLinks(['${url}'], limits, new AbortController().signal)
    await engine.close()
    console.log(verdicts.get('${url}').reason)`
  const run = async (ca: string, extra: string | undefined) => {
    const env = {PATH: process.env['PATH'], ...(extra === undefined ? {} : {NODE_EXTRA_CA_CERTS: extra})}
    return (await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script(ca)], {env})).stdout.trim()
  }
  expect(await run('undefined', join(folder, 'ca.pem'))).toBe('answers')
  expect(await run(`[${JSON.stringify(other.cert)}]`, join(folder, 'ca.pem'))).toBe('answers')
  expect(await run('undefined', undefined)).toMatch(/^tls/)
})

test('who asks says honestly who it is, and where its page is', async () => {
  const agents: (string | undefined)[] = []
  const accepts: (string | undefined)[] = []
  const web = await openLocalWeb(({headers}, response) => {
    agents.push(headers['user-agent'])
    accepts.push(`${headers.accept} ${headers['accept-language']} ${headers['accept-encoding']}`)
    response.end()
  })
  await verdicts(openTestEngine(), [`http://ant.example:${web.port}/`])
  const {version, repository} = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8'))
  const home = String(repository.url).replace(/^git\+|\.git$/g, '')
  expect(agents).toEqual([`Mozilla/5.0 (compatible; Listkeeper/${version}; +${home}/blob/main/docs/visits.md)`])
  // Some sites turn away whatever says that it checks links.
  expect(agents[0]?.replaceAll(/listkeeper/gi, '')).not.toMatch(/link|bot|crawl|spider|scrap|check/i)
  expect(accepts[0]).toMatch(/^text\/html,.*\*\/\*;q=0\.8 en.* gzip/)
  const page = await readFile(new URL('../../docs/visits.md', import.meta.url), 'utf8')
  expect(page).toMatch(/429|Retry-After/)
})
