import type {Probot} from 'probot'
import type {NotedRepository} from '../store/note-repositories.ts'
import type {Receive} from './receive.ts'
import type {ScanReceiving} from './scan-receiving.ts'

/** A repository as events of installations name it: its owner only as a part of `full_name`. */
interface Named {
  readonly id: number | bigint
  readonly name: string
  readonly full_name: string
  readonly private: boolean
}

/**
 * Where the app was installed, and where it was taken away: new repositories are due at once, of others all is deleted. What an event does not
 * tell wholly is looked at soon after (`lookAt`).
 */
export function receiveInstallationEvents(
  probot: Pick<Probot, 'on'>,
  receive: Receive,
  {tables, now, lookAt}: ScanReceiving,
): void {
  probot.on(['installation.created', 'installation_repositories.added'], async context => {
    const {payload} = context
    const id = String(payload.installation.id)
    const added = ('repositories_added' in payload ? payload.repositories_added : payload.repositories) ?? []
    await receive(context, {
      about: [{installation: id, repositories: String(added.length)}],
      async inStore(db) {
        await tables.noteRepositories(db, notedOf(id, added), now())
        return {}
      },
    })
    lookAt(id)
  })

  probot.on('installation_repositories.removed', async context => {
    const {installation, repositories_removed: removed} = context.payload
    const id = String(installation.id)
    const ids = new Set(removed.map(repository => String(repository.id)))
    await receive(context, {
      about: [{installation: id, repositories: String(ids.size)}],
      async inStore(db) {
        // One that has gone to another account is with that one's installation by now, perhaps.
        const ours = await tables.repositoriesOf(db, id)
        await tables.forgetRepositories(
          db,
          ours.filter(repositoryId => ids.has(repositoryId)),
        )
        return {}
      },
    })
  })

  probot.on('installation.deleted', async context => {
    const id = String(context.payload.installation.id)
    await receive(context, {
      about: [{installation: id}],
      async inStore(db) {
        await tables.forgetInstallation(db, id)
        return {}
      },
    })
  })

  probot.on('installation.suspend', async context => {
    const id = String(context.payload.installation.id)
    await receive(context, {
      about: [{installation: id}],
      async inStore(db) {
        await tables.restInstallation(db, id)
        return {}
      },
    })
  })

  probot.on(['installation.unsuspend', 'installation.new_permissions_accepted'], async context => {
    const id = String(context.payload.installation.id)
    await receive(context, {
      about: [{installation: id}],
      async inStore(db) {
        await tables.wakeInstallation(db, id, now())
        return {}
      },
    })
    lookAt(id)
  })
}

/** Those whose owner can be read. */
const notedOf = (installationId: string, named: readonly Named[]): readonly NotedRepository[] =>
  named.flatMap(({id, name, full_name: fullName, private: isPrivate}) => {
    const owner = /^([^/]+)\//.exec(fullName)?.[1]
    return owner === undefined ? [] : [{installationId, repositoryId: String(id), owner, repo: name, isPrivate}]
  })
