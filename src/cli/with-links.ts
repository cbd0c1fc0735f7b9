import {readLinkEnvironment} from '../environment.ts'
import type {CheckLinks} from '../links/check-links.ts'
import {openLinkEngine} from '../links/link-engine.ts'
import {Complaint} from './complaint.ts'
import {withProgress} from './progress.ts'
import type {Terminal} from './terminal.ts'

/** Does something with a way to ask the web, as the operator allows it, and closes every socket afterwards. */
export async function withLinks<Result>(
  {variables, stderr}: Terminal,
  use: (asking: {readonly checkLinks: CheckLinks}) => Promise<Result>,
): Promise<Result> {
  const environment = readLinkEnvironment(variables)
  if ('mistake' in environment) throw new Complaint(environment.mistake)
  const engine = openLinkEngine(environment)
  try {
    return await use({checkLinks: withProgress(engine.checkLinks, stderr, variables)})
  } finally {
    await engine.close()
  }
}
