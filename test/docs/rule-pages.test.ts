import {readdir, readFile} from 'node:fs/promises'
import {expect, test} from 'vitest'
import {rulePages} from '../../scripts/rule-pages.ts'

const folder = new URL('../../docs/rules/', import.meta.url)

test('the pages of the rules say what the rules do today', async () => {
  const wanted = await rulePages()
  expect(await readdir(folder)).toEqual([...wanted.keys()].toSorted())
  for (const [name, text] of wanted) expect(await readFile(new URL(name, folder), 'utf8'), name).toBe(text)
})
