/**
 * Lints the same lists with Listkeeper and with three other linters, whole processes in turn, and writes the medians to `bench/results.md`:
 * `node bench/lint.ts [--runs N] [--only PART-OF-A-NAME] [--no-write] [LIST.md …]`.
 *
 * The other linters are installed into a folder for the occasion (`npm install --prefix`), which needs a network; without one they are left out, with a
 * word about it. `--tools FOLDER` keeps them there, or finds them there. Lists that are named are measured instead of those from `bench/inputs.ts`.
 */
import {execFileSync, spawn} from 'node:child_process'
import {copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {basename, dirname, join, resolve} from 'node:path'
import {parseArgs} from 'node:util'
import {bundleCommandLine} from '../scripts/bundle-command-line.ts'
import {type Input, inputs} from './inputs.ts'

const root = resolve(import.meta.dirname, '..')

const {values: given, positionals} = parseArgs({
  allowPositionals: true,
  options: {
    runs: {type: 'string', default: '5'},
    only: {type: 'string', default: ''},
    tools: {type: 'string'},
    'no-write': {type: 'boolean', default: false},
  },
})

const packages = [
  'awesome-lint@2.3.0',
  'remark-cli@12.0.1',
  'remark-preset-lint-recommended@7.0.1',
  'remark-gfm@4.0.1',
  'markdownlint-cli2@0.24.1',
] as const

/** A linter: what node is started with, in a folder that holds the list as `readme.md`. */
interface Linter {
  readonly name: string
  readonly args: readonly string[]
}

interface Measured {
  readonly ms: number
  readonly megabytes: number
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'listkeeper-bench-'))
  try {
    const tools = given.tools === undefined ? join(folder, 'tools') : resolve(given.tools)
    const linters = [await built(), ...others(tools)]
    const lists = positionals.length > 0 ? positionals.map(readInput) : inputs().filter(({name}) => name.includes(given.only))
    const rows: Row[] = []
    for (const list of lists) rows.push(await measure(list, linters, folder))
    const text = table(rows, linters)
    console.log(text)
    if (!given['no-write'] && positionals.length === 0 && given.only === '')
      writeFileSync(join(root, 'bench/results.md'), page(text))
  } finally {
    rmSync(folder, {recursive: true, force: true})
  }
}

const readInput = (path: string): Input => ({name: basename(path), text: readFileSync(path, 'utf8')})

/** What people install is the build, started by its own `bin`: the source, run as it is, starts later. */
async function built(): Promise<Linter> {
  const out = join(root, 'node_modules/.cache/listkeeper-bench')
  rmSync(out, {recursive: true, force: true})
  const options = ['-p', 'tsconfig.build.json', '--outDir', join(out, 'dist'), '--declaration', 'false', '--noCheck']
  execFileSync(join(root, 'node_modules/.bin/tsc'), options, {cwd: root, stdio: 'inherit'})
  await bundleCommandLine(out)
  // What is in the package beside the build: data that rules read, which is not compiled, and where to start.
  for (const path of ['bin/listkeeper.js', 'package.json', ...dataFiles()]) {
    const into = join(out, path.startsWith('lint-rules/') ? 'dist' : '', path)
    mkdirSync(dirname(into), {recursive: true})
    copyFileSync(join(root, path), into)
  }
  return {name: 'listkeeper lint', args: [join(out, 'bin/listkeeper.js'), 'lint', 'readme.md']}
}

const dataFiles = (): string[] =>
  readdirSync(join(root, 'lint-rules/data'))
    .filter(name => name.endsWith('.txt'))
    .map(name => `lint-rules/data/${name}`)

function others(tools: string): Linter[] {
  if (!existsSync(join(tools, 'node_modules'))) {
    mkdirSync(tools, {recursive: true})
    try {
      execFileSync('npm', ['install', '--prefix', tools, '--no-audit', '--no-fund', '--loglevel', 'error', ...packages], {
        stdio: 'inherit',
      })
    } catch {
      console.error(
        `The other linters could not be installed (is there a network?): ${packages.join(', ')}. Measured without them.`,
      )
      return []
    }
  }
  const bin = (name: string) => join(tools, 'node_modules', name)
  return [
    {name: 'awesome-lint', args: [bin('awesome-lint/cli.js'), 'readme.md']},
    {
      name: 'remark-cli, recommended',
      args: [
        bin('remark-cli/cli.js'),
        '--quiet',
        '--no-stdout',
        '--no-config',
        '--use',
        bin('remark-gfm/index.js'),
        '--use',
        bin('remark-preset-lint-recommended/index.js'),
        'readme.md',
      ],
    },
    {name: 'markdownlint-cli2', args: [bin('markdownlint-cli2/markdownlint-cli2-bin.mjs'), 'readme.md']},
  ]
}

