import colors from 'picocolors'
import {type DestinationStream, type Logger, pino, stdTimeFunctions} from 'pino'
import type {Environment} from '../environment.ts'

/** The app's log, on standard output: one JSON object a line for machines, or a line that a person reads at a glance. */
export function openLog({logLevel, logFormat}: Pick<Environment, 'logLevel' | 'logFormat'>): Logger {
  const options = {name: 'listkeeper', level: logLevel, base: null, timestamp: stdTimeFunctions.epochTime}
  // Synchronous: the last line before an end, expected or not, is the one that explains it.
  return logFormat === 'json'
    ? pino(options, pino.destination({dest: 1, sync: true}))
    : pino(options, prettyStream(process.stdout))
}

/** `12:03:11 review posted  pull ada/ants#3  ms 812` */
export const prettyStream = (out: Pick<NodeJS.WriteStream, 'write'>): DestinationStream => ({
  write(line) {
    const {level, time, msg, err, name: _name, ...facts}: Line = JSON.parse(line)
    const clock = new Date(time).toTimeString().slice(0, 8)
    const told = Object.entries(facts).map(([key, value]) => `  ${colors.dim(key)} ${shown(value)}`)
    out.write(
      `${colors.dim(clock)} ${colourOf(level)(msg ?? '')}${told.join('')}${err === undefined ? '' : `\n${err.stack ?? err.message}`}\n`,
    )
  },
})

interface Line {
  readonly level: number
  readonly time: number
  readonly msg?: string
  readonly name?: string
  readonly err?: {readonly message?: string; readonly stack?: string}
  readonly [fact: string]: unknown
}

const colourOf = (level: number) => (level >= 50 ? colors.red : level >= 40 ? colors.yellow : level >= 30 ? String : colors.dim)

const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))
