import {createServer} from 'node:net'
import fc from 'fast-check'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {isInside} from '../../src/links/address.ts'
import {engineOn, type LinkEngine} from '../../src/links/link-engine.ts'
import {openNameService} from '../../src/links/resolver.ts'
import {spyOnConnections} from './connection-spy.ts'
import {disguisedHosts, impossibleHosts, insideNames, ipv4Hosts, ipv6Hosts} from './inside-addresses.ts'
import {listening, verdicts} from './local-web.ts'

/** Listens on every address of this machine and counts who comes, and an engine whose name servers know what a row says. */
let port: number
let engine: LinkEngine
let connections = 0
/** Name servers that know no other name at all would not be believed. */
const answers = new Map<string, readonly string[]>([['github.com', ['140.82.112.3']]])

const everywhere = createServer(socket => {
  connections += 1
  socket.destroy()
})

beforeAll(async () => {
  port = await listening(everywhere, '::')
  const ask = (family: ':' | '.') => async (name: string) => {
    const known = answers.get(name)
    if (known === undefined) throw Object.assign(new Error('ENOTFOUND'), {code: 'ENOTFOUND'})
    return known.filter(address => address.includes(family))
  }
  engine = engineOn(openNameService({resolve4: ask('.'), resolve6: ask(':'), lookup: undefined}, Date.now), {})
})
afterAll(async () => {
  await engine.close()
  everywhere.close()
})

/** The verdict on an address; that nobody was connected to on the way to it is made sure of. */
async function refusal(url: string): Promise<string> {
  const attempts = spyOnConnections()
  const before = connections
  const [verdict = ''] = await verdicts(engine, [url])
  expect(attempts).toEqual([])
  expect(connections).toBe(before)
  return verdict
}

const inside = 'refused private-address'

test('who is let through is seen by all that watches here', async () => {
  const attempts = spyOnConnections()
  const open = engineOn({resolve: async () => ['::1'], believes: async () => true}, {allowPrivate: ['127.0.0.0/8', '::1']})
  await verdicts(open, [`http://127.1:${port}/`, `https://ant.example:${port}/`, `http://0x7f.2:${port}/`])
  await open.close()
  expect([...new Set(attempts)].toSorted()).toEqual([`127.0.0.1:${port}`, `127.0.0.2:${port}`, `[::1]:${port}`])
  expect(connections).toBe(attempts.length)
  connections = 0
})

test('there are at least 250 of these', () => {
  const addresses = [...ipv4Hosts, ...ipv6Hosts, ...disguisedHosts, ...insideNames].map(host => URL.parse(`http://${host}`)?.host)
  expect(new Set([...ipv4Hosts, ...ipv6Hosts, ...disguisedHosts, ...insideNames]).size).toBeGreaterThan(250)
  expect(addresses).not.toContain(undefined)
})

test.each(ipv4Hosts)('IPv4 written as %s is refused', async host => {
  expect(await refusal(`http://${host}:${port}/`)).toBe(inside)
})

test.each(ipv6Hosts)('IPv6 written as %s is refused', async host => {
  expect(await refusal(`http://${host}:${port}/`)).toBe(inside)
})

test.each(disguisedHosts)('the host %j is seen through', async host => {
  expect(await refusal(`https://${host}:${port}/`)).toBe(inside)
})

test.each(insideNames)('the name %s is refused', async host => {
  expect(await refusal(`http://${host}:${port}/latest/meta-data/`)).toBe(inside)
})

test.each(impossibleHosts)('what can not be an address, like %s, is asked for by nobody', async host => {
  expect(await refusal(`http://${host}:${port}/`)).toMatch(/^invalid /)
})

test.each([
  'http://ant.example@127.0.0.1:PORT/', 'http://ant.example:443@127.0.0.1:PORT/', 'http://ant:hush@127.0.0.1:PORT/', 'http://:@127.0.0.1:PORT/', 'http://@127.0.0.1:PORT/', 'http://ant.example%20@127.0.0.1:PORT',
  'http://ant.example%2F@127.0.0.1:PORT/', 'http://ant.example%23@127.0.0.1:PORT/', 'http://a@b@127.0.0.1:PORT/', 'http://[::1]@127.0.0.1:PORT/', 'http://127.0.0.1:PORT\\@ant.example/',
  'http:\\\\127.0.0.1:PORT\\', 'http:/\\127.0.0.1:PORT/', 'http:\\/127.0.0.1:PORT', 'http:127.0.0.1:PORT/', 'http:/127.0.0.1:PORT/', 'http:///127.0.0.1:PORT/', 'http://///127.0.0.1:PORT', 'http://\\127.0.0.1:PORT/',
  'http://127.0.0.1:PORT#@ant.example/', 'http://127.0.0.1:PORT?@ant.example/', 'http://127.0.0.1:PORT/@ant.example', 'http://127.0.0.1:PORT;@ant.example/'.replace(';', '/'), 'http://127.0.0.1:0PORT/', 'http://127.0.0.1:000PORT/',
  'HTTP://127.0.0.1:PORT/', 'hTTps://127.0.0.1:PORT/', '//127.0.0.1:PORT/', ' http://127.0.0.1:PORT/ ', 'http://127.0.0.1:PORT/../..', 'ht\ttp://127.0\n.0.1:PORT/', 'http://127.0.0.1\t:PORT/', 'http://127.0.\r\n0.1:PORT/',
  'https://127.0.0.1/', 'http://127.0.0.1/', 'http://127.0.0.1:/', 'https://127.0.0.1:80/', 'http://127.0.0.1:443/', 'http://127.0.0.1:65535/', 'https://localhost/', 'https://[::1]/', 'https://169.254.169.254/latest/meta-data/',
])('%j is refused', async url => {
  expect(await refusal(url.replaceAll('PORT', String(port)))).toBe(inside)
}) // biome-ignore format: a list of words