interface Row {
  readonly list: Input
  /** Medians by linter, in their order. */
  readonly medians: readonly Measured[]
}

async function measure(list: Input, linters: readonly Linter[], folder: string): Promise<Row> {
  const home = join(folder, `list-${list.text.length}`)
  prepare(home, list.text)
  const runs: Measured[][] = linters.map(() => [])
  // In turn, so that whatever else the machine does disturbs all of them alike; the first round only warms the disk.
  for (let round = 0; round <= Number(given.runs); round += 1) {
    for (const [index, linter] of linters.entries()) {
      const measured = await run(linter, home)
      if (round > 0 || Number(given.runs) === 0) runs[index]?.push(measured)
    }
    console.error(`${list.name}: round ${round} of ${given.runs}`)
  }
  return {
    list,
    medians: runs.map(some => ({ms: median(some.map(({ms}) => ms)), megabytes: median(some.map(({megabytes}) => megabytes))})),
  }
}

/** A repository with a commit, as awesome-lint wants it; without a remote, so that it asks nobody. */
function prepare(home: string, text: string): void {
  mkdirSync(home, {recursive: true})
  writeFileSync(join(home, 'readme.md'), text)
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=bench', '-c', 'user.email=bench@example.org', ...args], {
      cwd: home,
      stdio: 'ignore',
      env: {...process.env, GIT_AUTHOR_DATE: '2020-01-01T00:00:00Z', GIT_COMMITTER_DATE: '2020-01-01T00:00:00Z'},
    })
  git('init', '--quiet')
  git('add', '.')
  git('commit', '--quiet', '-m', 'A list')
}

/** Says at its end how much memory a process had. */
const reporter = `data:text/javascript,${encodeURIComponent(`
  import {writeSync} from 'node:fs'
  process.on('exit', () => { try { writeSync(3, String(process.resourceUsage().maxRSS)) } catch {} })
`)}`

function run({name, args}: Linter, cwd: string): Promise<Measured> {
  return new Promise((fulfil, reject) => {
    const start = performance.now()
    const child = spawn(process.execPath, ['--import', reporter, ...args], {cwd, stdio: ['ignore', 'pipe', 'pipe', 'pipe']})
    let kilobytes = ''
    let said = ''
    child.stdio[3]?.on('data', chunk => {
      kilobytes += chunk
    })
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', chunk => {
        said = (said + chunk).slice(-2_000)
      })
    child.on('error', reject)
    child.on('close', code => {
      const ms = performance.now() - start
      // Each of them ends with 1 (remark with 0) where it found something.
      if (code !== 0 && code !== 1) reject(new Error(`${name} ended with ${code}: ${said}`))
      else fulfil({ms, megabytes: Number(kilobytes) / 1024})
    })
  })
}

const median = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? Number.NaN

function table(rows: readonly Row[], linters: readonly Linter[]): string {
  const cell = ({ms, megabytes}: Measured, own: Measured | undefined) => {
    const times = own === undefined ? '' : `, ${(ms / own.ms).toFixed(1)} ×`
    return `${(ms / 1000).toFixed(2)} s${times}, ${megabytes.toFixed(0)} MB`
  }
  return [
    `| list | ${linters.map(({name}) => name).join(' | ')} |`,
    `|---|${linters.map(() => '---|').join('')}`,
    ...rows.map(({list, medians: [own, ...rest]}) => {
      const size = `${(list.text.length / 1e6).toFixed(2)} MB`
      const cells = own === undefined ? [] : [cell(own, undefined), ...rest.map(other => cell(other, own))]
      return `| ${list.name}, ${size} | ${cells.join(' | ')} |`
    }),
  ].join('\n')
}

const page = (text: string): string => `# Linting, side by side

Made by \`node bench/lint.ts\`: whole processes in turn, the median of ${given.runs} runs each; seconds, how many times Listkeeper's, and the most memory a process had.
The lists are made by a seed (\`bench/inputs.ts\`) in the size and shape of well-known ones. What the others are: ${packages.join(', ')}.

${text}
`

await main()
