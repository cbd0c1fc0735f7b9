import {spawn} from 'node:child_process'
import {mkdir, rm, writeFile} from 'node:fs/promises'
import {dirname, join} from 'node:path'

/** Nothing of the machine's or the person's git configuration may change what this GitHub does. */
export const gitEnvironment: Readonly<Record<string, string>> = {
  PATH: process.env['PATH'] ?? '/usr/bin:/bin',
  HOME: '/nonexistent',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_TERMINAL_PROMPT: '0',
  LC_ALL: 'C.UTF-8',
}

/** Runs git on a bare repository; gives its output. Rejects with git's own words, unless `allow` names the exit code. */
export function git(
  folder: string,
  args: readonly string[],
  options: {readonly input?: string | Uint8Array; readonly allow?: readonly number[]} = {},
): Promise<{readonly code: number; readonly out: Buffer}> {
  const child = spawn('git', ['-c', 'core.quotePath=false', ...args], {
    env: {...gitEnvironment, GIT_DIR: folder},
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const out: Buffer[] = []
  const error: Buffer[] = []
  child.stdout.on('data', (piece: Buffer) => out.push(piece))
  child.stderr.on('data', (piece: Buffer) => error.push(piece))
  child.stdin.on('error', () => {})
  child.stdin.end(options.input ?? '')
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', code => {
      if (code !== null && [0, ...(options.allow ?? [])].includes(code)) resolve({code, out: Buffer.concat(out)})
      else reject(new Error(`git ${args.join(' ')} (${code}): ${Buffer.concat(error).toString().trim()}`))
    })
  })
}

/** Makes an empty bare repository without asking git: three files are all that one is. */
export async function initRepository(folder: string, defaultBranch: string, borrowFrom?: string): Promise<void> {
  await mkdir(join(folder, 'refs/heads'), {recursive: true})
  await mkdir(join(folder, 'objects/info'), {recursive: true})
  await Promise.all([
    writeFile(join(folder, 'HEAD'), `ref: refs/heads/${defaultBranch}\n`),
    writeFile(join(folder, 'config'), repositoryConfig),
    ...(borrowFrom === undefined ? [] : [writeFile(join(folder, 'objects/info/alternates'), `${join(borrowFrom, 'objects')}\n`)]),
  ])
}

// People may push to branches but not to refs/pull, which they may fetch.
const repositoryConfig = `[core]
\trepositoryformatversion = 0
\tbare = true
\tlogAllRefUpdates = false
[gc]
\tauto = 0
[receive]
\tautogc = false
\thideRefs = refs/pull
[http]
\treceivepack = true
[uploadpack]
\tallowFilter = true
\tallowAnySHA1InWant = true
`

/** Points a ref at a commit by writing its file, which is what git would do. Undefined removes it. */
export async function setRef(folder: string, ref: string, sha: string | undefined): Promise<void> {
  const file = join(folder, ref)
  if (sha === undefined) return rm(file, {force: true})
  await mkdir(dirname(file), {recursive: true})
  await writeFile(file, `${sha}\n`)
}

/** All branches and their commits, as git has them now. */
export async function readBranches(folder: string): Promise<Map<string, string>> {
  const {out} = await git(folder, ['for-each-ref', '--format=%(objectname) %(refname:strip=2)', 'refs/heads'])
  const lines = out.toString().split('\n').filter(Boolean)
  return new Map(lines.map(line => [line.slice(41), line.slice(0, 40)]))
}
