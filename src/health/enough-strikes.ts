import type {Settings} from '../settings/settings.ts'

/** How often, and over how many days, a page must be seen dead before a list says so. */
export interface EnoughStrikes {
  readonly scans: number
  readonly days: number
}

/** What a list's settings ask for: three scans over a week where they say nothing. */
export const enoughStrikes = ({strikes: {scans = 3, days = 7} = {}}: Settings): EnoughStrikes => ({scans, days})
