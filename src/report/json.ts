import type {Severity} from '../findings/finding.ts'
import type {CheckedLink, Inspection} from '../findings/inspection.ts'
import type {Place} from '../markdown/place.ts'
import type {Verdict} from '../verdict/verdict.ts'
import {harmlessJson} from './harmless-json.ts'
import {inOrder, type Tally, tally} from './tally.ts'

/** What `--format json` prints. Keys are only ever added; what is taken away or changes its meaning raises `version`. */
export interface JsonReport {
  readonly version: 1
  /** Every list that was looked at, also those without findings; a settings file only if it has some. */
  readonly files: readonly {readonly path: string; readonly findings: readonly JsonFinding[]}[]
  readonly links: readonly JsonLink[]
  readonly summary: Tally & {
    /** How many findings `fix` has mended, which are therefore not among them. */
    readonly fixed: number
    /** What could not be looked at, as sentences. */
    readonly notes: readonly string[]
  }
}

/** Lines and columns count from 1, in UTF-16 units; the end is exclusive. */
interface JsonFinding {
  readonly rule: string
  readonly severity: Severity
  readonly message: string
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
  /** What could stand there instead; exactly one is a fix. */
  readonly expected: readonly string[]
  /** A fix that leaves all words as they are: these lines (both ends inclusive) change places. */
  readonly swap?: readonly [JsonLines, JsonLines]
  /** What somebody may want to put there: `text` at a place. No fix, since nobody can know that they do. */
  readonly suggested?: {
    readonly line: number
    readonly column: number
    readonly endLine: number
    readonly endColumn: number
    readonly text: string
  }
  readonly fingerprint: string
}

interface JsonLines {
  readonly line: number
  readonly endLine: number
}

interface JsonLink {
  readonly url: string
  readonly verdict: Verdict['kind']
  readonly reason: string
  /** The last HTTP status; null where there was none. */
  readonly status: number | null
  /** Where the link leads in the end; null unless it is alive or moved. */
  readonly finalUrl: string | null
  readonly occurrences: readonly {
    readonly path: string
    readonly line: number
    readonly column: number
    /** Is it shown there, and nothing to follow? */
    readonly isImage: boolean
  }[]
}

/** The report for machines, as text. */
export const jsonText = (inspection: Inspection, fixed = 0): string => harmlessJson(jsonReport(inspection, fixed))

/** The report for machines, as a value. */
export function jsonReport(inspection: Inspection, fixed = 0): JsonReport {
  const elsewhere = new Set(inspection.findings.map(({path}) => path))
  for (const path of inspection.paths) elsewhere.delete(path)
  const findings = Map.groupBy(inOrder(inspection.findings, inspection.paths), ({path}) => path)
  return {
    version: 1,
    files: [...elsewhere, ...inspection.paths].map(path => ({
      path,
      findings: (findings.get(path) ?? []).map(
        ({rule, severity, message, place, expected, swap, suggested, fingerprint}): JsonFinding => ({
          rule,
          severity,
          message,
          ...jsonPlace(place),
          expected,
          ...(suggested === undefined ? {} : {suggested: {...jsonPlace(suggested.place), text: suggested.text}}),
          ...(swap === undefined ? {} : {swap: [jsonLines(swap.first), jsonLines(swap.second)] as const}),
          fingerprint,
        }),
      ),
    })),
    links: inspection.links.map(jsonLink),
    summary: {...tally(inspection), fixed, notes: inspection.notes},
  }
}

const jsonPlace = ({start, end}: Place) => ({
  line: start.line,
  column: start.column,
  endLine: end.line,
  endColumn: end.column,
})

const jsonLines = ({start, end}: Place): JsonLines => ({line: start.line, endLine: end.line})

const jsonLink = ({url, verdict, occurrences}: CheckedLink): JsonLink => ({
  url,
  verdict: verdict.kind,
  reason: verdict.reason,
  status: ('status' in verdict ? verdict.status : undefined) ?? null,
  finalUrl: 'finalUrl' in verdict ? verdict.finalUrl : null,
  occurrences: occurrences.map(({path, place, isImage = false}) => ({
    path,
    line: place.start.line,
    column: place.start.column,
    isImage,
  })),
})
