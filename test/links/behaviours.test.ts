import {brotliCompressSync, gzipSync} from 'node:zlib'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {openLinkEngine} from '../../src/links/link-engine.ts'
import type {Verdict} from '../../src/verdict/verdict.ts'
import {
  type BehavingWeb,
  type Behaviour,
  drip,
  endless,
  hang,
  inTurn,
  openBehavingWeb,
  page,
  raw,
  redirect,
  reset,
  text,
  wantsCookie,
} from './behaving-web.ts'

/** What one server does, and what it proves: `kind reason`, and where it leads if that counts. */
interface Row extends Behaviour {
  readonly proves: string
  readonly at?: string
}

const refresh = (content: string) => text(`<title>Ants</title><meta http-equiv="refresh" content="${content}">`)
const paragraph = `<p>${'Ants march. '.repeat(200)}</p>`

const rows: Readonly<Record<string, Row>> = {
  // ---- alive
  'a page': {proves: 'alive answers'},
  'no content (204)': {routes: {'/a': (_, response) => response.writeHead(204).end()}, proves: 'alive answers'},
  'a part (206)': {routes: {'/a': page('Ants', 206)}, proves: 'alive answers'},
  'accepted (202)': {routes: {'/a': page('Ants', 202)}, proves: 'alive answers'},
  'a page without a title': {routes: {'/a': text('<p>Ants')}, proves: 'alive answers'},
  'a page without a type': {routes: {'/a': (_, response) => response.writeHead(200).end('Ants')}, proves: 'alive answers'},
  'an empty page': {routes: {'/a': text('')}, proves: 'alive answers'},
  'a page that refuses HEAD': {
    routes: {'/a': (request, response, nth) => (request.method === 'GET' ? page() : page('No', 405))(request, response, nth)},
    proves: 'alive answers',
  },
  'a document of 200 MB, as far as its length goes': {
    routes: {
      '/a': (_, response) =>
        response.writeHead(200, {'content-type': 'application/pdf', 'content-length': '200000000'}).write('%PDF'),
    },
    proves: 'alive answers',
  },
  'an endless page': {routes: {'/a': endless()}, proves: 'alive answers'},
  'an endless download': {routes: {'/a': endless('application/octet-stream')}, proves: 'alive answers'},
  'a page that drips': {routes: {'/a': drip}, proves: 'alive answers'},
  'a page that ends too early': {
    routes: {
      '/a': (request, response) =>
        response
          .writeHead(200, {'content-type': 'text/html', 'content-length': '5000'})
          .write('x', () => request.socket.destroy()),
    },
    proves: 'alive answers',
  },
  'early hints first (103)': {
    routes: {
      '/a': (request, response, nth) => {
        response.writeEarlyHints({link: '</a.css>; rel=preload'})
        page()(request, response, nth)
      },
    },
    proves: 'alive answers',
  },
  'headers of 100 kB': {routes: {'/a': page('Ants', 200, {'x-ants': 'x'.repeat(100_000)})}, proves: 'alive answers'},
  'a title in another charset': {
    routes: {
      '/a': text(Buffer.from('<title>\xcc\xf3\xf0\xe0\xe2\xfc\xe8</title>', 'latin1'), 200, {
        'content-type': 'text/html; charset=windows-1251',
      }),
    },
    proves: 'alive answers',
  },
  'a page in gzip': {
    routes: {'/a': text(gzipSync('<title>Ants</title>'), 200, {'content-encoding': 'gzip'})},
    proves: 'alive answers',
  },
  'a bomb in gzip': {
    routes: {'/a': text(gzipSync(Buffer.alloc(50_000_000)), 200, {'content-encoding': 'gzip'})},
    proves: 'alive answers',
  },
  'an encoding that is none': {routes: {'/a': page('Ants', 200, {'content-encoding': 'utf-8'})}, proves: 'alive answers'},
  'a 404 that an app in the page makes something of': {
    routes: {
      '/a': text(
        '<title>Ants</title><noscript>We are sorry but this works only with JavaScript.</noscript><script>onerror = "not found"</script><div id="app"></div>',
        404,
      ),
    },
    proves: 'unverified goes-on',
  },
  'a 404 whose script sends on': {
    routes: {'/a': text('<title>Ants</title><script>location.replace("/?/a")</script>', 404)},
    proves: 'unverified goes-on',
  },
  'a 404 that sends on': {
    routes: {'/a': text('<title>Ants</title><meta http-equiv=refresh content="0; url=/b">', 404)},
    proves: 'unverified goes-on',
  },
  'a 404 that gives a cookie and loads itself again': {
    routes: {'/a': text('<meta http-equiv=refresh content=0>', 404, {'set-cookie': 'a=1'})},
    proves: 'unverified goes-on',
  },
  'a 404 that sends home in the end': {
    routes: {'/a': text('<title>Ants</title><p>Not here.<meta http-equiv=refresh content="5; url=/">', 404)},
    proves: 'dead not-found',
  },
  'a 404 that says so, with a script beside it': {
    routes: {'/a': text('<title>Ants</title><h1>Not Found</h1><script src="/count.js"></script>', 404)},
    proves: 'dead not-found',
  },
  'a 404 with much to read, and a script': {
    routes: {'/a': text(`<title>Ants</title>${paragraph}<script src="/count.js"></script>`, 404)},
    proves: 'dead not-found',
  },
  'a page about errors': {routes: {'/docs/404': page('404 Not Found - HTTP')}, proves: 'alive answers'},
  'a page about walls': {
    routes: {'/a': text(`<title>How walls work</title>${paragraph}<code>_cf_chl_opt</code>`)},
    proves: 'alive answers',
  },
  'a page that a wall guards': {
    routes: {
      '/a': text('<title>Ants</title><script src="/cdn-cgi/challenge-platform/scripts/jsd/main.js"></script>', 200, {
        'cf-ray': '1',
        server: 'cloudflare',
      }),
    },
    proves: 'alive answers',
  },
  'a page that sells ants': {routes: {'/a': page('Ants for sale')}, proves: 'alive answers'},
  'an answer at the second try': {routes: {'/a': inTurn(reset, page())}, proves: 'alive answers'},
  'an error that passes (503)': {routes: {'/a': inTurn(page('Busy', 503), page())}, proves: 'alive answers'},
  'a halt that passes (429)': {routes: {'/a': inTurn(page('Slow', 429, {'retry-after': '0'}), page())}, proves: 'alive answers'},
  'a halt until a date (429)': {
    routes: {
      '/a': inTurn(
        (request, response, nth) =>
          page('Slow', 429, {'retry-after': new Date(Date.now() + 1000).toUTCString()})(request, response, nth),
        page(),
      ),
    },
    proves: 'alive answers',
  },
  'a trusted certificate': {scheme: 'https', proves: 'alive answers'},

  // ---- redirects that change nothing
  'a redirect for now (302)': {routes: {'/a': redirect(302, '/b')}, proves: 'alive redirects', at: '{self}/b'},
  'a redirect for now (303)': {routes: {'/a': redirect(303, '/b')}, proves: 'alive redirects', at: '{self}/b'},
  'a redirect for now (307), with the fragment': {
    link: '{self}/a#usage',
    routes: {'/a': redirect(307, '/b')},
    proves: 'alive redirects',
    at: '{self}/b#usage',
  },
  'a redirect for now to another site': {routes: {'/a': redirect(302, '{other}/b')}, proves: 'alive redirects', at: '{other}/b'},
  'a cookie that has to come back': {routes: {'/a': wantsCookie('/a')}, proves: 'alive redirects'},
  'a slash for good': {routes: {'/a': redirect(301, '/a/')}, proves: 'alive redirects'},
  'a language for good': {routes: {'/docs': redirect(301, '/en/docs')}, proves: 'alive redirects'},
  'a session for good': {routes: {'/a': redirect(301, '/a?session=1')}, proves: 'alive redirects'},
  'a front page in a language': {routes: {'/': redirect(301, '/en/')}, proves: 'alive redirects'},
  'back to http for good': {scheme: 'https', routes: {'/a': redirect(301, '{plain}/b')}, proves: 'alive redirects'},
  'a page that sends its readers on': {routes: {'/a': refresh('0; url=/b')}, proves: 'alive redirects', at: '{self}/b'},
  'a header that sends its readers on': {
    routes: {'/a': page('Ants', 200, {refresh: '0; url=/b'})},
    proves: 'alive redirects',
    at: '{self}/b',
  },
  'a page that reloads itself': {routes: {'/a': refresh('5')}, proves: 'alive answers'},
  'ten redirects': {
    routes: Object.fromEntries(Array.from({length: 10}, (_, n) => [`/${n}`, redirect(302, `/${n + 1}`)])),
    proves: 'alive redirects',
  },

  // ---- moved
  'moved for good (301)': {routes: {'/a': redirect(301, '/b')}, proves: 'moved permanent-redirect', at: '{self}/b'},
  'moved for good (308)': {routes: {'/a': redirect(308, '/b')}, proves: 'moved permanent-redirect', at: '{self}/b'},
  'moved for good, with its fragment': {
    link: '{self}/a#usage',
    routes: {'/a': redirect(301, '/b')},
    proves: 'moved permanent-redirect',
    at: '{self}/b#usage',
  },
  'moved for good, with a new fragment': {
    link: '{self}/a#old',
    routes: {'/a': redirect(301, '/b#usage')},
    proves: 'moved permanent-redirect',
    at: '{self}/b#usage',
  },
  'moved for good, to a subdomain': {routes: {'/a': redirect(301, '{sub}/a')}, proves: 'moved permanent-redirect', at: '{sub}/a'},
  'moved for good twice': {
    routes: {'/a': redirect(301, '/b'), '/b': redirect(308, '/c')},
    proves: 'moved permanent-redirect',
    at: '{self}/c',
  },
  'moved for good, and then elsewhere for now': {
    routes: {'/a': redirect(301, '/b'), '/b': redirect(302, '/c')},
    proves: 'moved permanent-redirect',
    at: '{self}/b',
  },
  'moved for good, with letters as they are': {
    routes: {'/a': redirect(301, Buffer.from('/wälder').toString('latin1'))},
    proves: 'moved permanent-redirect',
    at: '{self}/w%C3%A4lder',
  },
  'moved for good, without a scheme': {
    routes: {'/a': redirect(301, '//{host}:{plain port}/b')},
    proves: 'moved permanent-redirect',
    at: '{self}/b',
  },

  // ---- dead
  'not found': {routes: {'/a': page('Ants', 404)}, proves: 'dead not-found'},
  gone: {routes: {'/a': page('Ants', 410)}, proves: 'dead gone'},
  'not found, encoded wrongly': {routes: {'/a': page('Ants', 404, {'content-encoding': 'gzip'})}, proves: 'dead not-found'},
  'not found, endlessly': {
    routes: {
      '/a': (_, response) => {
        response.writeHead(404, {'content-type': 'text/html'})
        response.write('x')
      },
    },
    proves: 'dead not-found',
  },
  'a redirect to not found': {routes: {'/a': redirect(302, '/b'), '/b': page('Ants', 404)}, proves: 'dead leads-to-not-found'},
  'moved for good to gone': {
    routes: {'/a': redirect(301, '{other}/b'), 'other/b': page('Ants', 410)},
    proves: 'dead leads-to-gone',
  },
  'no such domain': {dns: {self: 'no such domain'}, proves: 'dead no-such-domain'},
  'a redirect to no such domain': {
    routes: {'/a': redirect(301, '{other}/')},
    dns: {other: 'no such domain'},
    proves: 'dead leads-to-no-such-domain',
  },
  'a page that sends its readers to not found': {
    routes: {'/a': refresh('0; url=/b'), '/b': page('Ants', 404)},
    proves: 'dead leads-to-not-found',
  },

  // ---- not found only once
  'not found once': {routes: {'/a': inTurn(page('Ants', 404), page())}, proves: 'alive answers'},
  'not found, then an error': {routes: {'/a': inTurn(page('Ants', 404), page('Ants', 500))}, proves: 'unverified server-error'},
  'not found, then refused': {routes: {'/a': inTurn(page('Ants', 404), page('No', 403))}, proves: 'unverified refuses-bots'},
  'not found every other time': {
    routes: {'/a': inTurn(page('Ants', 404), page(), page('Ants', 404))},
    proves: 'unverified flapping',
  },
  'not found, then moved for good': {
    routes: {'/a': inTurn(page('Ants', 404), redirect(301, '/b'))},
    proves: 'moved permanent-redirect',
    at: '{self}/b',
  },

  // ---- refused by the site
  'a login (401)': {routes: {'/a': page('Ants', 401)}, proves: 'unverified login'},
  'forbidden (403)': {routes: {'/a': page('Ants', 403)}, proves: 'unverified refuses-bots'},
  'a proxy that wants a login (407)': {routes: {'/a': page('Ants', 407)}, proves: 'unverified login'},
  'legal reasons (451)': {routes: {'/a': page('Ants', 451)}, proves: 'unverified legal-reasons'},
  'a status of its own (999)': {routes: {'/a': page('Ants', 999)}, proves: 'unverified refuses-bots'},
  'no teapot (418)': {routes: {'/a': page('Ants', 418)}, proves: 'unverified refuses-bots'},
  'a bad request (400)': {routes: {'/a': page('Ants', 400)}, proves: 'unverified odd-answer'},
  'a halt for a day (429)': {routes: {'/a': page('Slow', 429, {'retry-after': '86400'})}, proves: 'unverified too-many-requests'},
  'a halt for nonsense (429)': {
    routes: {'/a': page('Slow', 429, {'retry-after': '99999999999999999999'})},
    proves: 'unverified too-many-requests',
  },
  'an error that stays (500)': {routes: {'/a': page('Ants', 500)}, proves: 'unverified server-error'},
  'a gateway that waits in vain (504)': {routes: {'/a': page('Ants', 504)}, proves: 'unverified server-error'},
  'a choice (300)': {routes: {'/a': page('Ants', 300)}, proves: 'unverified odd-answer'},
  'a redirect to nowhere': {routes: {'/a': (_, response) => response.writeHead(301).end()}, proves: 'unverified odd-answer'},

  // ---- walls
  'Cloudflare, by its title': {routes: {'/a': page('Just a moment...', 403)}, proves: 'unverified challenge'},
  'Cloudflare, by its header': {
    routes: {'/a': page('', 403, {'cf-mitigated': 'challenge', server: 'cloudflare'})},
    proves: 'unverified challenge',
  },
  'Cloudflare, by its page': {
    routes: {'/a': text('<script>window._cf_chl_opt = {}</script>', 503)},
    proves: 'unverified challenge',
  },
  'a wall that says not found': {routes: {'/a': page('', 404, {'cf-mitigated': 'challenge'})}, proves: 'unverified challenge'},
  'a wall that says all is well': {routes: {'/a': page('Making sure you&#39;re not a bot!')}, proves: 'unverified challenge'},
  DataDome: {routes: {'/a': page('ant.example', 403, {'x-datadome': 'protected'})}, proves: 'unverified challenge'},
  'DataDome, by its page': {
    routes: {'/a': text('<script src="https://ct.captcha-delivery.com/c.js"></script>')},
    proves: 'unverified challenge',
  },
  Akamai: {routes: {'/a': page('Access Denied', 403, {server: 'AkamaiGHost'})}, proves: 'unverified challenge'},
  PerimeterX: {routes: {'/a': text('<div id="px-captcha"></div>')}, proves: 'unverified challenge'},
  Imperva: {
    routes: {'/a': text('<iframe src="/_Incapsula_Resource?x">Request unsuccessful. Incapsula incident ID: 1</iframe>')},
    proves: 'unverified challenge',
  },
  'AWS WAF': {routes: {'/a': text('', 202, {'x-amzn-waf-action': 'challenge'})}, proves: 'unverified challenge'},
  'a login page': {routes: {'/a': redirect(302, '/login?next=/a')}, proves: 'unverified login'},
  'a login page for good': {routes: {'/a': redirect(301, '/users/sign_in')}, proves: 'unverified login'},
  'a consent page': {routes: {'/a': redirect(302, '/cookie-consent?next=/a')}, proves: 'unverified challenge'},

  // ---- pages that are not what was listed
  'a page that says not found': {routes: {'/a': page('Page not found')}, proves: 'unverified soft-404'},
  'a page that says not found, in brotli': {
    routes: {'/a': text(brotliCompressSync('<title>Error 404</title>'), 200, {'content-encoding': 'br'})},
    proves: 'unverified soft-404',
  },
  'a redirect to a page that says not found': {routes: {'/a': redirect(302, '/404.html')}, proves: 'unverified soft-404'},
  'a redirect home': {routes: {'/a': redirect(301, '/')}, proves: 'unverified to-home'},
  'a redirect home for now': {routes: {'/a': redirect(302, '/')}, proves: 'unverified to-home'},
  'another site for good': {routes: {'/a': redirect(301, '{other}/b')}, proves: 'unverified other-site', at: '{other}/b'},
  "another site's front page for now": {
    routes: {'/a': redirect(302, '{other}/')},
    proves: 'unverified other-site',
    at: '{other}/',
  },
  'another site by the page itself': {routes: {'/a': refresh('0; url={other}/b')}, proves: 'unverified other-site'},
  'a domain for sale': {routes: {'/': page('ant.example is for sale')}, proves: 'unverified for-sale'},
  'a parked domain': {
    routes: {'/': text('<script src="https://img.sedoparking.com/a.js"></script>')},
    proves: 'unverified parked',
  },
  'a closed account': {routes: {'/': page('Account Suspended')}, proves: 'unverified parked'},

  // ---- nobody answers, or nobody can read it
  'no answer': {routes: {'/a': hang}, proves: 'unverified timeout'},
  'a connection that breaks off': {routes: {'/a': reset}, proves: 'unverified reset'},
  'no answer at the end of a redirect': {routes: {'/a': redirect(302, '/b'), '/b': hang}, proves: 'unverified timeout'},
  'nonsense instead of HTTP': {routes: {'/a': raw('ants\r\n\r\n')}, proves: 'unverified protocol'},
  'a header that is none': {routes: {'/a': raw('HTTP/1.1 200 OK\r\nan ts\r\n\r\nx')}, proves: 'unverified protocol'},
  'headers without end': {
    routes: {'/a': raw(`HTTP/1.1 200 OK\r\nx: ${'x'.repeat(300_000)}\r\n\r\n`)},
    proves: 'unverified protocol',
  },
  'chunks that are none': {
    routes: {'/a': raw('HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ntransfer-encoding: chunked\r\n\r\nants\r\n')},
    proves: 'unverified protocol',
  },
  'an encoding that is not what it says': {
    routes: {'/a': page('Ants', 200, {'content-encoding': 'gzip'})},
    proves: 'unverified broken-encoding',
  },
  'a redirect to itself': {routes: {'/a': redirect(302, '/a')}, proves: 'unverified too-many-redirects'},
  'a redirect in a circle': {
    routes: {'/a': redirect(302, '/b'), '/b': redirect(301, '/a')},
    proves: 'unverified too-many-redirects',
  },
  'redirects without end': {
    routes: Object.fromEntries(Array.from({length: 30}, (_, n) => [`/${n}`, redirect(302, `/${n + 1}`)])),
    proves: 'unverified too-many-redirects',
  },
  'a redirect to an app': {routes: {'/a': redirect(302, 'slack://open')}, proves: 'unverified redirects-elsewhere'},
  'a redirect to a script': {routes: {'/a': redirect(302, 'javascript:alert(1)')}, proves: 'unverified redirects-elsewhere'},
  'a redirect to no address': {routes: {'/a': redirect(302, 'http://[')}, proves: 'unverified protocol'},
  'a name server with trouble': {dns: {self: 'SERVFAIL'}, proves: 'unverified resolver'},
  'an expired certificate': {scheme: 'https', certificate: 'expired', proves: 'unverified tls-expired'},
  "somebody else's certificate": {scheme: 'https', certificate: 'wrong host', proves: 'unverified tls-wrong-host'},
  'a certificate that vouches for itself': {scheme: 'https', certificate: 'self-signed', proves: 'unverified tls-self-signed'},
  'a certificate that is not valid yet': {scheme: 'https', certificate: 'not yet', proves: 'unverified tls'},
  'a certificate of an authority that nobody knows': {scheme: 'https', certificate: 'of nobody', proves: 'unverified tls'},
  'a server that speaks no TLS': {link: 'https://{host}:{plain port}/', proves: 'unverified tls'},

  // ---- refused by us
  'a name inside': {dns: {self: ['10.0.0.1']}, proves: 'refused private-address'},
  'a name that is also inside': {dns: {self: ['127.0.0.1', '169.254.169.254']}, proves: 'refused private-address'},
  'a redirect inside': {
    routes: {'/a': redirect(302, 'http://169.254.169.254/latest/meta-data/')},
    proves: 'refused private-address',
  },
  'a redirect to a name inside': {
    routes: {'/a': redirect(301, '{other}/')},
    dns: {other: ['192.168.1.1']},
    proves: 'refused private-address',
  },
  'a page that sends its readers inside': {routes: {'/a': refresh('0; url=http://[::1]:9/')}, proves: 'refused blocked-port'},
  'a page that sends its readers to this machine': {
    routes: {'/a': refresh('0; url=http://0x7f000002/')},
    proves: 'refused private-address',
  },
  'a port of another trade': {link: 'http://{host}:25/', proves: 'refused blocked-port'},
  'a redirect to a port of another trade': {routes: {'/a': redirect(302, 'http://{host}:6667/')}, proves: 'refused blocked-port'},

  // ---- places in pages
  'a place that is there': {link: '{self}/a#usage', routes: {'/a': page()}, proves: 'alive answers'},
  'a place that is not there': {link: '{self}/a#bees', routes: {'/a': page()}, proves: 'alive answers, without #bees'},
  'a place in letters of another script': {
    link: '{self}/a#%C3%A4meisen',
    routes: {'/a': text('<title>Ants</title><h2 id="ämeisen">')},
    proves: 'alive answers',
  },
  'a place in a page that is too long to read': {
    link: '{self}/a#bees',
    routes: {'/a': text(`<title>Ants</title>${paragraph.repeat(40)}`)},
    proves: 'alive answers',
  },
  'a place in a page that a script makes': {
    link: '{self}/a#bees',
    routes: {'/a': text('<title>Ants</title><script src="/a.js"></script>')},
    proves: 'alive answers',
  },
  'a route of a program in the page': {link: '{self}/a#/bees', routes: {'/a': page()}, proves: 'alive answers'},
  'a piece of text': {link: '{self}/a#:~:text=bees', routes: {'/a': page()}, proves: 'alive answers'},
}

