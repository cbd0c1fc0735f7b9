import type {Inspection} from '../findings/inspection.ts'
import {fails} from '../report/tally.ts'
import type {Options} from './options.ts'
import type {ExitCode, Output, Terminal} from './terminal.ts'
import {wantsColors} from './wants-colors.ts'
import type {Work} from './work.ts'

/** Wider lines are not read, they are searched. */
export const mostColumns = 160

/** What is told beside what was found. */
interface More {
  /** What files hold by now, by path, where that is not what was read. */
  readonly texts?: ReadonlyMap<string, string>
  /** How many problems `fix` has mended. */
  readonly fixed?: number
}

/** The report for whoever reads `output`, in which files are called as the person who stands here calls them. */
export async function report(
  inspection: Inspection,
  {files, config}: Work,
  {format, verbose}: Options,
  {output, variables}: {readonly output: Output; readonly variables: Terminal['variables']},
  {texts, fixed = 0}: More = {},
): Promise<string> {
  const all = [...files, {...config, text: config.text ?? ''}]
  const shown = renamed(inspection, new Map(all.map(({path, name}) => [path, name])))
  if (format === 'json') {
    const {jsonText} = await import('../report/json.ts')
    return jsonText(shown, fixed)
  }
  const [{pretty}, {default: picocolors}] = await Promise.all([import('../report/pretty.ts'), import('picocolors')])
  const lines = new Map(all.map(({path, name, text}) => [name, texts?.get(path) ?? text]))
  const columns = Math.min(output.columns ?? 100, mostColumns)
  return pretty(shown, lines, {colors: picocolors.createColors(wantsColors(output, variables)), columns}, {fixed, verbose})
}

/** Whether what was found is so bad that the run has failed. */
export const exitCode = ({findings}: Inspection, {settings}: Work, {failOn}: Options): ExitCode =>
  fails(findings, failOn ?? settings.failOn ?? 'error') ? 1 : 0

function renamed(inspection: Inspection, names: ReadonlyMap<string, string>): Inspection {
  const name = (path: string): string => names.get(path) ?? path
  return {
    ...inspection,
    paths: inspection.paths.map(name),
    findings: inspection.findings.map(finding => ({...finding, path: name(finding.path)})),
    links: inspection.links.map(link => ({
      ...link,
      occurrences: link.occurrences.map(occurrence => ({...occurrence, path: name(occurrence.path)})),
    })),
  }
}
