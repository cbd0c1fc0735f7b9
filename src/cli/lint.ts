import {look} from './look.ts'
import type {Command} from './terminal.ts'
import {inspect} from './work.ts'

/** Runs the rules, and reports. Opens no socket, and loads nothing that could. */
export const lint: Command = (terminal, args) =>
  look('lint', terminal, args, async work => ({result: await inspect(work, undefined), stopped: false}))
