import {expect} from 'vitest'
import {travellingTest as test} from '../sandbox/sandbox.ts'
import {until} from '../sandbox/until.ts'
import {alive, gone} from '../sandbox/web/pages.ts'
import {scannedAnts} from './scanned-ants.ts'

test('the first scan comes within two minutes of the installation; where all is well there is a check and no word', async ({
  sandbox,
}) => {
  const list = scannedAnts(sandbox, 'first')
  const startedMs = performance.now()
  const seen = await sandbox.repository('ada/first-ants', {'readme.md': list.text})
  await until(() => seen.check?.conclusion === 'success', {
    deadlineMs: 120_000,
    told: () =>
      sandbox.app.log
        .slice(-20)
        .map(line => JSON.stringify(line))
        .join('\n'),
  })
  expect(performance.now() - startedMs).toBeLessThan(120_000)
  await sandbox.idle()
  expect(seen.issue()).toBeUndefined()
  expect(seen.notifications).toEqual([])
  const asked = sandbox.web.visits.filter(({asked}) => asked.includes('//first-'))
  expect(new Set(asked.map(({asked}) => asked)).size).toBe(10)
})

test('a dead link is said after three scans and a week, not before; alive once, its strikes are gone', async ({sandbox}) => {
  const list = scannedAnts(sandbox, 'strike')
  const seen = await sandbox.repository('bea/strike-ants', {'readme.md': list.text})
  await sandbox.idle()
  sandbox.site(list.host(1), gone)
  sandbox.site(list.host(2), gone)
  await sandbox.days(7)
  expect(seen.issue()).toBeUndefined()
  sandbox.site(list.host(2), alive('strike 2'))
  await sandbox.days(8)

  const issue = seen.theIssue()
  expect(issue).toMatchObject({title: 'Link health', state: 'open'})
  expect(issue.section('Dead')).toContain(list.url(1))
  expect(issue.section('Dead')).toContain('404')
  expect(issue.words).not.toContain(list.url(2))
  expect(seen.notifications).toEqual(['issue opened by listkeeper[bot]'])

  // Alive again: two clean scans close it.
  sandbox.site(list.host(1), alive('strike 1'))
  await sandbox.days(16)
  expect(issue.state).toBe('closed')
  expect(seen.notifications).toEqual(['issue opened by listkeeper[bot]', 'issue closed by listkeeper[bot]'])
})

test('a push checks what is new alone', async ({sandbox}) => {
  const list = scannedAnts(sandbox, 'push')
  const seen = await sandbox.repository('cy/push-ants', {'readme.md': list.text})
  await sandbox.idle()
  const before = sandbox.web.visits.length
  sandbox.site('pushed.example', alive('Pushed'))
  await seen.repository.push('main', {
    'readme.md': text => `${text}- [Pushed](${sandbox.url('pushed.example')}) - Is new here.\n`,
  })
  await sandbox.idle()
  const asked = sandbox.web.visits.slice(before).map(({asked}) => asked)
  expect([...new Set(asked)].filter(address => address.startsWith('http'))).toEqual([sandbox.url('pushed.example')])
})

test('people with rights tick and command, passers-by and bots don’t; a command is answered by a reaction', async ({sandbox}) => {
  const list = scannedAnts(sandbox, 'tick')
  for (const number of [1, 2, 3, 4]) sandbox.site(list.host(number), gone)
  const seen = await sandbox.repository('dee/tick-ants', {'readme.md': list.text})
  seen.repository.addCollaborator('tom', 'triage')
  await sandbox.idle()
  await sandbox.days(8)
  const issue = seen.theIssue()
  const dead = () => [1, 2, 3, 4].filter(number => issue.section('Dead').includes(list.url(number)))
  expect(dead()).toEqual([1, 2, 3, 4])

  await expect(issue.tick('ignore', list.url(1), 'passer-by')).rejects.toThrow('may not')
  const ticked = issue.tick('ignore', list.url(1), 'tidy[bot]')
  await ticked
  await sandbox.idle()
  expect(dead()).toEqual([1, 2, 3, 4])
  expect(issue.body).not.toContain('[x]')

  await issue.tick('ignore', list.url(1), 'tom')
  await sandbox.idle()
  expect(dead()).toEqual([2, 3, 4])
  expect(issue.words).toContain('ignored by')
  expect(issue.body).not.toContain('[x]')

  const said = async (body: string, login: string) => {
    const id = await issue.comment(body, login)
    await sandbox.idle()
    const reactions = issue.issue.comments.find(comment => comment.id === id)?.reactions.map(({content}) => content)
    return {dead: dead(), reactions}
  }
  expect(await said(`/listkeeper ignore ${list.url(2)}`, 'passer-by')).toMatchObject({dead: [2, 3, 4]})
  expect(await said(`/listkeeper ignore ${list.url(2)}`, 'tom')).toEqual({dead: [3, 4], reactions: ['eyes', 'rocket']})
  expect(await said(`/listkeeper snooze ${list.url(3)}`, 'dee')).toEqual({dead: [4], reactions: ['eyes', 'rocket']})
  expect((await said('/listkeeper ignore http://not-here.example/', 'dee')).reactions).toContain('confused')

  // A scan that somebody asks for looks at what is not alive.
  sandbox.site(list.host(4), alive('tick 4'))
  await issue.tick('Rescan')
  await sandbox.idle()
  expect(dead()).toEqual([])
  expect(issue.body).not.toContain('[x]')
  expect(issue.notificationsByUs).toBe(1)
})

test('an emptied body is written anew, ticks in it count once, and a closed issue stays closed', async ({sandbox}) => {
  const list = scannedAnts(sandbox, 'close')
  sandbox.site(list.host(1), gone)
  const seen = await sandbox.repository('eve/close-ants', {'readme.md': list.text})
  await sandbox.idle()
  await sandbox.days(8)
  const issue = seen.theIssue()
  await issue.edit(() => '')
  await sandbox.idle()
  expect(issue.section('Dead')).toContain(list.url(1))

  await issue.close('not_planned')
  sandbox.site(list.host(2), gone)
  await sandbox.days(45)
  expect(issue.state).toBe('closed')
  expect(seen.notifications).toEqual(['issue opened by listkeeper[bot]', 'issue closed by eve'])
})

test('a deleted issue is not made again, until somebody asks by the button of the check', async ({sandbox}) => {
  const list = scannedAnts(sandbox, 'delete')
  sandbox.site(list.host(1), gone)
  const seen = await sandbox.repository('fay/delete-ants', {'readme.md': list.text})
  await sandbox.idle()
  await sandbox.days(8)
  await seen.theIssue().delete()
  await sandbox.idle()
  sandbox.site(list.host(2), gone)
  await sandbox.days(16)
  expect(seen.issue()).toBeUndefined()
  expect(seen.notifications).toEqual(['issue opened by listkeeper[bot]'])

  await seen.repository.pressAction(seen.repository.checkRuns()[0]?.id ?? 0, 'scan-now')
  await sandbox.idle()
  expect(seen.theIssue().section('Dead')).toContain(list.url(2))
})