test.each([
  'http://ant.example\\@127.0.0.1:PORT/',
  'http://ant.example#@127.0.0.1:PORT/',
  'http://ant.example?@127.0.0.1:PORT/',
  'http://ant.example/@127.0.0.1:PORT/',
])('%j is another host with an odd path, as browsers have it', async url => {
  expect(await refusal(url.replaceAll('PORT', String(port)))).toBe('dead no-such-domain')
})

const publicAddress = '93.184.216.34'

/** What a name server may say of an innocent name. */
const insideAnswers: readonly (readonly string[])[] = [
  ...['127.0.0.1', '127.9.9.9', '0.0.0.0', '0.1.2.3', '10.0.0.1', '172.16.0.1', '192.168.1.1', '169.254.169.254', '168.63.129.16', '100.64.0.1', '100.100.100.200', '192.0.0.1', '192.0.0.192', '192.0.2.1'],
  ...['192.31.196.1', '192.52.193.1', '192.88.99.1', '192.175.48.1', '198.18.0.1', '198.51.100.1', '203.0.113.1', '224.0.0.1', '240.0.0.1', '255.255.255.255'],
  ...['::', '::1', '::127.0.0.1', '::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:169.254.169.254', '::ffff:0:10.0.0.1', '64:ff9b::7f00:1', '64:ff9b::169.254.169.254', '64:ff9b:1::1', '2002:7f00:1::', '2002:a9fe:a9fe::1'],
  ...['2001::1', '2001:db8::1', '100::1', '3fff::1', '5f00::1', 'fc00::1', 'fd00:ec2::254', 'fe80::1', 'fe80::1%eth0', 'fe80::1%1', 'fec0::1', 'ff02::1', '4000::1'],
].map(address => [address]) // biome-ignore format: a list of words

const mixedAnswers: readonly (readonly string[])[] = [
  [publicAddress, '10.0.0.1'], ['10.0.0.1', publicAddress], [publicAddress, publicAddress, publicAddress, '127.0.0.1'], [publicAddress, '::1'], ['2606:4700::1111', '127.0.0.1'], ['2606:4700::1111', 'fd00::1'],
  [publicAddress, '::ffff:10.0.0.1'], [publicAddress, '64:ff9b::a00:1'], ['2002:808:808::1', '2002:a00:1::1'], [publicAddress, '169.254.169.254'], [publicAddress, '8.8.8.8', '8.8.4.4', '1.1.1.1', '0.0.0.0'],
  [publicAddress, 'fe80::1%eth0'], [publicAddress, '192.168.0.1', '10.0.0.1', '::1'],
] // biome-ignore format: a list of words

test.each([...insideAnswers, ...mixedAnswers].map(addresses => [addresses.join(' ')]))(
  'a name that leads to %s is refused',
  async text => {
    const name = `name-${text.replaceAll(/[^a-z0-9]+/g, '-')}.example`
    answers.set(name, text.split(' '))
    expect(await refusal(`http://${name}:${port}/`)).toBe(inside)
    expect(await refusal(`https://${name.toUpperCase()}.:${port}/`)).toBe(inside)
  },
)

test('ports on which no web server listens are refused, wherever', async () => {
  answers.set('port.example', [publicAddress])
  const ports = [0, 1, 7, 21, 22, 23, 25, 53, 69, 110, 111, 119, 123, 135, 137, 139, 143, 161, 389, 427, 465, 514, 587, 636, 993, 995, 1719, 2049, 4190, 5060, 6000, 6566, 6667, 6679, 10080]
  for (const blocked of ports) for (const host of ['port.example', '8.8.8.8', '127.0.0.1', '[::1]']) {
    expect(await refusal(`http://${host}:${blocked}/`), `${host}:${blocked}`).toBe('refused blocked-port')
  }
}) // biome-ignore format: a list of words

