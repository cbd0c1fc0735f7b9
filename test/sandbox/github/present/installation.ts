import type {components} from '@octokit/openapi-types'
import type {Installation, World} from '../world.ts'
import {iso, isoOrNull, presentAccount} from './account.ts'

/** The app's installation on an account. */
export function presentInstallation(world: World, installation: Installation): components['schemas']['installation'] {
  const {id, account, suspended, createdMs, chosen} = installation
  return {
    id,
    account: presentAccount(world, account),
    repository_selection: chosen === undefined ? 'all' : 'selected',
    access_tokens_url: `${world.url}/api/v3/app/installations/${id}/access_tokens`,
    repositories_url: `${world.url}/api/v3/installation/repositories`,
    html_url: `${world.url}/settings/installations/${id}`,
    app_id: Number(world.appId),
    app_slug: world.app.slug,
    target_id: account.id,
    target_type: 'User',
    permissions: {...world.app.permissions},
    events: [...world.app.events],
    created_at: iso(createdMs),
    updated_at: iso(createdMs),
    single_file_name: null,
    has_multiple_single_files: false,
    single_file_paths: [],
    suspended_by: suspended ? presentAccount(world, account) : null,
    suspended_at: isoOrNull(suspended ? createdMs : undefined),
  }
}
