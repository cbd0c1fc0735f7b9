import {readdir, readFile} from 'node:fs/promises'
import {expect, test} from 'vitest'
import {ownPages, rulePages, settingsPage} from '../../scripts/rule-pages.ts'

const folder = new URL('../../docs/rules/', import.meta.url)

test('the pages of the rules say what the rules do today', async () => {
  const wanted = await rulePages()
  const own = Object.keys(ownPages).map(id => `${id}.md`)
  expect(await readdir(folder)).toEqual([...wanted.keys(), ...own].toSorted())
  for (const [name, text] of wanted) expect(await readFile(new URL(name, folder), 'utf8'), name).toBe(text)
})

test('the page of the settings names the rules that there are today', async () => {
  expect(await readFile(new URL('../settings.md', folder), 'utf8')).toBe(await settingsPage())
})

test('pages that people write say what the table of all pages says', async () => {
  for (const [id, asks] of Object.entries(ownPages)) {
    const [title, , first] = (await readFile(new URL(`${id}.md`, folder), 'utf8')).split('\n')
    expect([title, first]).toEqual([`# \`${id}\``, asks])
  }
})
