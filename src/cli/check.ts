import {look} from './look.ts'
import type {Command} from './terminal.ts'
import {inspect} from './work.ts'

/** Checks files as a pull request would be checked, rules and links, and reports. */
export const check: Command = (terminal, args) =>
  look('check', terminal, args, async (work, {links}) => {
    if (links === false) return inspect(work, undefined)
    const {withLinks} = await import('./with-links.ts')
    return withLinks(terminal, asking => inspect(work, asking))
  })
