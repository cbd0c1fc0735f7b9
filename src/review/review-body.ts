import type {Finding} from '../findings/finding.ts'
import {link} from '../markdown/link.ts'
import {marker, mostTold} from '../markdown/marker.ts'
import {say} from '../markdown/say.ts'
import {paragraph, write} from '../markdown/write.ts'
import {countWords} from './counts.ts'

interface Body {
  /** What its comments tell. */
  readonly told: readonly Finding[]
  readonly comments: number
  /** How many findings stand in the check run alone. */
  readonly more: number
  readonly headSha: string
  /** Where the list says what it asks for, if it does. */
  readonly guide?: string | undefined
  /** Fingerprints that people dismissed by a button. */
  readonly dismissed?: readonly string[]
}

/**
 * What stands above the comments of a review: one line, since it is the mail's first.
 *
 * Its marker names all that the comments tell of. A review can't be deleted, so that is known even when its comments are gone.
 */
export const reviewBody = ({told, comments, more, headSha, guide, dismissed = []}: Body): string =>
  write(
    paragraph([
      {type: 'text', value: `${countWords(told)} on the lines of this pull request.`},
      ...(more === 0 ? [] : say` ${more} more in the details of the check.`),
      ...(guide === undefined ? [] : say` What this list asks for is in its ${link(say`contributing guide`, guide)}.`),
    ]),
    marker({
      v: 1,
      kind: 'review',
      head: headSha,
      told: told.map(({fingerprint}) => fingerprint),
      comments,
      ...(dismissed.length === 0 ? {} : {left: [...new Set(dismissed)].toSorted().slice(0, mostTold.left)}),
    }),
  )
