import picocolors from 'picocolors'
import {readLinkEnvironment} from '../environment.ts'
import type {Inspection} from '../findings/inspection.ts'
import {inspectFiles} from '../journeys/inspect-files.ts'
import type {CheckLinks} from '../links/check-links.ts'
import {jsonText} from '../report/json.ts'
import {pretty} from '../report/pretty.ts'
import {fails} from '../report/tally.ts'
import {readSettings} from '../settings/read-settings.ts'
import type {Settings} from '../settings/settings.ts'
import {type CheckOptions, readCheckOptions} from './check-options.ts'
import {Complaint} from './complaint.ts'
import {type FoundFile, findFiles} from './find-files.ts'
import {withProgress} from './progress.ts'
import {readConfig} from './read-config.ts'
import {repositoryRoot} from './repository-root.ts'
import {type ExitCode, type Terminal, write} from './terminal.ts'
import {wantsColors} from './wants-colors.ts'

/** Wider lines are not read, they are searched. */
const mostColumns = 160

/** Checks files as a pull request would be checked, and reports. */
export async function check(terminal: Terminal, args: readonly string[]): Promise<ExitCode> {
  const options = readCheckOptions(args)
  const place = {cwd: terminal.cwd, root: repositoryRoot(terminal.cwd), stdin: terminal.stdin}
  const config = await readConfig(options.config, place)
  const {settings, mistakes} = readSettings(config.text, config.path)
  const {files, notes} = await findFiles(options.files, settings, place)

  const inspection = await inspect(files, settings, options, terminal)
  const whole = {...inspection, findings: [...mistakes, ...inspection.findings], notes: [...notes, ...inspection.notes]}

  const {path, name, text = ''} = config
  await write(terminal.stdout, report(whole, [...files, {path, name, text}], options, terminal))
  return fails(whole.findings, options.failOn ?? settings.failOn ?? 'error') ? 1 : 0
}

async function inspect(
  files: readonly FoundFile[],
  settings: Settings,
  {links}: CheckOptions,
  {variables, stderr}: Terminal,
): Promise<Inspection> {
  const {signal} = new AbortController()
  if (!links) return {...(await inspectFiles({checkLinks: askNobody}, files, settings, signal)), links: []}
  const environment = readLinkEnvironment(variables)
  if ('mistake' in environment) throw new Complaint(environment.mistake)
  const {openLinkEngine} = await import('../links/link-engine.ts')
  const engine = openLinkEngine(environment)
  try {
    return await inspectFiles({checkLinks: withProgress(engine.checkLinks, stderr)}, files, settings, signal)
  } finally {
    await engine.close()
  }
}

const askNobody: CheckLinks = async urls => new Map(urls.map(url => [url, {kind: 'ignored', reason: 'by-settings'}] as const))

/** The report, in which files are called as the person who stands here calls them. */
function report(
  inspection: Inspection,
  files: readonly FoundFile[],
  {format}: CheckOptions,
  {stdout, variables}: Terminal,
): string {
  const shown = renamed(inspection, new Map(files.map(({path, name}) => [path, name])))
  if (format === 'json') return jsonText(shown)
  const texts = new Map(files.map(({name, text}) => [name, text]))
  const columns = Math.min(stdout.columns ?? 100, mostColumns)
  return pretty(shown, texts, {colors: picocolors.createColors(wantsColors(stdout, variables)), columns})
}

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
