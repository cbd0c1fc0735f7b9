import {expect, onTestFinished, test} from 'vitest'
import {takeDueRepositories} from '../../src/store/due-repositories.ts'
import {
  holdsLists,
  knownInstallations,
  repositoriesOf,
  restInstallation,
  wakeInstallation,
} from '../../src/store/known-repositories.ts'
import {letGo} from '../../src/store/let-go.ts'
import {noteRepositories} from '../../src/store/note-repositories.ts'
import {memoryDatabase} from './memory-database.ts'

test('repositories of an installation are known, rest while it is suspended, and are all due when it may look again', async () => {
  const database = await memoryDatabase()
  onTestFinished(() => database.close())
  const noted = (installationId: string, repositoryId: string) => ({
    installationId,
    repositoryId,
    owner: 'ada',
    repo: `ants${repositoryId}`,
    isPrivate: false,
  })
  await database.transaction(db => noteRepositories(db, [noted('11', '1'), noted('11', '2'), noted('12', '3')], 1000))
  expect(await repositoriesOf(database, '11')).toEqual(['1', '2'])
  expect(await knownInstallations(database)).toEqual(['11', '12'])
  expect(await holdsLists(database, '1')).toBe(false)

  const due = async (nowMs: number) => (await takeDueRepositories(database, nowMs, 10)).map(({repositoryId}) => repositoryId)
  await restInstallation(database, '11')
  expect(await due(2000)).toEqual(['3'])
  await letGo(database, '3')
  await wakeInstallation(database, '11', 3000)
  expect(await due(3000)).toEqual(['1', '2'])
})
