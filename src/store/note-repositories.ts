import {asJson} from './as-json.ts'
import {setVisibility} from './change-visibility.ts'
import type {Queries} from './database.ts'
import type {RepositoryKey} from './repository-row.ts'
import {sql} from './sql.ts'

/** A repository that the app may look at. */
export interface NotedRepository extends RepositoryKey {
  readonly isPrivate: boolean
}

/**
 * These are there: new ones are due at once, known ones get their names and installation of today. Nothing else notes a repository: what was never noted here,
 * or was forgotten since, is not scanned.
 */
export async function noteRepositories(queries: Queries, repositories: readonly NotedRepository[], nowMs: number): Promise<void> {
  const latest = [...new Map(repositories.map(repository => [repository.repositoryId, repository])).values()]
  if (latest.length === 0) return
  const rows = asJson(latest)
  await queries.query(sql`
    insert into listkeeper.repositories as known (repository_id, installation_id, owner, name, is_private, due_ms)
    select "repositoryId", "installationId", owner, repo, "isPrivate", ${nowMs}::bigint
    from jsonb_to_recordset(${rows}::jsonb)
      as noted("repositoryId" text, "installationId" text, owner text, repo text, "isPrivate" boolean)
    order by "repositoryId" collate "C"
    on conflict (repository_id) do update set
      installation_id = excluded.installation_id, owner = excluded.owner, name = excluded.name
      where (known.installation_id, known.owner, known.name) is distinct from (excluded.installation_id, excluded.owner, excluded.name)`)
  await queries.query(sql`
    delete from listkeeper.forgotten_repositories
    where repository_id in (select "repositoryId" from jsonb_to_recordset(${rows}::jsonb) as noted("repositoryId" text))`)
  const turned = await queries.query(sql`
    select repository_id, noted."isPrivate" as is_private
    from jsonb_to_recordset(${rows}::jsonb) as noted("repositoryId" text, "isPrivate" boolean)
    join listkeeper.repositories on repository_id = noted."repositoryId" and is_private <> noted."isPrivate"
    order by repository_id`)
  for (const row of turned) {
    await setVisibility(queries, String(row['repository_id']), row['is_private'] === true, nowMs)
  }
}
