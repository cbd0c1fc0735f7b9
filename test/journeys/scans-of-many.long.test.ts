import {expect} from 'vitest'
import {travellingTest as test} from '../sandbox/sandbox.ts'
import {until} from '../sandbox/until.ts'
import {gone, pages} from '../sandbox/web/pages.ts'
import {scannedAnts} from './scanned-ants.ts'

test('of an organisation with thirty repositories the two that hold lists are scanned, and the rest is left in peace', async ({
  sandbox,
}) => {
  const {github} = sandbox
  const list = scannedAnts(sandbox, 'org')
  for (let number = 1; number <= 28; number++)
    await github.createRepository(
      `org/code-${number}`,
      {'README.md': `# Code ${number}\n\nDoes [things](${sandbox.url('code.example')}).\n`},
      {app: false},
    )
  const lists = [
    await github.createRepository('org/ants', {'README.md': list.text}, {app: false}),
    await github.createRepository('org/more-ants', {'README.md': list.text.replace('Awesome', 'More')}, {app: false}),
  ]
  github.install('org')
  await sandbox.idle()
  await sandbox.idle()
  expect(lists.map(repository => repository.checkRuns().length)).toEqual([1, 1])
  const others = Array.from({length: 28}, (_, index) => github.repository(`org/code-${index + 1}`)?.checkRuns().length)
  expect(others.every(count => count === 0)).toBe(true)
  expect(sandbox.web.visits.filter(({asked}) => asked.includes('code.example'))).toEqual([])
  // Both link to the same pages: each is asked for once.
  for (let number = 1; number <= 10; number++)
    expect(sandbox.web.visits.filter(({asked, answer}) => asked === list.url(number) && answer === '200')).toHaveLength(1)
})

test('when our own network fails, all of it is thrown away and nothing is said', async ({sandbox}) => {
  const list = scannedAnts(sandbox, 'outage')
  const seen = await sandbox.repository('ann/outage-ants', {'readme.md': list.text})
  await sandbox.idle()
  for (const kind of ['not found', 'no such domain', 'reset'] as const) {
    sandbox.web.outage(kind)
    await sandbox.days(8)
    sandbox.web.outage(undefined)
    await sandbox.days(3)
  }
  expect(seen.notifications).toEqual([])
  expect(seen.check?.conclusion).toBe('success')
})

test('a private list has its issue too, and what only it links to is never told the archive', async ({sandbox}) => {
  const list = scannedAnts(sandbox, 'private')
  sandbox.site(list.host(1), gone)
  const seen = await sandbox.repository('bob/private-ants', {'readme.md': list.text}, {private: true})
  await sandbox.idle()
  await sandbox.days(8)
  expect(seen.theIssue().section('Dead')).toContain(list.url(1))
  expect(sandbox.archive.asked.filter(address => address.includes('private-'))).toEqual([])
})

test('whoever throws the app out is left alone: nothing of theirs is asked for any more', async ({sandbox}) => {
  const list = scannedAnts(sandbox, 'out')
  const seen = await sandbox.repository('cat/out-ants', {'readme.md': list.text})
  await sandbox.idle()
  sandbox.github.uninstall('cat')
  await sandbox.idle()
  const before = sandbox.web.visits.length
  await sandbox.days(15)
  expect(sandbox.web.visits.slice(before).filter(({asked}) => asked.includes('//out-'))).toEqual([])
  expect(seen.notifications).toEqual([])
})

test('killed in the middle of a scan and started again: each page is recorded, one issue is made', async ({sandbox}) => {
  const list = scannedAnts(sandbox, 'killed')
  const asked = () => sandbox.web.visits.filter(({asked}) => asked.includes('//killed-'))
  for (const number of [1, 2, 3]) sandbox.site(list.host(number), pages({}))
  const seen = await sandbox.repository('dan/killed-ants', {'readme.md': list.text})
  await until(() => asked().length >= 3, {deadlineMs: 60_000, told: () => 'the scan does not begin'})
  await sandbox.killAndRestart()
  await sandbox.idle()
  expect(new Set(asked().map(({asked}) => asked)).size).toBe(10)
  for (let day = 0; day < 8; day++) {
    await sandbox.app.travel(86_400_000)
    if (day % 3 === 1) await sandbox.killAndRestart()
    await sandbox.idle()
  }
  const issue = seen.theIssue()
  for (const number of [1, 2, 3]) expect(issue.section('Dead')).toContain(list.url(number))
  expect(seen.repository.issues()).toHaveLength(1)
  expect(seen.notifications).toEqual(['issue opened by listkeeper[bot]'])
})

test('where issues are disabled, archived or renamed, nothing goes wrong; a new name is followed', async ({sandbox}) => {
  const list = scannedAnts(sandbox, 'names')
  sandbox.site(list.host(1), gone)
  const disabled = await sandbox.repository('eli/disabled-ants', {'readme.md': list.text})
  disabled.repository.disableIssues()
  const archived = await sandbox.repository('eli/archived-ants', {'readme.md': list.text})
  archived.repository.archive()
  const renamed = await sandbox.repository('eli/renamed-ants', {'readme.md': list.text})
  await sandbox.idle()
  renamed.repository.rename('better-ants')
  await sandbox.days(9)
  expect(disabled.notifications).toEqual([])
  expect(archived.notifications).toEqual([])
  expect(renamed.notifications).toEqual(['issue opened by listkeeper[bot]'])
  expect(renamed.theIssue().issue.repository).toBe('eli/better-ants')
  expect(sandbox.github.calls().filter(({lacking}) => lacking !== undefined)).toEqual([])
})
