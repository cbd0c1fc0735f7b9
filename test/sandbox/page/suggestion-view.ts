import {diffWordsWithSpace} from 'diff'
import type {Element, ElementContent} from 'hast'
import {h} from 'hastscript'

/** Lines that could stand in place of others, as GitHub shows them; `action` is what the button asks for, absent where it can't be applied. */
export interface Suggestion {
  readonly firstLine: number
  /** Both without the last line's end; no lines at all suggests to delete. */
  readonly before: readonly string[]
  readonly after: readonly string[]
  readonly action: string | undefined
}

/** A suggested change, red above green, with the button that commits it. */
export function viewSuggestion({firstLine, before, after, action}: Suggestion): Element {
  const pieces = diffWordsWithSpace(before.join('\n'), after.join('\n'))
  const red = markedLines(pieces.filter(piece => !piece.added))
  const green = markedLines(pieces.filter(piece => !piece.removed))
  return h('div.suggestion', [
    h('div.suggestion-title', 'Suggested change'),
    h('table.diff', {ariaLabel: 'Suggested change'}, [
      h('tbody', [
        ...before.map((_, index) => row('deleted', '-', firstLine + index, red[index] ?? [])),
        ...after.map((_, index) => row('added', '+', firstLine + index, green[index] ?? [])),
      ]),
    ]),
    action === undefined
      ? undefined
      : h('form.suggestion-action', {method: 'post', action}, [h('button', {type: 'submit'}, 'Commit suggestion')]),
  ])
}

const row = (kind: 'added' | 'deleted', sign: string, line: number, code: ElementContent[]): Element =>
  h(`tr.${kind}`, [h('td.number', String(line)), h('td.sign', sign), h('td.code', code)])

interface Piece {
  readonly value: string
  readonly added?: boolean
  readonly removed?: boolean
}

/** Cuts the words of one side into lines; what the other side lacks is marked. */
function markedLines(pieces: readonly Piece[]): readonly ElementContent[][] {
  const lines: ElementContent[][] = [[]]
  for (const {value, added, removed} of pieces) {
    for (const [index, text] of value.split('\n').entries()) {
      if (index > 0) lines.push([])
      if (text !== '') lines.at(-1)?.push(added || removed ? h('mark', text) : {type: 'text', value: text})
    }
  }
  return lines
}
