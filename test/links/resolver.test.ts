import {createSocket, type Socket} from 'node:dgram'
import dnsPacket from 'dns-packet'
import {expect, onTestFinished, test} from 'vitest'
import {engineOn} from '../../src/links/link-engine.ts'
import {type NameServers, nameServers, openNameService} from '../../src/links/resolver.ts'
import {forever, limits} from './local-web.ts'

const wrong = (code: string) => Object.assign(new Error(code), {code})

/** Name servers that know these names; every other one does not exist. */
function knowing(
  names: Readonly<Record<string, readonly string[]>>,
  more: Partial<NameServers> = {},
): NameServers & {readonly asked: string[]} {
  const asked: string[] = []
  const answer = (family: ':' | '.') => async (name: string) => {
    asked.push(name)
    const known = names[name]
    if (known === undefined) throw wrong('ENOTFOUND')
    const addresses = known.filter(address => address.includes(family))
    if (addresses.length === 0) throw wrong('ENODATA')
    return addresses
  }
  return {asked, resolve4: answer('.'), resolve6: answer(':'), lookup: undefined, ...more}
}

const failureIn = async (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'none',
    (error: {failure?: {kind: string}}) => error.failure?.kind ?? String(error),
  )

test('all addresses of a name, IPv4 first, asked once however often and however spelled', async () => {
  const servers = knowing({'ant.example': ['2a00::1', '1.1.1.1', '1.1.1.2']})
  const {resolve} = openNameService(servers, () => 0)
  const answers = await Promise.all([resolve('ant.example'), resolve('ANT.example'), resolve('ant.example.')])
  expect(answers[0]).toEqual(['1.1.1.1', '1.1.1.2', '2a00::1'])
  expect(servers.asked).toHaveLength(2)
})

test('a name that is not there, one without an address, and one that can not be asked for now are three things', async () => {
  const {resolve} = openNameService(knowing({'empty.example': []}), () => 0)
  expect(await failureIn(resolve('nowhere.example'))).toBe('no such domain')
  expect(await failureIn(resolve('empty.example'))).toBe('resolver')
  const failing = async () => Promise.reject(wrong('ESERVFAIL'))
  expect(
    await failureIn(openNameService({resolve4: failing, resolve6: failing, lookup: undefined}, () => 0).resolve('ant.example')),
  ).toBe('resolver')
})

test('a failure is not remembered', async () => {
  let calls = 0
  const resolve4 = async () => {
    calls += 1
    return calls === 1 ? Promise.reject(wrong('ETIMEOUT')) : ['1.1.1.1']
  }
  const {resolve} = openNameService(knowing({}, {resolve4}), () => 0)
  expect(await failureIn(resolve('ant.example'))).toBe('resolver')
  expect(await resolve('ant.example')).toEqual(['1.1.1.1'])
})

test('the hosts file counts before a domain is said not to exist', async () => {
  const {resolve} = openNameService(knowing({}, {lookup: async () => ['192.168.0.1']}), () => 0)
  expect(await resolve('nowhere.example')).toEqual(['192.168.0.1'])
})

test('the system looking for names that no name server answers for holds up none that are said not to exist', async () => {
  const servers = knowing(
    {},
    {lookup: name => (name.startsWith('mute') ? new Promise(() => {}) : Promise.reject(wrong('ENOTFOUND')))},
  )
  const answer = (name: string) => (name.startsWith('mute') ? Promise.reject(wrong('ESERVFAIL')) : servers.resolve4(name))
  const {resolve} = openNameService({...servers, resolve4: answer, resolve6: answer}, () => 0)
  for (let n = 0; n < 20; n += 1) void resolve(`mute${n}.example`)
  expect(await failureIn(resolve('nowhere.example'))).toBe('no such domain')
})

test('localhost is this machine, and names that only networks inside can know are not dead', async () => {
  const {resolve} = openNameService(knowing({}), () => 0)
  expect(await resolve('localhost')).toEqual(['127.0.0.1'])
  expect(await resolve('a.localhost')).toEqual(['127.0.0.1'])
  for (const name of ['intranet', 'printer.local', 'wiki.corp', 'x.home.arpa'])
    expect(await failureIn(resolve(name))).toBe('private address')
})

test('a name server that swallows questions about IPv6 does not hold up the IPv4 answer', async () => {
  const {resolve} = openNameService(knowing({'ant.example': ['1.1.1.1']}, {resolve6: () => new Promise(() => {})}), () => 0)
  expect(await resolve('ant.example')).toEqual(['1.1.1.1'])
})

