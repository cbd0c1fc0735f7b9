import type {Readable} from 'node:stream'

/** Where output goes: a stream, and what there is to know of the terminal behind it. */
export interface Output {
  write(text: string, done?: (error?: Error | null) => void): unknown
  readonly isTTY?: boolean
  readonly columns?: number
}

/** All that a command may touch beside files: it comes from the process, or from a test. */
export interface Terminal {
  readonly cwd: string
  readonly variables: Readonly<Record<string, string | undefined>>
  readonly stdin: Readable
  /** For results alone, so that it can be piped. */
  readonly stdout: Output
  /** For complaints and progress. */
  readonly stderr: Output
  /** Has this called at the next Ctrl-C instead of ending the process at once; what comes back undoes that. The Ctrl-C after it ends it. */
  readonly onInterrupt?: (stop: () => void) => () => void
}

/** 0: nothing at `failOn`; 1: something; 2: could not run; 130: Ctrl-C. */
export type ExitCode = 0 | 1 | 2 | 130

/** What a command is: it gets what stands behind its name. */
export type Command = (terminal: Terminal, args: readonly string[]) => Promise<ExitCode>

/** Writes everything, and waits until it is out: who ends the process afterwards cuts nothing off. A reader who left is no error. */
export const write = (output: Output, text: string): Promise<void> =>
  new Promise((resolve, reject) => {
    output.write(text, error => {
      if (error === null || error === undefined || ('code' in error && error.code === 'EPIPE')) resolve()
      else reject(error)
    })
  })
