import {lstat, readdir, readFile} from 'node:fs/promises'
import {expect, test} from 'vitest'

const root = new URL('../../', import.meta.url)
const read = (path: string) => readFile(new URL(path, root), 'utf8')

/** What npm runs without a word in package.json. */
const ownCommands = ['ci', 'install', 'start', 'test']

async function pages(): Promise<readonly string[]> {
  const docs = (await readdir(new URL('docs/', root))).filter(name => name.endsWith('.md'))
  return ['README.md', 'CHANGELOG.md', ...docs.map(name => `docs/${name}`)]
}

test('every npm command that the pages name is there', async () => {
  const {scripts}: {scripts: Record<string, string>} = JSON.parse(await read('package.json'))
  const named = new Set<string>()
  for (const page of await pages()) {
    for (const [, command = ''] of (await read(page)).matchAll(/\bnpm (?:run )?([a-z][\w:-]*)/g)) named.add(command)
  }
  expect(named.size).toBeGreaterThan(4)
  expect([...named].filter(command => scripts[command] === undefined && !ownCommands.includes(command))).toEqual([])
})

test('every page and picture that a page points to is there', async () => {
  for (const page of await pages()) {
    for (const [, target = ''] of (await read(page)).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)) {
      await expect(lstat(new URL(target, new URL(page, root))), `${page} → ${target}`).resolves.toBeDefined()
    }
  }
})
