/** What is listed, what the world does about it, and what that proves. */
export interface Fate {
  readonly link: string
  /** `kind reason`; where either of two is right, with `|` between them. */
  readonly proves: string
}

/** A world as `world.mjs` takes it, and what becomes of each link in it. */
export interface World {
  readonly hosts: Readonly<Record<string, object>>
  readonly ports: readonly number[]
  readonly default: object
}

type Does = Readonly<Record<string, unknown>>

const page = (title: string, more: Does = {}): Does => ({
  status: 200,
  body: `<!doctype html><title>${title}</title><h1 id="usage">x</h1>`,
  ...more,
})
const to = (status: number, location: string): Does => ({status, headers: {location}, body: ''})
const all = (does: Does, more: Does = {}): Does => ({...more, routes: {'*': does}})

/** A world of known fates: names, certificates and addresses that a test on one address of one machine can't have. */
export function worldOfFates(): {readonly world: World; readonly fates: readonly Fate[]} {
  const hosts: Record<string, object> = {}
  const fates: Fate[] = []
  /** One host of its own name, and one link to it. */
  function host(name: string, does: object, proves: string, path = '/a', scheme = 'https'): void {
    hosts[`${name}.test`] = does
    fates.push({link: `${scheme}://${name}.test${path}`, proves})
  }

  for (let n = 0; n < 12; n += 1) host(`fine${n}`, all(page(`Fine ${n}`), {delayMs: n * 10}), 'alive answers')
  host('plain', all(page('Plain'), {tls: 'none'}), 'alive answers', '/a', 'http')
  host('to-https', all(page('Ants'), {toHttps: true}), 'alive redirects', '/a', 'http')
  host('only-https', all(page('Ants'), {httpsOnly: true}), 'unverified reset', '/a', 'http')
  host('no-tls', all(page('Ants'), {tls: 'none'}), 'unverified reset')
  host('port', all(page('Ants')), 'alive answers', ':8080/a', 'http')
  host('nohead', all({...page('Ants'), HEAD: {status: 405}}), 'alive answers')
  host('lyinghead', all({status: 404, GET: page('Ants'), HEAD: {status: 404}}), 'alive answers')
  host('hangshead', all({...page('Ants'), HEAD: {hang: true}}), 'alive answers')
  host('lyinghead-dead', all({status: 404, HEAD: {status: 200}}), 'dead not-found')
  host('nocontent', all({status: 204, body: ''}), 'alive answers')
  host('part', all(page('Ants', {status: 206})), 'alive answers')
  host('pdf', all({status: 200, headers: {'content-type': 'application/pdf'}, bodyBytes: 3_000_000}), 'alive answers')
  host('huge', all({bodyBytes: 30_000_000}), 'alive answers')
  host('early', all(page('Ants', {early: {link: '</a.css>; rel=preload'}})), 'alive answers')
  host('slow', all(page('Ants', {delayMs: 3000})), 'alive answers')
  host('far', all(page('Ants'), {rttMs: 300}), 'alive answers')
  host('slow-name', all(page('Ants'), {dnsDelayMs: 900}), 'alive answers')
  host('drip', all({drip: true}), 'alive answers')
  host('endless', all({endless: true}), 'alive answers')
  host('endless-file', all({endless: true, headers: {'content-type': 'application/zip'}}), 'alive answers')
  host('two-addresses', all(page('Ants'), {a: ['45.83.210.1', '45.83.210.2']}), 'alive answers')
  host(
    'cookie',
    {
      routes: {
        '/a': {
          when: [{header: 'cookie', matches: 'seen=1', b: page('Ants')}],
          ...to(302, '/a'),
          headers: {location: '/a', 'set-cookie': 'seen=1; Path=/'},
        },
      },
    },
    'alive redirects',
  )
  host('once-reset', all({seq: [{reset: true}, page('Ants')]}), 'alive answers')
  host('once-503', all({seq: [{status: 503}, page('Ants')]}), 'alive answers')
  host('once-hangs', all({seq: [{hang: true}, page('Ants')]}), 'alive answers')

  host('halt-seconds', all({seq: [{status: 429, headers: {'retry-after': '1'}}, page('Ants')]}), 'alive answers')
  host('halt-date', all({seq: [{status: 429, retryAfterDate: 2}, page('Ants')]}), 'alive answers')
  host('halt-503', all({seq: [{status: 503, headers: {'retry-after': '1'}}, page('Ants')]}), 'alive answers')
  host('halt-mute', all({seq: [{status: 429}, page('Ants')]}), 'alive answers')
  host('halt-day', all({status: 429, headers: {'retry-after': '86400'}}), 'unverified too-many-requests')
  host('halt-forever', all({status: 429, headers: {'retry-after': '1'}}), 'unverified too-many-requests')
  host('halt-nonsense', all({status: 429, headers: {'retry-after': 'soon'}}), 'unverified too-many-requests')
  hosts['limited.test'] = all(page('Ants'), {limit: {inFlight: 4, perSecond: 20, burst: 8, status: 429, retryAfter: 1}})
  for (let n = 0; n < 20; n += 1) fates.push({link: `https://limited.test/${n}`, proves: 'alive answers'})

  host('for-now', {routes: {'/a': to(302, '/b'), '/b': page('Ants')}}, 'alive redirects')
  host('for-now-away', {routes: {'/a': to(302, 'https://fine1.test/b')}}, 'alive redirects')
  host('for-good', {routes: {'/a': to(301, '/b'), '/b': page('Ants')}}, 'moved permanent-redirect', '/a#usage')
  host('for-good-308', {routes: {'/a': to(308, '/b'), '/b': page('Ants')}}, 'moved permanent-redirect')
  host(
    'for-good-utf8',
    {routes: {'/a': to(301, Buffer.from('/wälder').toString('latin1')), '/w%C3%A4lder': page('Ants')}},
    'moved permanent-redirect',
  )
  host('slash', {routes: {'/a': to(301, '/a/'), '/a/': page('Ants')}}, 'alive redirects')
  host('language', {routes: {'/a': to(301, '/en/a'), '/en/a': page('Ants')}}, 'alive redirects')
  host('home', {routes: {'/a': to(301, '/'), '/': page('Ants')}}, 'unverified to-home')
  host('taken', {routes: {'/a': to(301, 'https://casino.test/')}}, 'unverified other-site')
  hosts['casino.test'] = all(page('Casino'))
  host('members', {routes: {'/a': to(302, '/login?next=/a'), '/login': page('Log in')}}, 'unverified login')
  host(
    'meta',
    {
      routes: {
        '/a': page('Ants', {body: '<title>Ants</title><meta http-equiv=refresh content="0; url=/b">'}),
        '/b': page('Ants'),
      },
    },
    'alive redirects',
  )
  host('circle', {routes: {'/a': to(302, '/b'), '/b': to(302, '/a')}}, 'unverified too-many-redirects')
  host(
    'long-chain',
    {routes: {...Object.fromEntries(Array.from({length: 30}, (_, n) => [`/${n}`, to(302, `/${n + 1}`)]))}},
    'unverified too-many-redirects',
    '/0',
  )
  host('to-app', all(to(302, 'slack://open')), 'unverified redirects-elsewhere')
  host('to-nothing', all(to(302, 'http://[')), 'unverified protocol')

  host('gone', all({status: 410}), 'dead gone')
  host('not-found', all({status: 404}), 'dead not-found')
  host('to-not-found', {routes: {'/a': to(301, '/b'), '/b': {status: 404}}}, 'dead leads-to-not-found')
  host('nowhere', {dns: 'NXDOMAIN'}, 'dead no-such-domain')
  host('to-nowhere', all(to(302, 'https://nowhere.test/')), 'dead leads-to-no-such-domain')
  host('not-found-slowly', all({status: 404, delayMs: 2000}), 'dead not-found')
  host('not-found-once', all({seq: [{status: 404}, page('Ants')]}), 'alive answers')
  host('flapping', all({seq: [{status: 404}, page('Ants'), {status: 404}]}), 'unverified flapping')
  host('not-found-then-503', all({seq: [{status: 404}, {status: 503}]}), 'unverified server-error')
  host(
    'not-found-then-429',
    all({seq: [{status: 404}, {status: 429, headers: {'retry-after': '3600'}}]}),
    'unverified too-many-requests',
  )
  host('not-found-then-reset', all({seq: [{status: 404}, {reset: true}]}), 'unverified reset')

  for (const [status, reason] of [
    [400, 'odd-answer'],
    [401, 'login'],
    [403, 'refuses-bots'],
    [405, 'refuses-bots'],
    [407, 'login'],
    [451, 'legal-reasons'],
    [500, 'server-error'],
    [502, 'server-error'],
    [503, 'server-error'],
    [522, 'server-error'],
    [999, 'refuses-bots'],
  ] as const)
    host(`status${status}`, all({status}), `unverified ${reason}`)
  host(
    'cloudflare',
    all({status: 403, headers: {'cf-mitigated': 'challenge', server: 'cloudflare'}, body: '<title>Just a moment...</title>'}),
    'unverified challenge',
  )
  host('cloudflare-404', all({status: 404, headers: {'cf-mitigated': 'challenge'}}), 'unverified challenge')
  host('datadome', all({status: 403, headers: {'x-datadome': 'protected'}, body: '<p>'}), 'unverified challenge')
  host(
    'akamai',
    all({status: 403, headers: {server: 'AkamaiGHost'}, body: '<title>Access Denied</title>'}),
    'unverified challenge',
  )
  host('perimeterx', all({status: 200, body: '<div id="px-captcha"></div>'}), 'unverified challenge')
  host(
    'imperva',
    all({status: 200, body: '<iframe src="/_Incapsula_Resource?CWUDNSAI=1">Incapsula incident ID: 7</iframe>'}),
    'unverified challenge',
  )
  host(
    'bots',
    {routes: {'/a': {when: [{header: 'user-agent', matches: 'link', b: {status: 403}}], ...page('Ants')}}},
    'alive answers',
  )
  host(
    'wants-html',
    {routes: {'/a': {when: [{header: 'accept', absent: true, b: {status: 404}}], ...page('Ants')}}},
    'alive answers',
  )
  host(
    'wants-language',
    {routes: {'/a': {when: [{header: 'accept-language', absent: true, b: {status: 403}}], ...page('Ants')}}},
    'alive answers',
  )
  host(
    'minds-range',
    {routes: {'/a': {when: [{header: 'range', matches: '.', b: {status: 416}}], ...page('Ants')}}},
    'alive answers',
  )
  host('soft', all(page('Page not found')), 'unverified soft-404')
  host('sold', {routes: {'/': to(302, 'https://www.hugedomains.com/domain_profile.cfm?d=sold.test')}}, 'unverified for-sale', '/')
  hosts['www.hugedomains.com'] = all(page('sold.test is for sale'))
  host('sells', all(page('sells.test is for sale')), 'unverified for-sale', '/')
  host('parked', all({status: 200, body: '<script src="https://img.sedoparking.com/a.js"></script>'}), 'unverified parked', '/')

  host('expired', all(page('Ants'), {tls: 'expired'}), 'unverified tls-expired')
  host('selfsigned', all(page('Ants'), {tls: 'selfsigned'}), 'unverified tls-self-signed')
  host('wronghost', all(page('Ants'), {tls: 'wronghost'}), 'unverified tls-wrong-host')
  host('to-expired', all(to(301, 'https://expired.test/')), 'unverified tls-expired')
  host('hangs', all({hang: true}), 'unverified timeout')
  host('resets', all({reset: true}), 'unverified reset')
  host('servfail', {dns: 'SERVFAIL'}, 'unverified resolver')
  host('mute-name', {dns: 'TIMEOUT'}, 'unverified timeout|unverified resolver')
  host('babble', all({raw: 'ants\r\n\r\n'}), 'unverified protocol')
  host('broken-gzip', all(page('Ants', {headers: {'content-encoding': 'gzip'}})), 'unverified broken-encoding')
  host(
    'broken-chunks',
    all({raw: 'HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ntransfer-encoding: chunked\r\n\r\nants\r\n'}),
    'unverified protocol',
  )
  host('headers', all({raw: `HTTP/1.1 200 OK\r\nx: ${'x'.repeat(300_000)}\r\n\r\n`}), 'unverified protocol')
  host(
    'many-headers',
    all(page('Ants', {headers: Object.fromEntries(Array.from({length: 60}, (_, n) => [`x-${n}`, 'x'.repeat(2000)]))})),
    'alive answers',
  )
  host('closed', all(page('Ants')), 'unverified connection-refused', ':8081/a', 'http')

  // Whichever of its answers counts: nothing of the second one is ever asked, which is proven by what was reached.
  hosts['rebinds.test'] = {...all(page('Ants')), dns: ['45.83.212.1', '127.0.0.1']}

  const inside = 'refused private-address'
  host('metadata', {...all(page('Ants')), dns: ['169.254.169.254']}, inside)
  host('loopback', {...all(page('Ants')), dns: ['127.0.0.1']}, inside)
  host('private', {...all(page('Ants')), dns: ['10.1.2.3']}, inside)
  host('shared', {...all(page('Ants')), dns: ['100.64.1.1']}, inside)
  host('zero', {...all(page('Ants')), dns: ['0.0.0.0']}, inside)
  host('multicast', {...all(page('Ants')), dns: ['224.0.0.1']}, inside)
  host('mixed', all(page('Ants'), {a: ['45.83.211.1', '192.168.0.1']}), inside)
  // An answer about IPv6 that comes late is not waited for, and then nobody goes there either.
  host('mixed6', all(page('Ants'), {a: ['45.83.211.2'], aaaa: ['fd00:ec2::254']}), `${inside}|alive answers`)
  host('mapped', all(page('Ants'), {a: [], aaaa: ['::ffff:7f00:1']}), inside)
  host('translated', all(page('Ants'), {a: [], aaaa: ['64:ff9b::a9fe:a9fe']}), inside)
  host('to-metadata', all(to(302, 'http://169.254.169.254/latest/meta-data/')), inside)
  host('to-private', all(to(301, 'https://private.test/')), inside)
  host('to-octal', all(to(302, 'http://0177.0.0.1/')), inside)
  host('meta-inside', all(page('Ants', {body: '<meta http-equiv=refresh content="0; url=http://[::ffff:10.0.0.1]/">'})), inside)
  host('to-smtp', all(to(302, 'http://fine1.test:25/')), 'refused blocked-port')
  for (const link of [
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://[::1]/',
    'http://0x7f.1/',
    'http://169.254.169.254/latest/',
    'https://localhost/',
    'http://１２７.0.0.1/',
    'http://192.168.1.1:8080/',
  ])
    fates.push({link, proves: inside})
  fates.push({link: 'http://fine1.test:6667/', proves: 'refused blocked-port'})
  // What is told of living links: the twin over https, and what a shortener hides.
  host('twin', all(page('Twin')), 'alive answers', '/a#usage', 'http')
  host('twin-expired', all(page('Twin'), {tls: 'expired'}), 'alive answers', '/a', 'http')
  host('twin-of-another', all(page('Twin'), {tls: 'wronghost'}), 'alive answers', '/a', 'http')
  hosts['bit.ly'] = {routes: {'/ants': to(301, 'https://fine1.test/long'), '/dead': to(301, 'https://not-found.test/x')}}
  fates.push(
    {link: 'https://bit.ly/ants', proves: 'alive shortened'},
    {link: 'https://bit.ly/dead', proves: 'dead leads-to-not-found'},
  )
  return {world: {hosts, ports: [8080], default: {status: 404}}, fates}
}
