import {code} from '../markdown/message.ts'
import {githubPlace, repositoryOf} from '../url/repository.ts'
import {reasonOf} from '../verdict/reasons.ts'
import type {Verdict} from '../verdict/verdict.ts'
import type {Finding} from './finding.ts'
import type {CheckedLink} from './inspection.ts'
import {type LinkRuleSettings, type LinkTold, tellOnEach} from './tell-on-each.ts'

/** What is told of links, each by a rule of its own; all else that is seen stands in the details. */
export const linkRules = [
  'dead-link',
  'moved-link',
  'renamed-repository',
  'invalid-link',
  'prefer-https',
  'no-shortener',
  'missing-fragment',
] as const

/** The findings of checked links, one on each occurrence. */
export const linkFindings = (links: readonly CheckedLink[], settings: LinkRuleSettings = {}): Finding[] =>
  links.flatMap(link => told(link).flatMap(about => tellOnEach(link, about, settings)))

/** What is told of a link. Nothing: it is fine, or nothing is proven. */
function told({url, verdict}: CheckedLink): readonly LinkTold<(typeof linkRules)[number]>[] {
  switch (verdict.kind) {
    case 'dead':
      return [
        {
          rule: 'dead-link',
          severity: 'error',
          message: `This link is dead: ${reasonOf(verdict)}`,
          ofImage: `This image is missing: ${reasonOf(verdict)}`,
          url: undefined,
        },
      ]
    case 'invalid':
      return [{rule: 'invalid-link', severity: 'error', message: `This link leads nowhere: ${reasonOf(verdict)}`, url: undefined}]
    case 'moved':
      return [toldOfMove(url, verdict)]
    case 'alive':
      return toldOfLiving(verdict)
    case 'unverified':
    case 'refused':
    case 'ignored':
      return []
  }
}

function toldOfMove(
  url: string,
  {finalUrl, reason}: Extract<Verdict, {kind: 'moved'}>,
): LinkTold<'moved-link' | 'renamed-repository'> {
  const name = reason === 'renamed' ? fullName(githubPlace(finalUrl, new URL(finalUrl).origin)) : nameOfToday(url, finalUrl)
  return name === undefined
    ? {
        rule: 'moved-link',
        severity: 'warning',
        message: `This page has moved for good, to ${code(finalUrl, 200)}`,
        ofImage: `This image has moved for good, to ${code(finalUrl, 200)}`,
        url: finalUrl,
      }
    : {
        rule: 'renamed-repository',
        severity: 'warning',
        message: `This repository is called ${code(name, 200)} now`,
        url: finalUrl,
      }
}

/** What the repository that an address lies in is called where its own host sends people on to another name of it. */
function nameOfToday(url: string, finalUrl: string): string | undefined {
  const [before, after] = [repositoryOf(url), repositoryOf(finalUrl)]
  const isSame = before?.host !== after?.host || fullName(before)?.toLowerCase() === fullName(after)?.toLowerCase()
  return isSame ? undefined : fullName(after)
}

const fullName = (place: {readonly owner: string; readonly name: string} | undefined): string | undefined =>
  place && `${place.owner}/${place.name}`

function toldOfLiving({
  better,
  missingFragment,
}: Extract<Verdict, {kind: 'alive'}>): readonly LinkTold<'prefer-https' | 'no-shortener' | 'missing-fragment'>[] {
  const told: LinkTold<'prefer-https' | 'no-shortener' | 'missing-fragment'>[] = []
  if (better?.why === 'https')
    told.push({rule: 'prefer-https', severity: 'warning', message: 'The same page answers over `https://`', url: better.url})
  if (better?.why === 'shortener') {
    const message = `A shortener hides where this link leads: to ${code(better.url, 200)}`
    told.push({rule: 'no-shortener', severity: 'warning', message, url: better.url})
  }
  if (missingFragment !== undefined) {
    const message = `The page is there, but nothing in it is called ${code(`#${missingFragment}`, 200)}`
    told.push({rule: 'missing-fragment', severity: 'warning', message, url: undefined})
  }
  return told
}