test('"no such domain" is believed from servers that know something', async () => {
  const hosts = async () => []
  const online = openNameService(knowing({'github.com': ['1.1.1.1']}, {lookup: hosts}), () => 0)
  expect(await online.believes(0)).toBe(true)

  const knowsOne = openNameService(knowing({'ant.example': ['1.1.1.1']}, {lookup: hosts}), () => 0)
  expect(await knowsOne.believes(0)).toBe(false)
  await knowsOne.resolve('ant.example')
  expect(await knowsOne.believes(0)).toBe(true)
  expect(await knowsOne.believes(1_000_000)).toBe(false)

  const knowsInside = openNameService(knowing({'wiki.example': ['10.0.0.1']}, {lookup: hosts}), () => 0)
  await knowsInside.resolve('wiki.example')
  expect(await knowsInside.believes(0)).toBe(false)
})

test('"no such domain" is not believed once the network is gone, although it was there before', async () => {
  let online = true
  const resolve4 = async () => (online ? ['1.1.1.1'] : Promise.reject(wrong('ENOTFOUND')))
  const names = openNameService({resolve4, resolve6: resolve4, lookup: async () => []}, () => 0)
  await names.resolve('ant.example')
  online = false
  expect(await failureIn(names.resolve('bee.example'))).toBe('no such domain')
  expect(await names.believes(0)).toBe(false)
})

test("the operator's own servers are believed if they know a name of theirs, or tell names that are not theirs from missing ones", async () => {
  const inside = openNameService(knowing({'wiki.example': ['10.0.0.1']}), () => 0)
  expect(await inside.believes(0)).toBe(false)
  await inside.resolve('wiki.example')
  expect(await inside.believes(0)).toBe(true)
  const refusing = async () => Promise.reject(wrong('EREFUSED'))
  expect(await openNameService({resolve4: refusing, resolve6: refusing, lookup: undefined}, () => 0).believes(0)).toBe(true)
  expect(await openNameService({resolve4: refusing, resolve6: refusing, lookup: async () => []}, () => 0).believes(0)).toBe(false)
})

test('at most forty questions at once, and names that nobody answers for hold up none of the others', async () => {
  let open = 0
  let most = 0
  const answer = async (name: string): Promise<readonly string[]> => {
    if (name.startsWith('lost')) return new Promise(() => {})
    open += 1
    most = Math.max(most, open)
    await new Promise(resolve => setTimeout(resolve, 5))
    open -= 1
    return ['1.1.1.1']
  }
  const {resolve} = openNameService({resolve4: answer, resolve6: answer, lookup: undefined}, () => 0)
  await Promise.all(Array.from({length: 200}, (_, n) => resolve(`s${n}.example`)))
  expect(most).toBe(40)

  for (let n = 0; n < 100; n += 1) void resolve(`lost${n}.example`)
  const began = performance.now()
  await resolve('late.example')
  expect(performance.now() - began).toBeLessThan(4000)
})

test('without a network no link is dead', async () => {
  const engine = engineOn(openNameService(knowing({}, {lookup: async () => []}), Date.now), {})
  onTestFinished(() => engine.close())
  const checked = await engine.checkLinks(['https://ant.example/', 'https://bee.example/'], limits, forever)
  expect([...checked.values()].map(({kind, reason}) => `${kind} ${reason}`)).toEqual([
    'unverified resolver',
    'unverified resolver',
  ])
})

async function openNameServer(addresses: Readonly<Record<string, string>>): Promise<string> {
  const socket: Socket = createSocket('udp4')
  onTestFinished(() => void socket.close())
  socket.on('message', (message, peer) => {
    const query = dnsPacket.decode(message)
    const [question] = query.questions ?? []
    const address = addresses[question?.name ?? '']
    const answers =
      address !== undefined && question?.type === 'A' ? [{type: 'A' as const, name: question.name, data: address}] : []
    const flags = dnsPacket.RECURSION_DESIRED | dnsPacket.RECURSION_AVAILABLE | (address === undefined ? 3 : 0)
    socket.send(
      dnsPacket.encode({type: 'response', id: query.id ?? 0, flags, questions: query.questions ?? [], answers}),
      peer.port,
      peer.address,
    )
  })
  await new Promise<void>(resolve => socket.bind(0, '127.0.0.1', resolve))
  return `127.0.0.1:${socket.address().port}`
}

test('the name servers of the operator are asked, and alone believed', async () => {
  const {resolve, believes} = openNameService(nameServers([await openNameServer({'ant.example': '1.2.3.4'})]), Date.now)
  expect(await resolve('ant.example')).toEqual(['1.2.3.4'])
  expect(await failureIn(resolve('nowhere.example'))).toBe('no such domain')
  expect(await believes(Date.now())).toBe(true)
})

test('an IPv6 answer that fails before the IPv4 one is there harms nobody', async () => {
  const {promise, resolve} = Promise.withResolvers<readonly string[]>()
  const names = openNameService(
    {
      resolve4: () => promise,
      resolve6: async () => Promise.reject(Object.assign(new Error('x'), {code: 'ETIMEOUT'})),
      lookup: undefined,
    },
    Date.now,
  )
  const answer = names.resolve('ant.example')
  await new Promise(done => setImmediate(done))
  resolve(['45.83.1.1'])
  expect(await answer).toEqual(['45.83.1.1'])
})
