import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {afterCheck} from '../../src/health/after-check.ts'
import type {PageCheck} from '../../src/health/page-check.ts'
import type {PageRecord} from '../../src/health/page-record.ts'
import type {RepositoryFacts} from '../../src/verdict/repository-facts.ts'
import type {Verdict} from '../../src/verdict/verdict.ts'
import {dayMs, fine, gone, healthOf, held, movedTo, silent, start} from './health-of.ts'

/** What is remembered after checks, a week apart unless said otherwise. */
const remembered = (...checks: readonly (Partial<PageCheck> & {readonly verdict: Verdict})[]): PageRecord => {
  const record = checks.reduce<PageRecord | undefined>(
    (known, check, index) => afterCheck(known, {atMs: start + index * 7 * dayMs, ...check}),
    undefined,
  )
  if (record === undefined) throw new Error('no check')
  return record
}

const at = (verdict: Verdict, day: number) => ({verdict, atMs: start + day * dayMs})

describe('strikes', () => {
  test('each dead check is one, the first and the last are known', () => {
    expect(remembered(at(gone, 0), at(gone, 1), at(gone, 4)).strikes).toEqual({
      count: 3,
      firstMs: start,
      lastMs: start + 4 * dayMs,
      proof: gone,
    })
  })

  test.each([
    ['alive', fine],
    ['moved', movedTo('https://ant.example/new')],
  ])('%s once takes all of them away', (_, verdict) => {
    expect(remembered(at(gone, 0), at(gone, 1), at(verdict, 4)).strikes).toBeUndefined()
  })

  test('what is unverified neither adds nor clears, and what was proven stays known', () => {
    const record = remembered(at(gone, 0), at(gone, 4), at(silent, 8))
    expect(record).toMatchObject({verdict: silent, strikes: {count: 2, lastMs: start + 4 * dayMs, proof: gone}})
  })

  test('two looks within an hour are one', () => {
    expect(remembered({verdict: gone, atMs: start}, {verdict: gone, atMs: start + 60_000}).strikes?.count).toBe(1)
  })

  test('a page that there was no time to ask for keeps what was seen of it', () => {
    const late: Verdict = {kind: 'unverified', reason: 'not-reached', status: undefined, detail: ''}
    expect(remembered({verdict: fine}, {verdict: late})).toMatchObject({verdict: fine, checkedMs: start + 7 * dayMs, steady: 1})
  })
})

test('any checks at any times: never more strikes than dead checks since it was last alive, and never dead without them', () => {
  const check = fc.record({
    verdict: fc.constantFrom(gone, fine, silent, movedTo('https://ant.example/b')),
    atMs: fc.nat(40 * dayMs),
  })
  fc.assert(
    fc.property(fc.array(check, {minLength: 1, maxLength: 20}), checks => {
      let record: PageRecord | undefined
      let dead: number[] = []
      let last = -1
      for (const one of checks) {
        const next: PageRecord = afterCheck(record, one)
        if (one.atMs <= last) expect(next).toBe(record)
        else {
          last = one.atMs
          if (one.verdict.kind === 'dead') dead.push(one.atMs)
          else if (one.verdict.kind !== 'unverified') dead = []
        }
        // The same check told twice counts once.
        expect(afterCheck(next, one)).toBe(next)
        expect(next.strikes?.count ?? 0).toBeLessThanOrEqual(dead.length)
        expect(next.strikes === undefined).toBe(dead.length === 0)
        const [{state} = {state: undefined}] = healthOf([[held('https://ant.example/'), next]], {nowMs: last}).links
        if (state?.kind === 'dead') {
          expect(dead.length).toBeGreaterThanOrEqual(3)
          expect((dead.at(-1) ?? 0) - (dead[0] ?? 0)).toBeGreaterThanOrEqual(7 * dayMs)
        }
        if (dead.length === 0) expect(state?.kind).not.toMatch(/dead|suspect/)
        record = next
      }
    }),
  )
})

test('it is known since when and how often the same was found', () => {
  const record = remembered({verdict: gone}, {verdict: fine}, {verdict: fine})
  expect(record).toMatchObject({sinceMs: start + 7 * dayMs, steady: 2, isChanging: true, aliveMs: start + 14 * dayMs})
  expect(remembered({verdict: gone}, ...[1, 2, 3, 4].map(() => ({verdict: fine}))).isChanging).toBeUndefined()
})

test('conditional requests are only for pages that answered', () => {
  const validators = {etag: '"1"'}
  expect(remembered({verdict: fine, validators, title: 'Ants'}).validators).toEqual(validators)
  expect(remembered({verdict: fine, validators}, {verdict: fine}).validators).toBeUndefined()
  const sold: Verdict = {kind: 'unverified', reason: 'for-sale', status: 200, detail: ''}
  expect(remembered({verdict: sold, validators}).validators).toBeUndefined()
})

