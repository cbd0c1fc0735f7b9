import {existsSync, readFileSync} from 'node:fs'
import {printable} from '../report/printable.ts'
import {nearest} from '../settings/nearest.ts'
import {Complaint} from './complaint.ts'
import {type CommandName, helpOf, overview} from './help.ts'
import {openInterrupts} from './interrupts.ts'
import {packageFile} from './package-file.ts'
import {type Command, type ExitCode, type Terminal, write} from './terminal.ts'

/** A command is a file, loaded when it is called: `--help` must not wait for an engine that it does not need. */
const commands: Readonly<Record<CommandName, () => Promise<Command>>> = {
  lint: async () => (await import('./lint.ts')).lint,
  links: async () => (await import('./links.ts')).links,
  check: async () => (await import('./check.ts')).check,
  fix: async () => (await import('./fix.ts')).fix,
  audit: async () => (await import('./audit.ts')).audit,
  explain: async () => (await import('./explain.ts')).explain,
  jobs: async () => (await import('./jobs.ts')).jobs,
}

/** Runs the command line in this process, to its end. */
export async function start(): Promise<void> {
  const {stdin, stdout, stderr} = process
  // Who reads no more (`| head`) is no error; `write` hears of everything else.
  for (const stream of [stdout, stderr]) stream.on('error', () => {})
  const {interrupt, onInterrupt} = openInterrupts(() => process.exit(130))
  process.on('SIGINT', interrupt)
  const terminal = {cwd: process.cwd(), variables: process.env, stdin, stdout, stderr, onInterrupt}
  const code = await main(terminal, process.argv.slice(2))
  // A socket that is slow to close keeps nobody waiting: everything is written.
  process.exit(code)
}

/** Runs the command that `args` name. Never throws: what goes wrong is said on stderr, without a stack trace. */
export async function main(terminal: Terminal, args: readonly string[]): Promise<ExitCode> {
  try {
    return await run(terminal, args)
  } catch (error) {
    const sentences = error instanceof Complaint ? error.sentences : [bug(error)]
    await write(terminal.stderr, sentences.map(sentence => `${printable(sentence)}\n`).join(''))
    return 2
  }
}

async function run(terminal: Terminal, [name, ...rest]: readonly string[]): Promise<ExitCode> {
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    const asked = rest[0] ?? ''
    await write(terminal.stdout, name === 'help' && isCommand(asked) ? helpOf[asked] : overview)
    return 0
  }
  if (name === '--version' || name === '-v') {
    await write(terminal.stdout, `${version()}\n`)
    return 0
  }
  if (!isCommand(name)) throw new Complaint(unknown(name, terminal.cwd))
  if (beforeDashes(rest).some(arg => arg === '--help' || arg === '-h')) {
    await write(terminal.stdout, helpOf[name])
    return 0
  }
  const command = await commands[name]()
  return command(terminal, rest)
}

const isCommand = (name: string): name is CommandName => Object.hasOwn(commands, name)

/** What stands behind `--` are names of files, whatever they look like. */
const beforeDashes = (args: readonly string[]): readonly string[] => {
  const dashes = args.indexOf('--')
  return dashes === -1 ? args : args.slice(0, dashes)
}

function unknown(name: string, cwd: string): string {
  const kind = name.startsWith('-') ? 'option' : 'command'
  const meant = nearest(name, kind === 'option' ? ['--help', '--version'] : Object.keys(commands))
  if (meant !== undefined) return `There is no ${kind} \`${name}\`. Did you mean \`${meant}\`?`
  if (existsSync(`${cwd}/${name}`) || existsSync(name))
    return `There is no command \`${name}\`. To check it: listkeeper lint ${name}`
  return `There is no ${kind} \`${name}\`. \`listkeeper --help\` shows what there is.`
}

function version(): string {
  const file = packageFile('package.json')
  const content: unknown = file === undefined ? undefined : JSON.parse(readFileSync(file, 'utf8'))
  const found = typeof content === 'object' && content !== null && 'version' in content ? content.version : undefined
  return typeof found === 'string' ? found : 'unknown'
}

/** Ours, not the person's: one line to report, with the one place that helps. */
function bug(error: unknown): string {
  if (!(error instanceof Error)) return `Listkeeper failed, which is a mistake in Listkeeper: ${String(error)}`
  if ('code' in error && error.code === 'ERR_MODULE_NOT_FOUND') {
    return `Listkeeper is not installed completely: run \`npm ci\` in its folder, or install it again (${firstLine(error)}).`
  }
  const place = /\b((?:src|lint-rules|dist|node_modules)\/[^\s:)]+:\d+)/.exec(error.stack ?? '')?.[1]
  return `Listkeeper failed, which is a mistake in Listkeeper. Please report it: ${error.name}: ${firstLine(error)}${place === undefined ? '' : ` (${place})`}`
}

const firstLine = ({message}: Error): string => message.split('\n', 1)[0] ?? ''
