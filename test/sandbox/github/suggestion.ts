import {fromMarkdown} from 'mdast-util-from-markdown'
import {visit} from 'unist-util-visit'
import {hunkOf, isLine} from './hunks.ts'
import {refusal} from './refuse.ts'
import type {LineComment} from './world.ts'

/** The lines that a comment suggests, or undefined where it suggests none. No lines at all: delete them. */
function suggestedLines(body: string): readonly string[] | undefined {
  let lines: readonly string[] | undefined
  visit(fromMarkdown(body), 'code', ({lang, value, position}) => {
    if (lang !== 'suggestion' || lines !== undefined) return
    // An empty fence deletes; a fence around one empty line is that line.
    const isEmpty = value === '' && (position?.end.line ?? 0) - (position?.start.line ?? 0) < 2
    lines = isEmpty ? [] : value.split('\n')
  })
  return lines
}

/** The file's text after a suggestion was applied. Refuses, in GitHub's words, what its button refuses. */
export function applySuggestion(comment: LineComment, text: string): string {
  const {thread} = comment
  const {pull, now, side, startSide = side} = thread
  const lines = suggestedLines(comment.body.now)
  if (lines === undefined) throw refusal(422, 'This comment has no suggestion.')
  if (pull.state === 'closed') throw refusal(422, 'Suggestions cannot be applied while the pull request is closed.')
  if (side === 'LEFT' || startSide === 'LEFT') throw refusal(422, 'Suggestions cannot be applied on deleted lines.')
  if (now?.line === undefined || now.commitId !== pull.head.now)
    throw refusal(422, 'This suggestion is invalid because the line is outdated.')

  const start = now.startLine ?? now.line
  const end = now.line
  const file = pull.change.files.find(({path}) => path === thread.path)
  const hunk = file === undefined ? undefined : hunkOf(file.hunks, 'RIGHT', end)
  if (hunk === undefined) throw refusal(422, 'This suggestion is invalid because the line is outdated.')
  const first = hunk.lines.findIndex(line => isLine(line, 'RIGHT', start))
  const last = hunk.lines.findIndex(line => isLine(line, 'RIGHT', end))
  if (hunk.lines.slice(first, last + 1).some(({kind}) => kind === '-')) {
    throw refusal(422, 'Applying suggestions on deleted lines is not supported.')
  }
  if (text.includes('\r\n')) throw refusal(422, 'Suggestions cannot be applied to files with CRLF line endings.')

  const old = text.split('\n')
  const after = [...old.slice(0, start - 1), ...lines, ...old.slice(end)].join('\n')
  if (after === text) throw refusal(422, 'This suggestion is invalid because no changes were made to the code.')
  return after
}
