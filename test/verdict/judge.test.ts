import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import type {Exchange, Failure, Hop} from '../../src/verdict/exchange.ts'
import {judge} from '../../src/verdict/judge.ts'

/** What was seen, in short: each hop is `status address`, the first one what the list says. */
function seen(
  hops: readonly string[],
  more: {readonly title?: string; readonly failure?: Failure['kind']; readonly url?: string} = {},
): Exchange {
  const answers = hops.map(hop => {
    const [status = '', url = ''] = hop.split(' ')
    return {status: Number(status), url}
  })
  const last = more.failure === undefined ? undefined : 'https://next.example/'
  return {
    url: more.url ?? answers[0]?.url ?? 'https://ant.example/a',
    hops: answers.map(
      ({status, url}, index): Hop => ({url: url.replace(/#.*/, ''), status, location: answers[index + 1]?.url ?? last}),
    ),
    title: more.title,
    failure: more.failure === undefined ? undefined : {kind: more.failure, detail: 'CODE'},
  }
}

const verdict = (...args: Parameters<typeof seen>) => {
  const judged = judge(seen(...args))
  return `${judged.kind} ${judged.reason}`
}

const ant = 'https://ant.example'

describe('dead is only what is proven', () => {
  test.each([
    [['404 https://ant.example/a'], 'dead not-found'],
    [['410 https://ant.example/a'], 'dead gone'],
    [['301 https://ant.example/a', '404 https://ant.example/b'], 'dead leads-to-not-found'],
    [['302 https://ant.example/a', '410 https://ant.example/b'], 'dead leads-to-gone'],
    // Whoever's site it is: this is what a reader gets to see.
    [['301 https://ant.example/a', '404 https://bee.example/'], 'dead leads-to-not-found'],
  ])('%j: %s', (hops, expected) => {
    expect(verdict(hops)).toBe(expected)
  })

  test('no such domain, there or behind a redirect', () => {
    expect(verdict([], {failure: 'no such domain'})).toBe('dead no-such-domain')
    expect(verdict(['301 https://ant.example/a'], {failure: 'no such domain'})).toBe('dead leads-to-no-such-domain')
  })

  test('a wall that says 404 to strangers proves nothing', () => {
    expect(verdict(['302 https://ant.example/a', '404 https://login.ant.example/'])).toBe('unverified login')
    expect(verdict(['404 https://ant.example/a'], {title: 'Just a moment...'})).toBe('unverified challenge')
  })
})

describe('what refuses, fails or falls silent is unverified', () => {
  test.each([
    [400, 'odd-answer'],
    [401, 'login'],
    [403, 'refuses-bots'],
    [405, 'refuses-bots'],
    [429, 'too-many-requests'],
    [451, 'legal-reasons'],
    [500, 'server-error'],
    [503, 'server-error'],
    [522, 'server-error'],
    [999, 'refuses-bots'],
    [300, 'odd-answer'],
    [304, 'odd-answer'],
  ])('%d: %s', (status, reason) => {
    expect(judge(seen([`${status} ${ant}/a`]))).toEqual({kind: 'unverified', reason, status, detail: ''})
  })

  test.each([
    ['timeout', 'timeout'],
    ['tls', 'tls'],
    ['reset', 'reset'],
    ['refused connection', 'connection-refused'],
    ['resolver', 'resolver'],
    ['too many redirects', 'too-many-redirects'],
    ['not http', 'redirects-elsewhere'],
    ['protocol', 'protocol'],
    ['deadline', 'not-reached'],
    ['paused site', 'paused-site'],
    ['silent site', 'silent-site'],
  ] as const)('%s: %s', (failure, reason) => {
    expect(judge(seen([], {failure}))).toEqual({kind: 'unverified', reason, status: undefined, detail: 'CODE'})
    expect(judge(seen([`301 ${ant}/a`], {failure}))).toEqual({kind: 'unverified', reason, status: 301, detail: 'CODE'})
  })

  test('an exchange without any answer', () => {
    expect(verdict([])).toBe('unverified protocol')
  })
})

test('a way into a private network or to a port of another trade is refused, also behind a redirect', () => {
  expect(verdict([], {failure: 'private address'})).toBe('refused private-address')
  expect(verdict([`301 ${ant}/a`], {failure: 'private address'})).toBe('refused private-address')
  expect(verdict([], {failure: 'blocked port'})).toBe('refused blocked-port')
})

describe('a page that answers is alive, unless it is another page', () => {
  test.each([
    ['it answers', ['200 https://ant.example/a'], 'alive answers'],
    ['without content', ['204 https://ant.example/a'], 'alive answers'],
    ['a temporary redirect', ['302 https://ant.example/a', '200 https://ant.example/b'], 'alive redirects'],
    [
      'there and back',
      ['302 https://ant.example/a', '302 https://id.bee.example/', '200 https://ant.example/a'],
      'alive redirects',
    ],
    ['another site', ['301 https://ant.example/a', '200 https://casino.example/'], 'unverified other-site'],
    ['another site for now', ['302 https://ant.example/a', '200 https://bee.example/a'], 'alive redirects'],
    [
      'another site from now on',
      ['302 https://ant.example/a', '301 https://ant.example/b', '200 https://bee.example/a'],
      'alive redirects',
    ],
    ["another site's front page", ['302 https://ant.example/a', '200 https://bee.example/'], 'unverified other-site'],
    ['another site by the page itself', ['200 https://ant.example/a', '200 https://bee.example/a'], 'unverified other-site'],
    ['another owner on one host', ['301 https://ant.github.io/a', '200 https://bee.github.io/a'], 'unverified other-site'],
    ['the front page', ['301 https://ant.example/a', '200 https://ant.example/'], 'unverified to-home'],
    ['the front page of a language', ['302 https://ant.example/a', '200 https://ant.example/en/'], 'unverified to-home'],
    ['the front page, from a query', ['301 https://ant.example/?p=3', '200 https://ant.example/'], 'unverified to-home'],
    ['the front page, from a subdomain', ['301 https://hill.ant.example/', '200 https://ant.example/'], 'unverified to-home'],
    ['a front page to one', ['301 https://ant.example/', '200 https://ant.example/en'], 'alive redirects'],
    ['a login page', ['302 https://ant.example/a', '200 https://ant.example/login?next=/a'], 'unverified login'],
    ['a login page elsewhere', ['302 https://ant.example/a', '200 https://accounts.bee.example/x'], 'unverified login'],
    ['a login page that is listed', ['302 https://ant.example/login', '200 https://ant.example/login/new'], 'alive redirects'],
    ['a challenge', ['302 https://ant.example/a', '200 https://ant.example/cdn-cgi/check'], 'unverified challenge'],
    ['a page about 404', ['302 https://ant.example/a', '200 https://ant.example/404.html'], 'unverified soft-404'],
  ])('%s', (_, hops, expected) => {
    expect(verdict(hops)).toBe(expected)
  })

  test('a title that says so makes it unverified, never dead', () => {
    expect(verdict([`200 ${ant}/a`], {title: 'Page not found | Ants'})).toBe('unverified soft-404')
    expect(verdict([`200 ${ant}/a`], {title: 'ant.example is for sale'})).toBe('unverified for-sale')
    expect(verdict([`200 ${ant}/a`], {title: 'Attention Required! | Cloudflare'})).toBe('unverified challenge')
    expect(verdict([`200 ${ant}/status/404`], {title: '404 Not Found - HTTP'})).toBe('alive answers')
  })

  test('it tells where a reader ends up, with the fragment', () => {
    expect(judge(seen([`302 ${ant}/a#top`, `200 ${ant}/b`]))).toMatchObject({finalUrl: `${ant}/b#top`})
    expect(judge(seen([`302 ${ant}/a#top`, `200 ${ant}/b#new`]))).toMatchObject({finalUrl: `${ant}/b#new`})
    expect(judge(seen([`200 ${ant}/a#top`]))).toMatchObject({finalUrl: `${ant}/a#top`})
  })
})

describe('moved is only what moved for good, to the same owner, and what is worth a change', () => {
  const moved = (hops: readonly string[]) => {
    const judged = judge(seen(hops))
    return judged.kind === 'moved' ? judged.finalUrl : judged.kind
  }

  test.each([
    ['301', ['301 https://ant.example/a', '200 https://ant.example/b'], 'https://ant.example/b'],
    ['308', ['308 https://ant.example/a', '200 https://ant.example/b'], 'https://ant.example/b'],
    ['to a subdomain', ['301 https://ant.example/a', '200 https://docs.ant.example/a'], 'https://docs.ant.example/a'],
    ['a repository', ['301 https://github.com/ant/hill', '200 https://github.com/ants/hill'], 'https://github.com/ants/hill'],
    ['with its fragment', ['301 https://ant.example/a#x', '200 https://ant.example/b'], 'https://ant.example/b#x'],
    ['with the new fragment', ['301 https://ant.example/a#x', '200 https://ant.example/b#y'], 'https://ant.example/b#y'],
    ['twice', ['301 http://ant.example/a', '301 https://ant.example/a', '200 https://ant.example/b'], 'https://ant.example/b'],
    [
      'as far as it is for good',
      ['301 https://ant.example/a', '302 https://ant.example/b', '200 https://ant.example/c'],
      'https://ant.example/b',
    ],
    ['with its port', ['301 http://ant.example:8080/a', '200 http://ant.example:8080/b'], 'http://ant.example:8080/b'],
  ])('%s', (_, hops, expected) => {
    expect(moved(hops)).toBe(expected)
  })

  test.each([
    ['only for now', ['302 https://ant.example/a', '301 https://ant.example/b', '200 https://ant.example/c']],
    ['only the scheme', ['301 http://ant.example/a', '200 https://ant.example/a']],
    ['only www.', ['301 https://www.ant.example/a', '200 https://ant.example/a']],
    ['only a slash', ['301 https://ant.example/a', '200 https://ant.example/a/']],
    ['only letter case on GitHub', ['301 https://github.com/Ant/Hill', '200 https://github.com/ant/hill']],
    ['only the query', ['301 https://ant.example/a', '200 https://ant.example/a?session=1']],
    ['back to http', ['301 https://ant.example/a', '200 http://ant.example/b']],
    ['to an inner port', ['301 https://ant.example/a', '200 https://ant.example:8443/b']],
    ['by way of others', ['301 https://ant.example/a', '301 https://bee.example/', '200 https://ant.example/b']],
    ['by the page itself', ['200 https://ant.example/a', '200 https://ant.example/b']],
  ])('%s is alive', (_, hops) => {
    expect(moved(hops)).toBe('alive')
  })

  test('not to a page that fails', () => {
    expect(moved([`301 ${ant}/a`, `503 ${ant}/b`])).toBe('unverified')
  })
})

// ---- whatever comes

const failureKinds: readonly Failure['kind'][] = [
  'no such domain', 'resolver', 'refused connection', 'reset', 'timeout', 'tls', 'private address', 'blocked port', 'too many redirects',
  'not http', 'deadline', 'protocol', 'paused site', 'silent site',
] // biome-ignore format: a list of words
const address = fc.constantFrom(
  'https://ant.example/',
  'https://ant.example/a',
  'http://www.ant.example/b?c',
  'https://docs.ant.example/en',
  'https://bee.example/login',
  'slack://x',
)
const hop = fc.record({url: address, status: fc.integer({min: 200, max: 999}), location: fc.option(address, {nil: undefined})})
const exchange: fc.Arbitrary<Exchange> = fc.record({
  url: fc.oneof(address, fc.string()),
  hops: fc.array(hop, {maxLength: 4}),
  title: fc.option(fc.oneof(fc.string(), fc.constantFrom('404', 'Just a moment...')), {nil: undefined}),
  failure: fc.option(fc.record({kind: fc.constantFrom(...failureKinds), detail: fc.string()}), {nil: undefined}),
})

test('whatever was seen: no throw, dead only on 404, 410 or no such domain, moved only within one domain', () => {
  fc.assert(
    fc.property(exchange, facts => {
      const judged = judge(facts)
      if (judged.kind === 'dead') {
        const last = facts.hops.at(-1)?.status
        expect(facts.failure?.kind === 'no such domain' || (facts.failure === undefined && (last === 404 || last === 410))).toBe(
          true,
        )
      }
      if (judged.kind === 'moved') {
        expect(facts.hops[0]?.status === 301 || facts.hops[0]?.status === 308).toBe(true)
        expect(new URL(judged.finalUrl).hostname).toMatch(/(?:^|\.)ant\.example$/)
        expect(judge({...facts, url: judged.finalUrl, hops: facts.hops.slice(-1)}).kind).not.toBe('moved')
      }
    }),
    {numRuns: 3000},
  )
})
