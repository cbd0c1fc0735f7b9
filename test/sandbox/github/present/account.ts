import type {components} from '@octokit/openapi-types'
import type {Account, World} from '../world.ts'

type Schemas = components['schemas']

/** A person or a bot, as the API shows them. */
export function presentAccount(world: World, {id, login, type}: Account): Schemas['simple-user'] {
  const api = `${world.url}/api/v3/users/${login}`
  const page = `${world.url}/${type === 'Bot' ? `apps/${world.app.slug}` : login}`
  return {
    login,
    id,
    node_id: `U_${id}`,
    avatar_url: `${world.url}/avatars/u/${id}?v=4`,
    gravatar_id: '',
    url: api,
    html_url: page,
    followers_url: `${api}/followers`,
    following_url: `${api}/following{/other_user}`,
    gists_url: `${api}/gists{/gist_id}`,
    starred_url: `${api}/starred{/owner}{/repo}`,
    subscriptions_url: `${api}/subscriptions`,
    organizations_url: `${api}/orgs`,
    repos_url: `${api}/repos`,
    events_url: `${api}/events{/privacy}`,
    received_events_url: `${api}/received_events`,
    type,
    user_view_type: 'public',
    site_admin: false,
  }
}

/** The app, as the API shows it. */
export function presentApp(world: World): NonNullable<Schemas['integration']> {
  return {
    id: Number(world.appId),
    slug: world.app.slug,
    client_id: `Iv23li${world.appId.padStart(14, '0')}`,
    node_id: `A_${world.appId}`,
    owner: presentAccount(world, world.bot),
    name: world.app.name,
    description: '',
    external_url: world.url,
    html_url: `${world.url}/apps/${world.app.slug}`,
    created_at: iso(world.startedMs),
    updated_at: iso(world.startedMs),
    permissions: {...world.app.permissions},
    events: [...world.app.events],
  }
}

/** A time as GitHub writes it: whole seconds. */
export const iso = (ms: number): string => new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z')

/** The same where there may be none. */
export const isoOrNull = (ms: number | undefined): string | null => (ms === undefined ? null : iso(ms))
