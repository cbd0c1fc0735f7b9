import {LRUCache} from 'lru-cache'
import {siteOf} from '../url/site.ts'
import {type Allotment, afterRequest, type Budget, unspent} from './budget.ts'
import type {CheckLinks} from './check-links.ts'

/** All pull requests of an account together: whoever opens a hundred at once can't have us flood the web, nor keep others waiting. */
const perAccount: Allotment = {most: 1000, windowMs: 10 * 60_000}

/** To one site in one run: it has sixty links at most, but redirects and repeats of all the others may lead there, too. */
const perSite = 180

export interface AccountBudgets {
  /** The same, with every request on the account's budget. What is beyond is not asked for (`over-limit`). */
  readonly within: (account: string, checkLinks: CheckLinks) => CheckLinks
}

/** Keeps what accounts have spent, in memory: each process has its own. */
export function openAccountBudgets(now: () => number): AccountBudgets {
  const budgets = new LRUCache<string, Budget>({max: 10_000, ttl: 2 * perAccount.windowMs})

  function spend(account: string): boolean {
    const budget = afterRequest(budgets.get(account) ?? unspent, perAccount, now())
    if (budget === undefined) return false
    budgets.set(account, budget)
    return true
  }

  return {
    within: (account, checkLinks) => (urls, options, signal) => {
      const asked = new Map<string, number>()
      const mayAsk = (url: string): boolean => {
        const site = siteOf(url) ?? ''
        const count = (asked.get(site) ?? 0) + 1
        if (count > perSite || !spend(account)) return false
        asked.set(site, count)
        return true
      }
      return checkLinks(urls, {...options, mayAsk}, signal)
    },
  }
}
