import {execFile} from 'node:child_process'
import {appendFile, mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {promisify} from 'node:util'
import {expect} from 'vitest'
import {servePage} from '../sandbox/page/serve-page.ts'
import {test} from '../sandbox/sandbox.ts'
import {ants, firstAddedLine, hunt} from './ants.ts'

const git = (folder: string, ...words: readonly string[]) =>
  promisify(execFile)('git', ['-C', folder, '-c', 'user.name=Grace', '-c', 'user.email=grace@alive.example', ...words], {
    env: {PATH: process.env['PATH'], HOME: folder, GIT_CONFIG_NOSYSTEM: '1', GIT_TERMINAL_PROMPT: '0'},
  })

test('the button of a suggestion mends the list, and the check turns green', async ({sandbox}) => {
  const repository = await sandbox.repository('olga/awesome-ants', {'readme.md': ants(sandbox.url)})
  const pull = await repository.pull('Add the bullet ant', {
    'readme.md': hunt(`[Bullet](${sandbox.url('alive.example', '/bullet')}) – Hurts.`),
  })
  await pull.settled()
  const page = await servePage(sandbox.github, {repository: 'olga/awesome-ants'})
  try {
    const html = await (await fetch(`${page.url}olga/awesome-ants/pull/1`)).text()
    const action = /<form[^>]* action="([^"]+\/suggestion\/\d+)"/.exec(html)?.[1] ?? 'none'
    const pressed = await fetch(new URL(action, page.url), {method: 'POST', redirect: 'manual'})
    expect(pressed.status).toBe(303)
    await pull.settled()
    expect(await pull.pull.text('readme.md')).toContain(`- [Bullet](${sandbox.url('alive.example', '/bullet')}) - Hurts.\n`)
    expect(pull.check?.conclusion).toBe('success')
    expect(pull.notifications).toBe(1)
  } finally {
    await page.close()
  }
})

test('a list that is edited on the page is reviewed again', async ({sandbox}) => {
  const repository = await sandbox.repository('pia/edited-ants', {'readme.md': ants(sandbox.url)})
  const pull = await repository.pull('Add the bullet ant', {
    'readme.md': hunt(`[Bullet](${sandbox.url('alive.example', '/bullet')}) - Hurts.`),
  })
  await pull.settled()
  expect(pull.check?.conclusion).toBe('success')
  const page = await servePage(sandbox.github, {repository: 'pia/edited-ants'})
  try {
    const text = ((await pull.pull.text('readme.md')) ?? '').replace(
      sandbox.url('alive.example', '/bullet'),
      sandbox.url('gone.example'),
    )
    const form = new URLSearchParams({path: 'readme.md', text: text.replaceAll('\n', '\r\n')})
    await fetch(`${page.url}pia/edited-ants/pull/1/edit`, {method: 'POST', body: form, redirect: 'manual'})
    await pull.settled()
    expect(await pull.pull.text('readme.md')).toBe(text)
    expect(pull.check).toEqual({conclusion: 'failure', title: '1 dead link'})

    const shown = await (await fetch(`${page.url}pia/edited-ants/pull/1`)).text()
    expect(shown).toContain('This link is dead')
    expect(shown).toContain('1 dead link')
  } finally {
    await page.close()
  }
})

test('another site can’t press the buttons of the page', async ({sandbox}) => {
  const repository = await sandbox.repository('rosa/guarded-ants', {'readme.md': ants(sandbox.url)})
  const pull = await repository.pull('Add an ant', {
    'readme.md': hunt(`[Bullet](${sandbox.url('alive.example', '/bullet')}) - Hurts.`),
  })
  await pull.settled()
  const page = await servePage(sandbox.github, {repository: 'rosa/guarded-ants'})
  try {
    const before = pull.pull.head()
    const answer = await fetch(`${page.url}rosa/guarded-ants/pull/1/edit`, {
      method: 'POST',
      headers: {'sec-fetch-site': 'cross-site'},
      body: new URLSearchParams({path: 'readme.md', text: 'Ours now.'}),
    })
    expect(answer.status).toBe(404)
    expect(pull.pull.head()).toBe(before)
  } finally {
    await page.close()
  }
})

test('a push by git is reviewed again', async ({sandbox}) => {
  const repository = await sandbox.repository('sara/pushed-ants', {'readme.md': ants(sandbox.url)})
  const pull = await repository.pull('Add the bullet ant', {
    'readme.md': hunt(`[Bullet](${sandbox.url('alive.example', '/bullet')}) - Hurts.`),
  })
  await pull.settled()
  const folder = await mkdtemp(join(tmpdir(), 'listkeeper-clone-'))
  try {
    await git(folder, 'clone', '--quiet', '--branch', pull.pull.branch, repository.repository.remote, 'list')
    const clone = join(folder, 'list')
    await appendFile(join(clone, 'readme.md'), `- [Ghost](${sandbox.url('gone.example')}) - Hides.\n`)
    await git(clone, 'commit', '--quiet', '--all', '--message', 'Add the ghost ant')
    await git(clone, 'push', '--quiet', 'origin', 'HEAD')
    await pull.settled()
    expect(pull.check).toEqual({conclusion: 'failure', title: '1 dead link'})
    expect(pull.comments.map(({line}) => line)).toEqual([firstAddedLine + 1])
  } finally {
    await rm(folder, {recursive: true, force: true})
  }
})
