import type {Finding} from '../findings/finding.ts'
import {plainMessage} from '../markdown/message.ts'
import type {Annotation} from './plan.ts'

/** They are sent fifty at a time, a second apart: who has more to correct than this begins with these. */
const mostAnnotations = 500

/** All that was found, on lines of head, the worst first where it is too much. Settings of the base branch are on no line of head. */
export const annotations = (findings: readonly Finding[]): readonly Annotation[] =>
  findings
    .toSorted((one, other) => Number(other.severity === 'error') - Number(one.severity === 'error'))
    .slice(0, mostAnnotations)
    .map(({path, anchor: {start, end}, severity, rule, message}) => ({
      path,
      startLine: start.line,
      // An end at the very start of a line is the end of the one before.
      endLine: Math.max(start.line, end.column === 1 ? end.line - 1 : end.line),
      level: severity === 'error' ? 'failure' : 'warning',
      title: rule,
      message: plainMessage(message),
    }))
