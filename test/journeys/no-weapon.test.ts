import {expect, test} from 'vitest'
import {inspectChange} from '../../src/journeys/inspect-change.ts'
import {openAccountBudgets} from '../../src/links/account-budgets.ts'
import type {CheckLinks} from '../../src/links/check-links.ts'
import {siteOf} from '../../src/url/site.ts'
import {forever, limits, openLocalWeb, openTestEngine} from '../links/local-web.ts'

const item = (name: string, url: string) => `- [${name}](${url}) - Lives here.\n`
const base = `# Ants\n\n${['Army', 'Fire', 'Leaf', 'Wood', 'Weaver'].map(name => item(name, `https://${name}.example`)).join('')}`

/** Inspects a pull request that adds these links, on the budget of an account. */
function inspectLinks(urls: readonly string[], account: string, {budgets, engine}: ReturnType<typeof opened>) {
  const added = urls.map((_, index) => 8 + index)
  const head = base + urls.map((url, index) => item(`Ant ${index}`, url)).join('')
  const hunks = [{lines: {start: 5, end: 7 + added.length}, added, deletedAfter: []}]
  const change = {files: [{path: 'readme.md', tip: base, mergeBase: base, head, hunks}], notes: []}
  // One at a time is how most lists would like it; here nobody minds, and time is short.
  const settings = {links: {perSite: 16, maxPerPullRequest: 5000}, rules: {}}
  return inspectChange({checkLinks: budgets.within(account, engine.checkLinks)}, change, settings, forever)
}

const opened = () => ({budgets: openAccountBudgets(() => 0), engine: openTestEngine()})

test('a pull request with many links to one site has sixty of them asked for, and the rest told as unchecked, not as wrong', async () => {
  const web = await openLocalWeb((_, response) => response.end())
  const urls = Array.from({length: 200}, (_, index) => `http://www${index % 3}.victim.example:${web.port}/${index}`)
  const {links, notes, findings} = await inspectLinks(urls, 'ada', opened())

  expect(web.requests).toHaveLength(60)
  expect(Map.groupBy(links, ({verdict}) => verdict.reason).get('over-limit')).toHaveLength(140)
  expect(notes).toEqual([
    `Only the first 60 of 200 new links to \`${siteOf(urls[0] ?? '')}\` were checked, so as not to burden it.`,
  ])
  expect(findings.filter(({rule}) => rule.includes('link'))).toEqual([])
})

test('pull requests of an account share what they may ask, however many they are; another account has its own', async () => {
  const web = await openLocalWeb((_, response) => response.end())
  const both = opened()
  const urls = (name: string) => Array.from({length: 30}, (_, index) => `http://${name}${index}.example:${web.port}/`)
  const others: CheckLinks = async (_, {mayAsk}) => {
    for (let index = 0; index < 980; index++) mayAsk?.(`https://other${index}.example/`)
    return new Map()
  }
  await both.budgets.within('ada', others)([], limits, forever)

  const {links, notes, findings} = await inspectLinks(urls('a'), 'ada', both)
  expect(web.requests).toHaveLength(20)
  expect(links.filter(({verdict}) => verdict.reason === 'over-limit')).toHaveLength(10)
  expect(notes).toEqual([
    expect.stringMatching(/^10 links were not checked, since one account may cause no more than 1,000 requests/),
  ])
  expect(findings.filter(({rule}) => rule.includes('link'))).toEqual([])

  await inspectLinks(urls('b'), 'bea', both)
  expect(web.requests).toHaveLength(50)
})
