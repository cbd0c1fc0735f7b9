import {parsePatch} from 'diff'
import type {Element} from 'hast'
import {h} from 'hastscript'
import type {FileView, ThreadView} from './pull-view.ts'

/** One line of a diff, with its number on either side. */
interface DiffLine {
  readonly kind: 'context' | 'added' | 'deleted'
  readonly before: number | undefined
  readonly after: number | undefined
  readonly text: string
}

/** A file's diff with the threads at their lines. */
export function viewDiff(file: FileView, threads: readonly ThreadView[], viewThread: (thread: ThreadView) => Element): Element {
  if (file.patch === undefined) return h('p.note', 'GitHub shows no diff of this file.')
  const hunks = parsePatch(`--- a\n+++ b\n${file.patch}`)[0]?.hunks ?? []
  return h('table.diff.file-diff', {ariaLabel: `Changes of ${file.path}`}, [
    h(
      'tbody',
      hunks.flatMap(hunk => [
        h('tr.hunk', [h('td.number', {colSpan: 2}), h('td.code', {colSpan: 2}, hunkHeader(hunk))]),
        ...numbered(hunk).flatMap(line => [
          viewLine(line),
          ...threadsAt(line, threads).map(thread => threadRow(viewThread(thread))),
        ]),
      ]),
    ),
  ])
}

interface Hunk {
  readonly oldStart: number
  readonly oldLines: number
  readonly newStart: number
  readonly newLines: number
  readonly lines: readonly string[]
}

const hunkHeader = ({oldStart, oldLines, newStart, newLines}: Hunk): string =>
  `@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`

function numbered({oldStart, newStart, lines}: Hunk): readonly DiffLine[] {
  let before = oldStart
  let after = newStart
  return lines.flatMap((line): DiffLine[] => {
    const text = line.slice(1)
    switch (line[0]) {
      case '+':
        return [{kind: 'added', before: undefined, after: after++, text}]
      case '-':
        return [{kind: 'deleted', before: before++, after: undefined, text}]
      case ' ':
        return [{kind: 'context', before: before++, after: after++, text}]
      default: // "\ No newline at end of file"
        return []
    }
  })
}

const signs = {context: ' ', added: '+', deleted: '-'} as const

const viewLine = ({kind, before, after, text}: DiffLine): Element =>
  h(`tr.${kind}`, [
    h('td.number', before === undefined ? '' : String(before)),
    h('td.number', after === undefined ? '' : String(after)),
    h('td.sign', signs[kind]),
    h('td.code', text),
  ])

const threadsAt = ({after}: DiffLine, threads: readonly ThreadView[]): readonly ThreadView[] =>
  threads.filter(({lines}) => lines !== undefined && lines.end === after)

const threadRow = (thread: Element): Element => h('tr.thread-row', [h('td', {colSpan: 4}, thread)])
