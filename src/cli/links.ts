import {ruleIds} from '../../lint-rules/known-rules.ts'
import {generatedRule} from '../findings/generated-finding.ts'
import type {Settings} from '../settings/settings.ts'
import {look} from './look.ts'
import {stoppable} from './stoppable.ts'
import type {Command} from './terminal.ts'
import {withLinks} from './with-links.ts'
import {inspect} from './work.ts'

/** Checks links alone, and reports. */
export const links: Command = (terminal, args) =>
  look('links', terminal, args, work =>
    stoppable(terminal, signal =>
      withLinks(terminal, asking => inspect({...work, settings: withoutRules(work.settings)}, asking, {signal})),
    ),
  )

const withoutRules = (settings: Settings): Settings => ({
  ...settings,
  rules: {...settings.rules, ...Object.fromEntries([...ruleIds, generatedRule].map(id => [id, 'off'] as const))},
})
