import {execFile, execFileSync} from 'node:child_process'
import {chmod, rm, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {bin, folder} from '../cli/listkeeper.ts'
import {blocks, page, pages} from './pages.ts'

/** Links that are refused without a question: no page of the docs needs a network to be tried. */
const list = `# Ants\n\n${Array.from({length: 9}, (_, index) => `- [Ant ${index}](http://127.0.0.1/${index}) - Builds hills.\n`).join('')}`

/** Each line of the shell blocks, and where it stands. */
const commands: (readonly [page: string, line: string])[] = []
for (const name of pages) {
  for (const block of blocks(await page(name), 'sh'))
    commands.push(
      ...block
        .trim()
        .split('\n')
        .map(line => [name, line] as const),
    )
}

/** A repository of git on its main branch, with two commits. */
async function repository(): Promise<string> {
  const cwd = await folder({
    'readme.md': list,
    'old.md': list,
    'lists/bees.md': list,
    '.github/listkeeper.yml': 'failOn: error\n',
  })
  await rm(join(cwd, '.git'), {recursive: true})
  const identity = ['-c', 'user.name=Ada', '-c', 'user.email=ada@ants.example', '-c', 'commit.gpgsign=false']
  const git = (...args: readonly string[]) => execFileSync('git', [...identity, ...args], {cwd, stdio: 'pipe'})
  git('init', '--quiet', '--initial-branch', 'main')
  git('add', '.')
  for (const message of ['Ants', 'Nothing']) git('commit', '--quiet', '--allow-empty', '--message', message)
  return cwd
}

test('the docs have commands to try', () => {
  expect(commands.length).toBeGreaterThan(5)
})

test.each(commands)('what %s says can be typed: %s', async (_, script) => {
  const cwd = await repository()
  const shim = join(cwd, 'listkeeper')
  await writeFile(shim, `#!/bin/sh\nexec '${process.execPath}' '${bin}' "$@"\n`)
  await chmod(shim, 0o755)
  const output = await new Promise<string>((resolve, reject) => {
    execFile('sh', ['-e', '-c', script], {cwd, env: {PATH: `${cwd}:${process.env['PATH']}`}}, (error, stdout, stderr) =>
      error === null ? resolve(stdout + stderr) : reject(new Error(`${error.message}\n${stdout}`)),
    )
  })
  expect(output).not.toContain('Listkeeper failed')
})
