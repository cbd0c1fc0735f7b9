import type {Probot} from 'probot'
import type {RepositoryRef} from '../github/repository-ref.ts'
import type {ScanWishes} from '../queue/scan-wishes.ts'
import type {Transaction} from '../store/database.ts'
import {type AboutRepository, nameOf, refOf} from './about.ts'
import type {Event, Receive} from './receive.ts'
import type {ScanReceiving} from './scan-receiving.ts'

/**
 * What became of a repository: renamed, moved, hidden, shown, put away, deleted.
 *
 * Events have no order, and can come late: one that says `public` may be older than the repository's being private. So only what is safe is done
 * by their word; all else is read from GitHub by the scan that they ask for.
 */
export function receiveRepositoryEvents(probot: Pick<Probot, 'on'>, receive: Receive, {tables, now}: ScanReceiving): void {
  const does = async (
    event: Event & {readonly payload: AboutRepository},
    inStore: (db: Transaction, ref: RepositoryRef) => Promise<ScanWishes>,
  ): Promise<void> => {
    const ref = refOf(event.payload)
    if (ref !== undefined) await receive(event, {about: [{repository: nameOf(ref)}], inStore: db => inStore(db, ref)})
  }
  const rescan = (ref: RepositoryRef): ScanWishes => ({openScan: [{ref, cause: 'first'}]})

  probot.on(['repository.renamed', 'repository.transferred', 'repository.unarchived', 'repository.edited'], async context => {
    const {payload} = context
    // Of what people edit only the default branch is of interest.
    if (payload.action === 'edited' && payload.changes.default_branch === undefined) return
    await does(context, async (db, ref) => {
      await tables.noteRepositories(db, [{...ref, isPrivate: payload.repository.private}], now())
      return payload.action === 'unarchived' || payload.action === 'edited' ? rescan(ref) : {}
    })
  })

  probot.on('repository.privatized', async context => {
    await does(context, async (db, ref) => {
      await tables.changeVisibility(db, ref.repositoryId, true, now())
      return rescan(ref)
    })
  })

  probot.on(['repository.publicized', 'repository.archived'], async context => {
    await does(context, async (_db, ref) => rescan(ref))
  })

  probot.on('repository.deleted', async context => {
    await does(context, async (db, {repositoryId}) => {
      await tables.forgetRepositories(db, [repositoryId])
      return {}
    })
  })
}
