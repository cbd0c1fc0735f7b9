import {parse} from 'yaml'
import {z} from 'zod'

const level = z.enum(['read', 'write', 'admin', 'none'])

const manifest = z.object({
  name: z.string().default('Listkeeper'),
  default_permissions: z.record(z.string(), level).default({}),
  default_events: z.array(z.string()).default([]),
})

/** What an app may do and hears of. */
export interface App {
  readonly name: string
  /** In URLs and in the bot's login: `listkeeper`. */
  readonly slug: string
  readonly permissions: Readonly<Record<string, string>>
  readonly events: readonly string[]
}

/** Reads what the app asks for from the text of its `app.yml`. */
export function readApp(appYml: string): App {
  const {name, default_permissions, default_events} = manifest.parse(parse(appYml) ?? {})
  return {
    name,
    slug: name.toLowerCase().replaceAll(/[^a-z\d]+/g, '-'),
    // GitHub gives every app metadata, asked for or not.
    permissions: {metadata: 'read', ...default_permissions},
    events: default_events,
  }
}

const power: Readonly<Record<string, number>> = {none: 0, read: 1, write: 2, admin: 3}

/** A permission and how much of it: `pull_requests:write`. */
export type Need = `${string}:${'read' | 'write'}`

/** Whether permissions cover at least one of the alternatives. */
export const allows = (permissions: Readonly<Record<string, string>>, needs: readonly Need[]): boolean =>
  needs.some(need => {
    const [name = '', least = ''] = need.split(':')
    return (power[permissions[name] ?? 'none'] ?? 0) >= (power[least] ?? 0)
  })

/**
 * Whether GitHub tells an app of an event: those it subscribed to, those of its own installation, and what people ask of its
 * checks, which come with checks: write.
 */
export function hears(app: App, event: string, action: string | undefined): boolean {
  if (event === 'installation' || event === 'installation_repositories' || event === 'ping') return true
  if (app.events.includes(event)) return true
  const asked = action === 'requested' || action === 'rerequested' || action === 'requested_action'
  return (event === 'check_run' || event === 'check_suite') && asked && app.permissions['checks'] === 'write'
}
