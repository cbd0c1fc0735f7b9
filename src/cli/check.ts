import {look} from './look.ts'
import type {Command} from './terminal.ts'
import {inspect} from './work.ts'

/** Checks files as a pull request would be checked, rules and links, and reports. */
export const check: Command = (terminal, args) =>
  look('check', terminal, args, async (work, {links}) => {
    if (links === false) return {result: await inspect(work, undefined), stopped: false}
    const {withLinks} = await import('./with-links.ts')
    const {stoppable} = await import('./stoppable.ts')
    return stoppable(terminal, signal => withLinks(terminal, asking => inspect(work, asking, {signal})))
  })
