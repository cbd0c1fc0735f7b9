import type {Output, Terminal} from './terminal.ts'

/** Whether a report may have colours: https://no-color.org, https://force-color.org, else if somebody looks at a terminal that has some. */
export function wantsColors(output: Output, variables: Terminal['variables']): boolean {
  const {NO_COLOR: no = '', FORCE_COLOR: force, TERM: terminal} = variables
  if (no !== '') return false
  if (force !== undefined && force !== '') return force !== '0' && force !== 'false'
  return output.isTTY === true && terminal !== 'dumb'
}
