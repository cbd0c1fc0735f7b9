import type {FileChange} from '../../src/findings/change.ts'
import type {Finding, Fingerprint} from '../../src/findings/finding.ts'
import type {Inspection} from '../../src/findings/inspection.ts'
import {readMarker} from '../../src/markdown/marker.ts'
import type {Place} from '../../src/markdown/place.ts'
import type {Said} from '../../src/review/conversation.ts'
import type {Operation} from '../../src/review/plan.ts'
import type {Situation} from '../../src/review/plan-review.ts'

/** What GitHub shows of a pull request. */
export interface Page {
  readonly said: readonly Said[]
  readonly reviews: readonly {readonly id: string; readonly body: string; readonly headSha: string}[]
}

export const blank: Page = {said: [], reviews: []}

/** What GitHub shows after one operation: the whole model, and all that the properties trust. Ids are never used again. */
export function after(page: Page, operation: Operation): Page {
  switch (operation.kind) {
    case 'create review': {
      const {headSha, body, comments} = operation
      const id = `${page.reviews.length + 1}`
      const said = comments.map(
        (comment, n): Said => ({
          ...read({id: `${id}-${n}`, body: comment.body}),
          path: comment.path,
          line: comment.line,
        }),
      )
      return {reviews: [...page.reviews, {id, body, headSha}], said: [...page.said, ...said]}
    }
    case 'edit comment':
      return {
        ...page,
        said: page.said.map(one =>
          one.id === operation.id
            ? {...one, ...read({...one, body: operation.body}), isResolved: one.isResolved, isFolded: one.isFolded}
            : one,
        ),
      }
    case 'edit review':
      return {...page, reviews: page.reviews.map(one => (one.id === operation.id ? {...one, body: operation.body} : one))}
    case 'delete comment':
      return {...page, said: page.said.filter(({id}) => id !== operation.id)}
    case 'fold comment':
    case 'unfold comment':
      return {
        ...page,
        said: page.said.map(one => (one.id === operation.id ? {...one, isFolded: operation.kind === 'fold comment'} : one)),
      }
    case 'complete check run':
      return page
  }
}

/** A comment as the loader reads it: its marker says what it tells of. */
function read({id, body}: {id: string; body: string}): Omit<Said, 'path' | 'line'> {
  const marker = readMarker(body)
  if (marker?.kind !== 'comment') throw new Error(`This comment has no marker: ${body}`)
  const fingerprints = [...marker.open, ...marker.fixed].map(text => text as Fingerprint)
  return {
    id,
    nodeId: `node ${id}`,
    body,
    fingerprints,
    isAnswered: false,
    isResolved: false,
    isFolded: false,
    canFold: true,
    state: marker.open.length > 0 ? 'open' : 'fixed',
  }
}

export const path = 'readme.md'

/** Ten lines, of which the change added the fourth to the ninth. */
export const file: FileChange = {
  path,
  tip: 'old\n',
  mergeBase: 'old\n',
  head: Array.from({length: 10}, (_, index) => `line ${index + 1}\n`).join(''),
  hunks: [{lines: {start: 1, end: 10}, added: [4, 5, 6, 7, 8, 9], deletedAfter: []}],
}

/** A whole line of `file`, or a part of it: columns from 1. */
export function placeOn(line: number, from = 1, to = `line ${line}`.length + 1): Place {
  const start = Array.from({length: line - 1}, (_, index) => `line ${index + 1}\n`.length).reduce(
    (sum, length) => sum + length,
    0,
  )
  return {
    start: {line, column: from, offset: start + from - 1},
    end: {line, column: to, offset: start + to - 1},
  }
}

export function finding(name: string, line: number, more: Partial<Finding> = {}): Finding {
  return {
    rule: 'entry-separator',
    severity: 'error',
    message: `Wrong is \`${name}\``,
    path,
    place: placeOn(line),
    anchor: placeOn(line),
    expected: [],
    other: undefined,
    subject: {name, key: name},
    fingerprint: name as Fingerprint,
    ...more,
  }
}

export const inspection = (findings: readonly Finding[], more: Partial<Inspection> = {}): Inspection => ({
  paths: [path],
  findings,
  links: [],
  notes: [],
  ...more,
})

export function situation(findings: readonly Finding[], page: Page = blank, more: Partial<Situation> = {}): Situation {
  return {
    inspection: inspection(findings),
    files: [file],
    headSha: 'a'.repeat(40),
    isDraft: false,
    moment: 'now',
    dismissed: [],
    conversation: {...page, locked: false},
    isComplete: true,
    posted: [],
    voice: 'aloud',
    demandsResolved: false,
    limits: {},
    ...more,
  }
}
