/** A line of the app's log: pino's fields where it is JSON, else the text as `msg`. */
export type LogLine = Readonly<Record<string, unknown>> & {readonly msg: string; readonly level: number}

/** Of an error the message alone: the rest of it fills pages. */
export function describeLine({msg, level: _level, time: _time, err, ...facts}: LogLine): string {
  const about = Object.entries(facts).map(([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
  const message = typeof err === 'object' && err !== null && 'message' in err ? String(err.message) : ''
  return [msg, ...about, message].filter(part => part !== '').join('  ')
}
