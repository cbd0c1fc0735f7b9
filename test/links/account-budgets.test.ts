import {expect, test} from 'vitest'
import {openAccountBudgets} from '../../src/links/account-budgets.ts'
import type {CheckLinks} from '../../src/links/check-links.ts'
import {forever, limits, openLocalWeb, openTestEngine} from './local-web.ts'

/** As many requests as are wanted, to one site each; tells how many are let through. */
function asker(requests: number, site = (index: number) => `https://a${index}.example/`) {
  const seen = {allowed: 0}
  const checkLinks: CheckLinks = async (_, {mayAsk}) => {
    for (let index = 0; index < requests; index++) if (mayAsk?.(site(index)) !== false) seen.allowed += 1
    return new Map()
  }
  return {seen, checkLinks}
}

test('the pull requests of an account have a thousand requests in ten minutes together, and those of others their own', async () => {
  let nowMs = 0
  const budgets = openAccountBudgets(() => nowMs)
  const ask = async (account: string, requests: number) => {
    const {seen, checkLinks} = asker(requests)
    await budgets.within(account, checkLinks)([], limits, forever)
    return seen.allowed
  }
  expect(await ask('ada', 700)).toBe(700)
  expect(await ask('ada', 700)).toBe(300)
  expect(await ask('bea', 700)).toBe(700)
  nowMs = 9 * 60_000
  expect(await ask('ada', 1)).toBe(0)
  nowMs = 10 * 60_000 + 1000
  expect(await ask('ada', 2000)).toBe(1000)
})

test('one pull request leads to no more than 180 requests to one site, however it gets there', async () => {
  const {seen, checkLinks} = asker(500, index => `https://${index % 2 === 0 ? 'www.' : ''}a.example/${index}`)
  const budgets = openAccountBudgets(() => 0)
  await budgets.within('ada', checkLinks)([], limits, forever)
  expect(seen.allowed).toBe(180)
})

test('redirects and repeats count, what is beyond is not asked for and not held against anybody', async () => {
  const web = await openLocalWeb((request, response) => {
    const step = Number(request.url?.split('/')[2])
    response.writeHead(302, {location: `${request.url?.replace(/\d+$/, '')}${step + 1}`}).end()
  })
  const engine = openTestEngine()
  const budgets = openAccountBudgets(() => 0)
  const urls = Array.from({length: 100}, (_, index) => `http://a${index}.example:${web.port}/${index}/1`)
  const verdicts = await budgets.within('ada', engine.checkLinks)(urls, {...limits, retries: 2}, forever)
  expect(web.requests.length).toBe(1000)
  const kinds = Map.groupBy(verdicts.values(), ({kind, reason}) => `${kind} ${reason}`)
  expect([...kinds.keys()].toSorted()).toEqual(['unverified over-limit', 'unverified too-many-redirects'])
  const later = await budgets.within('bea', engine.checkLinks)([`http://a0.example:${web.port}/0/9`], limits, forever)
  expect([...later.values()].map(({reason}) => reason)).toEqual(['too-many-redirects'])
})
