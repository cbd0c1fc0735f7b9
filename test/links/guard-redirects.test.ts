import {expect, test} from 'vitest'
import {spyOnConnections} from './connection-spy.ts'
import {type LocalWeb, openLocalWeb, openTestEngine, verdicts} from './local-web.ts'

const refused = 'refused private-address'

interface Redirect {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** A public site (by the operator's leave it is on this machine) whose every answer is the redirect, and an inside server that nobody may reach. */
async function trap(redirect: (inside: LocalWeb, path: string, outsidePort: number) => Redirect) {
  const inside = await openLocalWeb((_, response) => response.end('secret'), 'http', '::')
  const outside: LocalWeb = await openLocalWeb((request, response) => {
    const {status = 200, headers = {}, body = ''} = redirect(inside, request.url ?? '', outside.port)
    response.writeHead(status, {'content-type': 'text/html', ...headers}).end(body)
  })
  const engine = openTestEngine({
    allowPrivate: ['*.outside.example'],
    resolve: async name => (name.endsWith('.outside.example') ? ['127.0.0.1'] : ['10.0.0.1']),
  })
  const attempts = spyOnConnections()
  const ask = (path: string) => verdicts(engine, [`http://www.outside.example:${outside.port}${path}`])
  return {
    ask,
    strangers: () => attempts.filter(address => address !== `127.0.0.1:${outside.port}`),
    reached: () => inside.connections(),
  }
}

const targets = [
  'http://127.0.0.1:PORT/', '//127.0.0.1:PORT/', 'http://[::1]:PORT/', '//[::ffff:127.0.0.1]:PORT/x', 'https://127.0.0.1:PORT/', 'http://localhost:PORT/', 'http://2130706433:PORT/', 'http://0x7f.1:PORT', 'http://0:PORT/',
  'http:\\\\127.0.0.1:PORT/', '/\\127.0.0.1:PORT/', '\\\\127.0.0.1:PORT/', '/\t/127.0.0.1:PORT/', 'http:\t//127.0.0.1:PORT/', 'http:///127.0.0.1:PORT/', 'http://www.outside.example@127.0.0.1:PORT/', 'http://ant:hush@127.0.0.1:PORT/',
  'http://%31%32%37.1:PORT/', 'http://１２７.１:PORT/', 'http://①②⑦。①:PORT/', 'http://169.254.169.254/latest/meta-data/', '//169.254.169.254', 'http://[fd00:ec2::254]/latest/meta-data/', 'http://metadata.google.internal/',
  'http://[64:ff9b::7f00:1]:PORT/', 'http://[2002:7f00:1::]:PORT/', 'http://innocent.example:PORT/', '  http://127.0.0.1:PORT/  ',
] // biome-ignore format: a list of words

test.each([301, 302, 303, 307, 308])('a %i into a private network ends at its door, however it is written', async status => {
  const {ask, strangers, reached} = await trap((inside, path) => ({
    status,
    headers: {
      location: Buffer.from((targets[Number(path.slice(1))] ?? '').replace('PORT', String(inside.port)), 'utf8').toString(
        'latin1',
      ),
    },
  }))
  for (const [index, target] of targets.entries()) expect(await ask(`/${index}`), target).toEqual([refused])
  expect([strangers(), reached()]).toEqual([[], 0])
})

test.each([
  ['<meta http-equiv=refresh content="0;url=TARGET">'],
  ['<META HTTP-EQUIV="Refresh" CONTENT="0; URL=\'TARGET\'">'],
  ['<html><head><meta content="0,TARGET" http-equiv="refresh">'],
  ['<meta http-equiv=refresh content="0;url=TARGET"><title>Ants</title>'],
  ['<meta http-equiv="refresh" content=" 1 ; TARGET ">'],
])('a page that sends on by %s ends at the same door', async body => {
  const {ask, strangers, reached} = await trap((inside, path) => ({
    body: body.replace('TARGET', path === '/0' ? `http://127.0.0.1:${inside.port}/` : '//169.254.169.254/'),
  }))
  expect([...(await ask('/0')), ...(await ask('/1'))]).toEqual([refused, refused])
  expect([strangers(), reached()]).toEqual([[], 0])
})

test('a page that sends on by its header ends at the same door', async () => {
  const {ask, strangers, reached} = await trap(inside => ({headers: {refresh: `0;url=http://127.0.0.1:${inside.port}/`}}))
  expect((await ask('/'))[0]).toMatch(/^(?:refused private-address|alive answers)$/)
  expect([strangers(), reached()]).toEqual([[], 0])
})

test('a chain through public pages that ends inside is refused, however long, and whatever it mixes', async () => {
  const {ask, strangers, reached} = await trap((inside, path, port) => {
    const step = Number(path.slice(1))
    if (step === 7) return {status: 302, headers: {location: `http://127.0.0.1:${inside.port}/`}}
    const next = `http://${step % 2 === 0 ? 'a' : 'b'}.outside.example:${port}/${step + 1}`
    return step % 3 === 0
      ? {body: `<meta http-equiv=refresh content="0;url=${next}">`}
      : {status: 301 + (step % 2), headers: {location: next}}
  })
  expect(await ask('/0')).toEqual([refused])
  expect([strangers(), reached()]).toEqual([[], 0])
})

test('nothing but a redirect is followed: no header, no link, no frame, no script, no image', async () => {
  const {ask, strangers, reached} = await trap(({port}) => {
    const at = `http://127.0.0.1:${port}/`
    return {
      headers: {
        link: `<${at}>; rel=preload; as=script, <${at}>; rel=canonical`,
        'alt-svc': `h2="127.0.0.1:${port}", h3=":443"`,
        'content-location': at,
        location: at,
        'set-cookie': 'a=b; Domain=localhost',
      },
      body: `<base href="${at}"><link rel=canonical href="${at}"><img src="${at}"><iframe src="${at}"></iframe><script src="${at}"></script>
        <!-- <meta http-equiv=refresh content="0;url=${at}"> --><noscript></noscript><script>location = "${at}"</script><a href="${at}" ping="${at}">x</a>`,
    }
  })
  expect((await ask('/'))[0]).toMatch(/^(?:alive|unverified) /)
  expect([strangers(), reached()]).toEqual([[], 0])
})

test('a name that is public when it is first asked for and private at the redirect back to it fools nobody', async () => {
  const inside = await openLocalWeb((_, response) => response.end('secret'))
  const outside: LocalWeb = await openLocalWeb((_, response) =>
    response.writeHead(302, {location: `http://rebind.example:${inside.port}/`, connection: 'close'}).end(),
  )
  const told = ['127.0.0.2', '127.0.0.1', '127.0.0.1', '127.0.0.1']
  const engine = openTestEngine({
    allowPrivate: ['127.0.0.2', 'start.example'],
    resolve: async name => [name === 'start.example' ? '127.0.0.1' : (told.shift() ?? '')],
  })
  const attempts = spyOnConnections()
  expect(await verdicts(engine, [`http://start.example:${outside.port}/`])).toEqual(['unverified connection-refused'])
  expect(await verdicts(engine, [`http://start.example:${outside.port}/2`])).toEqual([refused])
  expect(attempts.filter(address => address === `127.0.0.1:${inside.port}`)).toEqual([])
  expect(inside.connections()).toBe(0)
})

test('the address that was judged is the one that is connected to, each time', async () => {
  let asked = 0
  const web = await openLocalWeb((_, response) => response.setHeader('connection', 'close').end('ants'), 'http', '::')
  const engine = openTestEngine({
    allowPrivate: ['127.0.0.2', '127.0.0.3'],
    resolve: async () => [asked++ % 2 === 0 ? '127.0.0.2' : '127.0.0.3'],
  })
  const attempts = spyOnConnections()
  expect(
    new Set(
      await verdicts(
        engine,
        [1, 2, 3, 4].map(n => `http://ant.example:${web.port}/${n}`),
      ),
    ),
  ).toEqual(new Set(['alive answers']))
  expect(attempts.length).toBe(asked)
  expect(new Set(attempts)).toEqual(new Set([`127.0.0.2:${web.port}`, `127.0.0.3:${web.port}`]))
})