describe('a page may have changed hands', () => {
  const titles = (...all: readonly string[]) => remembered(...all.map(title => ({verdict: fine, title})))
  const known = ['Colony builder, an ecosystem simulator', 'Colony builder, an ecosystem simulator']

  test('when its title has lost every word that it had, twice', () => {
    expect(titles(...known, 'Best slots and roulette').handed).toBeUndefined()
    expect(titles(...known, 'Best slots and roulette', 'Best slots and roulette').handed).toEqual({
      why: 'other title',
      sinceMs: start + 21 * dayMs,
    })
  })

  test('and it has not any more when a word is back', () => {
    expect(titles(...known, 'Best slots', 'Best slots and roulette', 'Colony builder 2').handed).toBeUndefined()
  })

  test.each([
    ['Just a moment...'],
    ['Attention Required! | Cloudflare'],
    ['Log in to continue'],
    ['503 Service Unavailable'],
    ['Error'],
    ['404 Not Found'],
    ['Untitled'],
    ['Index of /'],
    ['Site maintenance'],
    ['Home'],
    ['Roulette'],
    ['Simulador de ecosistemas'],
    ['アリの巣ビルダー'],
    ['Ant.example, under a new roof'],
    ['Colonies'],
    [''],
  ])('but not when it says %j', title => {
    expect(titles(...known, title, title, title).handed).toBeUndefined()
  })

  test.each([
    ['one-word titles', ['Colony', 'Colony', 'Roulette slots', 'Roulette slots']],
    [
      'titles that were never the same',
      ['Monday: rain ahead', 'Tuesday: storm coming', 'Wednesday: sun shines', 'Thursday: clouds again'],
    ],
    ['a title seen once', ['Colony builder simulator', 'Best slots roulette', 'Best slots roulette', 'Best slots roulette']],
    ['a change step by step', [...known, 'Colony builder, now Hive Maker', 'Hive Maker', 'Hive Maker', 'Hive Maker']],
  ])('nor by %s', (_, all) => {
    expect(titles(...all).handed).toBeUndefined()
  })

  test('when its domain is for sale, until it answers again', () => {
    const sold: Verdict = {kind: 'unverified', reason: 'for-sale', status: 200, detail: ''}
    expect(remembered({verdict: fine}, {verdict: sold}).handed?.why).toBe('domain for sale')
    expect(remembered({verdict: fine}, {verdict: sold}, {verdict: silent}).handed?.why).toBe('domain for sale')
    expect(remembered({verdict: sold}, {verdict: fine}).handed).toBeUndefined()
  })

  test('when it leads to another site for good, or twice', () => {
    const elsewhere = (permanent: boolean): Verdict => ({
      kind: 'unverified',
      reason: 'other-site',
      status: 200,
      detail: '',
      elsewhere: {finalUrl: 'https://bets.example/', title: 'Bets', permanent},
    })
    expect(remembered({verdict: elsewhere(true)}).handed?.why).toBe('other site')
    expect(remembered({verdict: elsewhere(false)}).handed).toBeUndefined()
    expect(remembered({verdict: elsewhere(false)}, {verdict: elsewhere(false)}).handed?.why).toBe('other site')
    expect(remembered({verdict: silent}, {verdict: elsewhere(false)}).handed).toBeUndefined()
  })

  const facts = (id: string, about: Partial<RepositoryFacts> = {}): RepositoryFacts => ({
    site: 'https://github.com',
    id,
    name: 'ada/ants',
    isPrivate: false,
    isArchived: false,
    isFork: false,
    createdMs: undefined,
    lastCommitMs: start,
    defaultBranch: 'main',
    stars: 1,
    description: undefined,
    homepage: undefined,
    licence: undefined,
    ...about,
  })

  test('when the name of its repository was registered again, also as long as nobody tells of it', () => {
    const record = remembered({verdict: fine, repository: facts('1')}, {verdict: fine, repository: facts('2')}, {verdict: fine})
    expect(record).toMatchObject({handed: {why: 'other repository', sinceMs: start + 7 * dayMs}, repository: {id: '1'}})
    expect(
      remembered({verdict: fine, repository: facts('1')}, {verdict: fine, repository: facts('1', {name: 'eve/ants'})}).handed,
    ).toBeUndefined()
  })

  test('nothing of a private repository is remembered', () => {
    expect(remembered({verdict: fine, repository: facts('1', {isPrivate: true, name: 'ada/secret'})}).repository).toBeUndefined()
  })
})

describe('an address with a secret, to which a page leads', () => {
  const secret = 'https://ant.example/new?access_token=s3cr3tS3cr3tS3cr3t'
  test.each<[string, Verdict]>([
    ['for good', movedTo(secret)],
    ['for now', {kind: 'alive', reason: 'redirects', status: 200, finalUrl: secret, better: {why: 'https', url: secret}}],
    [
      'on another site',
      {
        kind: 'unverified',
        reason: 'other-site',
        status: 200,
        detail: secret,
        elsewhere: {finalUrl: secret, title: undefined, permanent: true},
      },
    ],
    ['inside a private network', {kind: 'refused', reason: 'private-address', detail: secret}],
  ])('%s, is not kept, and offered to nobody', (_, verdict) => {
    const record = remembered({verdict: fine}, {verdict})
    expect(JSON.stringify(record)).not.toContain('s3cr3t')
    expect(record.verdict.kind).not.toBe('moved')
    expect(record.handed).toBeUndefined()
  })

  test('as the homepage that a repository names, neither', () => {
    const repository: RepositoryFacts = {
      site: 'https://github.com',
      id: '1',
      name: 'ada/ants',
      isPrivate: false,
      isArchived: false,
      isFork: false,
      createdMs: undefined,
      lastCommitMs: undefined,
      defaultBranch: 'main',
      stars: 1,
      description: undefined,
      homepage: secret,
      licence: undefined,
    }
    expect(JSON.stringify(remembered({verdict: fine, repository}))).not.toContain('s3cr3t')
  })
})