const byte = fc.integer({min: 0, max: 255})
const ipv4Inside = fc.oneof(
  fc.tuple(fc.constantFrom(0, 10, 127, 224, 239, 240, 255), byte, byte, byte),
  fc.tuple(fc.constant(172), fc.integer({min: 16, max: 31}), byte, byte),
  fc.tuple(fc.constant(100), fc.integer({min: 64, max: 127}), byte, byte),
  fc.tuple(fc.constantFrom(192), fc.constant(168), byte, byte),
  fc.tuple(fc.constantFrom(169), fc.constant(254), byte, byte),
  fc.tuple(fc.constant(198), fc.constantFrom(18, 19), byte, byte),
)
const number = (value: number) =>
  fc.constantFrom(
    String(value),
    `0x${value.toString(16)}`,
    `0X${value.toString(16).toUpperCase()}`,
    `0${value.toString(8)}`,
    `000${value.toString(8)}`,
    `0x000${value.toString(16)}`,
  )
const dot = fc.constantFrom('.', '。', '．', '｡', '%2e', '%E3%80%82')
const fullwidth = (text: string) => text.replaceAll(/[0-9a-zA-Z]/g, letter => String.fromCharCode(letter.charCodeAt(0) + 0xfee0))
const escaped = (text: string) => text.replaceAll(/[0-9a-z]/gi, letter => `%${letter.charCodeAt(0).toString(16)}`)
const disguise = (text: string) => fc.constantFrom(text, fullwidth(text), escaped(text), encodeURIComponent(fullwidth(text)))

/** An IPv4 address as one to four numbers, each in its own base and disguise. */
const ipv4Text = ([a, b, c, d]: readonly [number, number, number, number]) =>
  fc
    .constantFrom([a, b, c, d], [a, b, c * 256 + d], [a, b * 65_536 + c * 256 + d], [a * 16_777_216 + b * 65_536 + c * 256 + d])
    .chain(parts => fc.tuple(fc.tuple(...parts.map(part => number(part).chain(disguise))), dot, fc.constantFrom('', '.')))
    .map(([parts, joint, end]) => parts.join(joint) + end)

const group = (high: number, low: number) => (high * 256 + low).toString(16)
const ipv6Text = ([a, b, c, d]: readonly [number, number, number, number]) =>
  fc
    .constantFrom(
      `::ffff:${a}.${b}.${c}.${d}`, `::ffff:${group(a, b)}:${group(c, d)}`, `0:0:0:0:0:FFFF:${group(a, b)}:${group(c, d)}`, `64:ff9b::${a}.${b}.${c}.${d}`, `64:ff9b::${group(a, b)}:${group(c, d)}`,
      `2002:${group(a, b)}:${group(c, d)}::1`, `2002:${group(a, b)}:${group(c, d)}:ffff::`, `::${a}.${b}.${c}.${d}`, `fd00::${a}.${b}.${c}.${d}`, `fe80::${group(a, b)}:${group(c, d)}`,
    )
    .map(address => `[${address}]`) // biome-ignore format: a list of words

test('any inside address in any notation is refused, and nobody is connected to', async () => {
  const host = ipv4Inside.chain(address =>
    fc.oneof({weight: 3, arbitrary: ipv4Text(address)}, {weight: 2, arbitrary: ipv6Text(address)}),
  )
  const user = fc.constantFrom('', 'ant.example@', 'ant:hush@')
  const attempts = spyOnConnections()
  await fc.assert(
    fc.asyncProperty(fc.constantFrom('http', 'https'), user, host, async (scheme, user, host) => {
      expect(await verdicts(engine, [`${scheme}://${user}${host}:${port}/`])).toEqual([inside])
    }),
    {numRuns: 500},
  )
  expect(attempts).toEqual([])
  expect(connections).toBe(0)
})

test('a name with one inside address among any others is refused', async () => {
  const address = fc.oneof(fc.ipV4(), fc.ipV6()).filter(address => !isInside(address))
  const bad = fc.oneof(
    ipv4Inside.map(parts => parts.join('.')),
    ipv4Inside.chain(ipv6Text).map(text => text.slice(1, -1)),
  )
  const attempts = spyOnConnections()
  let n = 0
  await fc.assert(
    fc.asyncProperty(fc.array(address, {maxLength: 6}), bad, fc.array(address, {maxLength: 6}), async (before, bad, after) => {
      n += 1
      answers.set(`random-${n}.example`, [...before, bad, ...after])
      expect(await verdicts(engine, [`http://random-${n}.example/`])).toEqual([inside])
    }),
    {numRuns: 200},
  )
  expect(attempts).toEqual([])
})
