import {execFile} from 'node:child_process'
import {cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {promisify} from 'node:util'
import {afterEach, beforeEach, expect, test} from 'vitest'

const root = path.join(import.meta.dirname, '..')
let house: string

beforeEach(async () => {
  house = await mkdtemp(path.join(tmpdir(), 'listkeeper-floors-'))
  await cp(path.join(root, '.dependency-cruiser.js'), path.join(house, '.dependency-cruiser.js'))
  await cp(path.join(root, 'package.json'), path.join(house, 'package.json'))
  await symlink(path.join(root, 'node_modules'), path.join(house, 'node_modules'))
})
afterEach(() => rm(house, {recursive: true}))

/** Builds a house of the given files and says what the floors have against it. */
async function violations(files: Readonly<Record<string, string>>): Promise<string> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(house, name)), {recursive: true})
    await writeFile(path.join(house, name), text)
  }
  const cruiser = path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs')
  const folders = ['src', 'lint-rules'].filter(folder => Object.keys(files).some(name => name.startsWith(`${folder}/`)))
  return promisify(execFile)(
    process.execPath,
    [cruiser, '--config', '.dependency-cruiser.js', '--output-type', 'err', ...folders],
    {
      cwd: house,
    },
  ).then(
    ({stdout}) => stdout,
    (error: {readonly stdout: string}) => error.stdout,
  )
}

test('an import downwards is fine', async () => {
  const found = await violations({
    'src/review/plan.ts': "import {say} from '../markdown/say.ts'\nexport const plan = say",
    'src/markdown/say.ts': 'export const say = 1',
  })
  expect(found).toContain('no dependency violations found')
})

test('an import upwards is red, also of a type alone', async () => {
  const found = await violations({
    'src/markdown/say.ts': "import type {Octokit} from '../github/octokit.ts'\nexport type Say = Octokit",
    'src/github/octokit.ts': 'export type Octokit = 1',
  })
  expect(found).toContain('src/markdown imports from lower floors only: src/markdown/say.ts → src/github/octokit.ts')
})

test('an import sideways is red', async () => {
  const found = await violations({
    'src/store/database.ts': "import {ask} from '../links/ask.ts'\nexport const database = ask",
    'src/links/ask.ts': 'export const ask = 1',
  })
  expect(found).toContain('src/store imports from lower floors only: src/store/database.ts → src/links/ask.ts')
})

test('what the operator sets is out of reach below the edges', async () => {
  const found = await violations({
    'src/links/guard.ts': "import {readEnvironment} from '../environment.ts'\nexport const guard = readEnvironment",
    'src/environment.ts': 'export const readEnvironment = 1',
  })
  expect(found).toContain('only the edges read the environment')
})

test('a folder that has no floor is red', async () => {
  const found = await violations({
    'src/attic/box.ts': "import {say} from '../markdown/say.ts'\nexport const box = say",
    'src/markdown/say.ts': 'export const say = 1',
  })
  expect(found).toContain('every folder has a floor: src/attic/box.ts')
})

test('every folder of the project has a floor, and the architecture tells of it', async () => {
  const floors = await readFile(path.join(root, '.dependency-cruiser.js'), 'utf8')
  const architecture = await readFile(path.join(root, 'docs/architecture.md'), 'utf8')
  const folders = (await readdir(path.join(root, 'src'), {withFileTypes: true})).filter(entry => entry.isDirectory())
  for (const {name} of folders) {
    expect(floors, `src/${name} is on no floor`).toContain(`'src/${name}'`)
    expect(architecture, `docs/architecture.md does not tell of src/${name}`).toContain(`src/${name}/`)
  }
})
