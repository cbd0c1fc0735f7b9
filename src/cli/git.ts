import {execFile} from 'node:child_process'
import type {Terminal} from './terminal.ts'

/** What git said. `missing`: there is no git on this machine. */
type GitAnswer =
  | {readonly kind: 'done'; readonly stdout: Buffer}
  | {readonly kind: 'failed'; readonly reason: string}
  | {readonly kind: 'missing'}

/** Runs git in a folder. */
export type Git = (...args: readonly string[]) => Promise<GitAnswer>

/** More than git has to say of anything that we ask for. */
const maxBytes = 200_000_000

/** Git as it is set up for the person who calls, without a shell, and without leave to change anything. */
export const gitIn =
  (folder: string, variables: Terminal['variables']): Git =>
  (...args) =>
    new Promise(resolve => {
      const env = {...variables, LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0'}
      const options = {cwd: folder, env, encoding: 'buffer', maxBuffer: maxBytes, windowsHide: true} as const
      execFile('git', ['--literal-pathspecs', ...args], options, (error, stdout, stderr) => {
        if (error === null) resolve({kind: 'done', stdout})
        else if (error.code === 'ENOENT') resolve({kind: 'missing'})
        else resolve({kind: 'failed', reason: reasonOf(stderr) || reasonOf(Buffer.from(error.message))})
      })
    })

/** The first thing that git complains of, as part of a sentence. */
const reasonOf = (stderr: Buffer): string =>
  (stderr.toString('utf8').trim().split('\n', 1)[0] ?? '').replace(/^(?:fatal|error): /, '').replace(/\.$/, '')

/** Names that git lists with `-z`. */
export const namesIn = (stdout: Buffer): readonly string[] =>
  stdout
    .toString('utf8')
    .split('\0')
    .filter(name => name !== '')
