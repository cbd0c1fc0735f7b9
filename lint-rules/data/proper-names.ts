import {readData} from './read-data.ts'

const known: {names?: ReadonlyMap<string, ProperName>} = {}

/** How a name is written. */
export interface ProperName {
  readonly right: string
  /** Do many write it otherwise with good reason? Then only a list that writes it so itself is told. */
  readonly isDisputed: boolean
}

/** Names by each way in which they are often written wrongly. Those that mean something else in another letter case are not among them. */
export function properNames(): ReadonlyMap<string, ProperName> {
  known.names ??= new Map(readData('proper-names.txt').split('\n').flatMap(readLine))
  return known.names
}

/** `GitHub Github github`: right, then wrong; `?` before a disputed one. */
function readLine(line: string): readonly (readonly [string, ProperName])[] {
  const [right = '', ...wrong] = line.split(' ')
  const name = {right: right.replace(/^\?/, ''), isDisputed: right.startsWith('?')}
  return wrong.map(form => [form, name] as const)
}
