import {writeFile} from 'node:fs/promises'
import picocolors from 'picocolors'
import {applyFixes} from '../findings/fixes.ts'
import type {Inspection} from '../findings/inspection.ts'
import type {Asking} from '../journeys/ask-links.ts'
import {count} from '../report/tally.ts'
import {prettyDiff, unifiedDiff} from '../report/unified-diff.ts'
import {Complaint} from './complaint.ts'
import type {FoundFile} from './find-files.ts'
import {type Options, readOptions} from './options.ts'
import {shown} from './read-text.ts'
import {exitCode, report} from './report.ts'
import {type ExitCode, type Terminal, write} from './terminal.ts'
import {wantsColors} from './wants-colors.ts'
import {inspect, readWork, type Work} from './work.ts'

/** One fix may make room for another, but nothing takes this many rounds. */
const mostPasses = 10

/** Mends what has one right answer, in the files themselves, and reports what is left. */
export async function fix(terminal: Terminal, args: readonly string[]): Promise<ExitCode> {
  const options = readOptions('fix', args)
  const work = await readWork(options, terminal)
  if (options.format === 'json' && !options.dryRun && work.files.some(isStdin)) {
    throw new Complaint('What standard input becomes is written to standard output, where no JSON can stand beside it.')
  }
  const outcome = options.links === true ? await fixedWithLinks(terminal, work) : await fixed(work, undefined)
  if (!options.dryRun) await save(outcome.changed)
  await tell(terminal, work, options, outcome)
  return exitCode(outcome.inspection, work, options)
}

/** What files become, and what is left to say of them. */
interface Outcome {
  readonly texts: ReadonlyMap<string, string>
  readonly changed: readonly {readonly file: FoundFile; readonly text: string}[]
  /** How many findings are mended. */
  readonly fixed: number
  readonly inspection: Inspection
}

/** Fixes until nothing is left that could be fixed. */
async function fixed(work: Work, asking: Asking | undefined): Promise<Outcome> {
  let texts: ReadonlyMap<string, string> = new Map(work.files.map(({path, text}) => [path, text]))
  let inspection = await inspect(work, asking, {texts})
  let fixes = 0
  for (let pass = 0; pass < mostPasses; pass++) {
    const found = Map.groupBy(inspection.findings, ({path}) => path)
    const mended = [...texts].map(([path, text]) => [path, applyFixes(text, found.get(path) ?? [])] as const)
    const applied = mended.reduce((sum, [, {applied}]) => sum + applied.length, 0)
    if (applied === 0) break
    fixes += applied
    texts = new Map(mended.map(([path, {text}]) => [path, text]))
    inspection = await inspect(work, asking, {texts})
  }
  const changed = work.files.flatMap(file => {
    const text = texts.get(file.path) ?? file.text
    return text === file.text ? [] : [{file, text}]
  })
  return {texts, changed, fixed: fixes, inspection}
}

/** Each page is asked for once, however often the text is looked at. */
async function fixedWithLinks(terminal: Terminal, work: Work): Promise<Outcome> {
  const {withLinks} = await import('./with-links.ts')
  const {askedOnce} = await import('./asked-once.ts')
  return withLinks(terminal, asking => fixed(work, {...asking, checkLinks: askedOnce(asking.checkLinks)}))
}

/** Writes what files have become. What can't be written keeps nothing else from being written. */
async function save(changed: Outcome['changed']): Promise<void> {
  const failed: string[] = []
  for (const {file, text} of changed) {
    if (file.file === undefined) continue
    try {
      await writeFile(file.file, text)
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : error
      const isForbidden = ['EACCES', 'EPERM', 'EROFS'].includes(String(code))
      failed.push(`${shown(file.name)} ${isForbidden ? 'may not be written' : 'could not be written'} (${String(code)}).`)
    }
  }
  if (failed.length > 0) throw new Complaint(...failed)
}

/** On standard output stands what a person asked for: the diff, what standard input becomes, else the report. */
async function tell(terminal: Terminal, work: Work, options: Options, outcome: Outcome): Promise<void> {
  const {stdout, stderr, variables} = terminal
  const {changed, texts, fixed, inspection} = outcome
  const reported = (output: Terminal['stdout']): Promise<string> =>
    report(inspection, work, options, {output, variables}, {texts, fixed})

  if (options.format === 'json') return write(stdout, await reported(stdout))
  if (options.dryRun) {
    const diff = changed.map(({file, text}) => unifiedDiff(file.name, file.text, text)).join('')
    const isWatched = stdout.isTTY === true || wantsColors(stdout, variables)
    const colors = picocolors.createColors(wantsColors(stdout, variables))
    await write(stdout, isWatched ? prettyDiff(diff, {colors}) : diff)
    const left = count(inspection.findings.length, 'problem')
    return write(
      stderr,
      fixed === 0 ? `Nothing to fix, ${left} left\n` : `${count(fixed, 'problem')} would be fixed, ${left} left\n`,
    )
  }
  const stdin = work.files.find(isStdin)
  if (stdin === undefined) return write(stdout, await reported(stdout))
  await write(stdout, texts.get(stdin.path) ?? stdin.text)
  await write(stderr, await reported(stderr))
}

const isStdin = ({file}: FoundFile): boolean => file === undefined
