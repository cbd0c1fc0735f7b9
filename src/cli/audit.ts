import {resolve} from 'node:path'
import {type Audit, auditFiles} from '../journeys/audit-files.ts'
import {healthReportOf} from './health-report-of.ts'
import {type HistoryFile, openHistory} from './history-file.ts'
import {type Options, readOptions} from './options.ts'
import {mostColumns} from './report.ts'
import {type Stopped, stoppable} from './stoppable.ts'
import {type Command, type ExitCode, type Terminal, write} from './terminal.ts'
import {wantsColors} from './wants-colors.ts'
import {withLinks} from './with-links.ts'
import {readWork, type Work} from './work.ts'

/** Tells the health of links, as the issue of a repository would; what it remembers from run to run stands in a file. */
export const audit: Command = async (terminal, args) => {
  const options = readOptions('audit', args)
  const work = await readWork(options, terminal)
  const history = await historyOf(options, terminal)
  const {result, stopped} = await auditOf(terminal, work, history)
  await write(terminal.stdout, await textOf(result, work, options, terminal))
  // Whoever reads the report has it, even where nothing can be written.
  await history?.save(result.history, result.health.atMs)
  return stopped ? 130 : exitCode(result)
}

/** Dead links alone: what may live is nobody's fault. */
const exitCode = ({health}: Audit): ExitCode => (health.links.some(({state}) => state.kind === 'dead') ? 1 : 0)

const historyOf = async ({history}: Options, {cwd}: Terminal): Promise<HistoryFile | undefined> =>
  history === undefined ? undefined : openHistory(resolve(cwd, history), history)

const auditOf = (terminal: Terminal, {files, settings}: Work, history: HistoryFile | undefined): Promise<Stopped<Audit>> =>
  stoppable(terminal, signal => withLinks(terminal, asking => auditFiles(asking, files, settings, history?.history, signal)))

/** What stands in the settings and is not understood is passed over, which is said. */
const mistakes = ({mistakes, config}: Work): readonly string[] =>
  mistakes.map(({message, place: {start}}) => `${config.name}:${start.line}:${start.column} ${message}.`)

async function textOf(found: Audit, work: Work, {format, history, verbose}: Options, terminal: Terminal): Promise<string> {
  const {stdout, variables} = terminal
  const names = new Map(work.files.map(({path, name}) => [path, name]))
  const whole = named({...found, notes: [...mistakes(work), ...work.notes, ...found.notes]}, names)
  const hasHistory = history !== undefined
  if (format === 'markdown') return (await import('../health/health-page.ts')).healthPage({...whole, hasHistory})
  const report = healthReportOf(whole, hasHistory)
  if (format === 'json') return (await import('../report/harmless-json.ts')).harmlessJson(report)
  const [{prettyHealth}, {default: picocolors}] = await Promise.all([import('../report/health-pretty.ts'), import('picocolors')])
  const columns = Math.min(stdout.columns ?? 100, mostColumns)
  return prettyHealth(report, {colors: picocolors.createColors(wantsColors(stdout, variables)), columns}, verbose)
}

/** With files as the person who stands here calls them. */
function named(audit: Audit, names: ReadonlyMap<string, string>): Audit {
  const name = (path: string): string => names.get(path) ?? path
  const links = audit.health.links.map(link => ({
    ...link,
    places: link.places.map(place => ({...place, path: name(place.path)})),
  }))
  return {...audit, paths: audit.paths.map(name), health: {...audit.health, links}}
}