let web: BehavingWeb
let seen: ReadonlyMap<string, Verdict>
let tookMs = 0

beforeAll(async () => {
  web = await openBehavingWeb(rows)
  const engine = openLinkEngine({allowPrivate: ['127.0.0.1'], resolve: web.resolve, ca: [web.ca]})
  const links = Object.keys(rows).map(web.linkOf)
  const began = performance.now()
  seen = await engine.checkLinks(
    links,
    {timeoutMs: 3000, deadlineMs: 40_000, concurrency: 24, perSite: 4, retries: 1, fragments: true},
    new AbortController().signal,
  )
  tookMs = performance.now() - began
  await engine.close()
})
afterAll(() => web.close())

test.each(Object.keys(rows))('%s', name => {
  const row = rows[name]
  const verdict = seen.get(web.linkOf(name))
  const missing =
    verdict?.kind === 'alive' && verdict.missingFragment !== undefined ? `, without #${verdict.missingFragment}` : ''
  expect(`${verdict?.kind} ${verdict?.reason}${missing}`).toBe(row?.proves)
  if (row?.at !== undefined) expect(placeOf(verdict)).toBe(web.fill(name, row.at))
})

function placeOf(verdict: Verdict | undefined): string | undefined {
  if (verdict?.kind === 'unverified') return verdict.elsewhere?.finalUrl
  return verdict?.kind === 'alive' || verdict?.kind === 'moved' ? verdict.finalUrl : undefined
}

test('none of them holds up the rest', () => {
  expect(tookMs).toBeLessThan(20_000)
})

test('what is called dead was asked twice, on two connections, at least 250 ms apart', () => {
  for (const name of ['not found', 'gone', 'a redirect to not found']) {
    const path = name === 'a redirect to not found' ? '/b' : '/a'
    const asked = web.requests.filter(({url}) => url === `http://${new URL(web.linkOf(name)).hostname}${path}`)
    expect(asked).toHaveLength(2)
    expect(asked[0]?.socket).not.toBe(asked[1]?.socket)
    expect((asked[1]?.atMs ?? 0) - (asked[0]?.atMs ?? 0)).toBeGreaterThanOrEqual(245)
  }
})

test('what is not dead is asked once, by GET and without a range', () => {
  const living = web.requests.filter(({url}) => url === `http://${new URL(web.linkOf('a page')).hostname}/`)
  expect(living).toHaveLength(1)
  expect(web.requests.every(({method, headers}) => method === 'GET' && headers.range === undefined)).toBe(true)
})
