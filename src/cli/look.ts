import type {Inspection} from '../findings/inspection.ts'
import {type Options, readOptions} from './options.ts'
import {exitCode, report} from './report.ts'
import type {Stopped} from './stoppable.ts'
import {type ExitCode, type Terminal, write} from './terminal.ts'
import {readWork, type Work} from './work.ts'

/** What `lint`, `links` and `check` have in common: read what is asked for, look at it, report. */
export async function look(
  command: 'lint' | 'links' | 'check',
  terminal: Terminal,
  args: readonly string[],
  inspect: (work: Work, options: Options) => Promise<Stopped<Inspection>>,
): Promise<ExitCode> {
  const options = readOptions(command, args)
  const work = await readWork(options, terminal)
  const {result: inspection, stopped} = await inspect(work, options)
  const {stdout, variables} = terminal
  await write(stdout, await report(inspection, work, options, {output: stdout, variables}))
  return stopped ? 130 : exitCode(inspection, work, options)
}
