import type {LinkOptions} from '../links/check-links.ts'
import {code} from '../markdown/message.ts'
import type {Reason} from '../verdict/reasons.ts'
import type {Verdict} from '../verdict/verdict.ts'
import type {Kept} from './keep-most.ts'

/** Sites that are named; nobody reads of more. */
const mostNamed = 5

/** Sentences about sites of which only the first so many pages were asked for. */
export function crowdedSites(beyond: Kept['beyond'], most: number): string[] {
  const sites = [...beyond]
  const unnamed = sites.slice(mostNamed).flatMap(([, {urls}]) => urls).length
  return [
    ...sites
      .slice(0, mostNamed)
      .map(([site, {of}]) => `Only the first ${most} of ${of} new links to ${code(site)} were checked, so as not to burden it.`),
    ...(unnamed === 0 ? [] : [`${were(unnamed)} to other sites not checked either, for the same reason.`]),
  ]
}

/** Sentences about links that nobody had time for, or that were more requests than an account has. */
export function notesOn(verdicts: readonly Verdict[], {deadlineMs}: LinkOptions, signal: AbortSignal): string[] {
  const count = (reason: Reason): number => verdicts.filter(verdict => verdict.reason === reason).length
  const [late, beyond] = [count('not-reached'), count('over-limit')]
  const lateWords = signal.aborted
    ? `${were(late)} not reached before it was stopped.`
    : `${were(late)} not reached before the deadline of ${Math.round(deadlineMs / 1000)} s.`
  return [
    ...(late === 0 ? [] : [lateWords]),
    ...(beyond === 0
      ? []
      : [
          `${were(beyond)} not checked, since one account may cause no more than 1,000 requests in ten minutes, and one pull request no more than 180 to one site.`,
        ]),
  ]
}

const were = (count: number): string => (count === 1 ? '1 link was' : `${count} links were`)
