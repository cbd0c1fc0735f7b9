import {type ChildProcess, spawn} from 'node:child_process'
import {generateKeyPairSync} from 'node:crypto'
import {once} from 'node:events'
import {cp, mkdtemp, readFile, rm, symlink, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, expect, test} from 'vitest'
import {freePort} from '../sandbox/app.ts'
import {until} from '../sandbox/until.ts'

const root = join(import.meta.dirname, '../..')
let folder: string
let child: ChildProcess | undefined
let output: string

/** How long a process has, and what it said if that was not enough. */
const soon = {deadlineMs: 60_000, told: () => output}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'listkeeper-scripts-'))
  output = ''
})

afterEach(async () => {
  if (child?.pid !== undefined && child.exitCode === null) {
    // The whole group: npm's own child is somebody's orphan otherwise.
    process.kill(-child.pid, 'SIGKILL')
    await once(child, 'exit')
  }
  await rm(folder, {recursive: true, force: true})
})

/** The project without its history and its tests, so that a file can be edited and a build made. */
async function copyOfProject(): Promise<void> {
  for (const name of ['src', 'lint-rules', 'bin', 'scripts', 'app.yml', 'package.json', 'tsconfig.json', 'tsconfig.build.json']) {
    await cp(join(root, name), join(folder, name), {recursive: true})
  }
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'))
}

function run(command: string, args: readonly string[], cwd: string, env: Readonly<Record<string, string>> = {}): ChildProcess {
  const {PATH = '', HOME = ''} = process.env
  const started = spawn(command, args, {cwd, detached: true, env: {PATH, HOME, ...env}})
  for (const stream of [started.stdout, started.stderr]) stream.on('data', (text: Buffer) => (output += text))
  child = started
  return started
}

async function appEnvironment(): Promise<Record<string, string>> {
  const {privateKey} = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: {type: 'spki', format: 'pem'},
    privateKeyEncoding: {type: 'pkcs8', format: 'pem'},
  })
  const port = await freePort()
  return {
    APP_ID: '1',
    PRIVATE_KEY: privateKey,
    WEBHOOK_SECRET: 'a secret of this test',
    PORT: String(port),
    HOST: '127.0.0.1',
    LISTKEEPER_DATA: join(folder, 'data'),
  }
}

/** How often the app said in its log that it is there. */
const timesReady = (): number => output.split('"ready"').length - 1

const isHealthy = async (port: string): Promise<boolean> =>
  fetch(`http://127.0.0.1:${port}/healthz`).then(
    ({status}) => status === 200,
    () => false,
  )

test('`npm run sandbox -- --once` shows its reviews and ends well', async () => {
  const [status] = await once(run('npm', ['run', 'sandbox', '--', '--once'], root), 'exit')
  expect(output).toContain('All went as told.')
  expect(status).toBe(0)
})

test('`npm run sandbox -- --story scans --once` plays its eight weeks and ends well', async () => {
  const [status] = await once(run('npm', ['run', 'sandbox', '--', '--story', 'scans', '--once'], root), 'exit')
  expect(output).toContain('All went as told.')
  expect(status).toBe(0)
}, 400_000)

test('`npm run dev` starts the app again when a source file changes', async () => {
  await copyOfProject()
  const environment = await appEnvironment()
  run('npm', ['run', 'dev'], folder, environment)
  await until(() => timesReady() === 1, soon)
  const file = join(folder, 'src/app/log.ts')
  await writeFile(file, `${await readFile(file, 'utf8')}\n// changed\n`)
  await until(() => timesReady() === 2, soon)
})

test('`npm run build` makes an app and a command line that run without the sources', async () => {
  await copyOfProject()
  const [status] = await once(run('npm', ['run', 'build'], folder), 'exit')
  expect(status, output).toBe(0)
  for (const sources of ['src', 'lint-rules']) await rm(join(folder, sources), {recursive: true})

  await writeFile(join(folder, 'readme.md'), '# Ants\n\n- [Army](http://127.0.0.1/army) - Marches.\n')
  const [checked] = await once(
    run(process.execPath, ['bin/listkeeper.js', 'check', 'readme.md', '--format', 'json'], folder),
    'exit',
  )
  expect(checked, output).toBe(0)

  // Settings and globs are read by files of their own in the bundle, and words by rules from beside it.
  await writeFile(join(folder, 'settings.yml'), 'rules:\n  spelling: error\n')
  await writeFile(join(folder, 'readme.md'), '# Ants\n\n- [Army](http://127.0.0.1/army) - Marches for the retreival of ants.\n')
  const lint = ['bin/listkeeper.js', 'lint', '*.md', '--config', 'settings.yml']
  const [linted] = await once(run(process.execPath, lint, folder), 'exit')
  expect(output).toContain('retrieval')
  expect(linted, output).toBe(1)

  const environment = await appEnvironment()
  run(process.execPath, ['dist/src/app/main.js'], folder, environment)
  await until(() => isHealthy(environment['PORT'] ?? ''), soon)
})
