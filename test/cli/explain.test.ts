import {cp, symlink} from 'node:fs/promises'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {expect, test} from 'vitest'
import {ruleIds} from '../../lint-rules/known-rules.ts'
import {linkRules} from '../../src/findings/link-findings.ts'
import {folder, inProcess} from './listkeeper.ts'

const explain = async (...args: readonly string[]) => inProcess(['explain', ...args], {cwd: await folder({})})

test('every rule is explained, those of links too', async () => {
  for (const rule of [...ruleIds, ...linkRules]) {
    const {status, stdout} = await explain(rule)
    expect([rule, status, stdout.split('\n')[0]]).toEqual([rule, 0, rule])
  }
})

test('a page says what the rule asks, why, and what it tells and leaves alone, without marks that nobody needs', async () => {
  const {stdout} = await explain('entry-separator')
  expect(stdout).toMatch(/^entry-separator\n\n/)
  expect(stdout).toContain('\nWhy: ')
  expect(stdout).toContain('\nTold\n')
  expect(stdout).toContain('\nNot told\n')
  expect(stdout).not.toMatch(/^(?:#|<!--|```)/m)
  expect(stdout).toMatch(/^ {4}- \[Ant\]\(https:\/\/ant\.example\)/m)
})

test('without a rule all of them are listed, a sentence each', async () => {
  const {status, stdout} = await explain()
  expect(status).toBe(0)
  for (const rule of [...ruleIds, ...linkRules]) expect(stdout).toMatch(new RegExp(`^${rule} +[A-Z]`, 'm'))
  expect(Math.max(...stdout.split('\n').map(line => line.length))).toBeLessThanOrEqual(100)
})

test.each([
  ['entry-seperator', 'There is no rule `entry-seperator`. Did you mean `entry-separator`?'],
  ['frobnicate', 'There is no rule `frobnicate`. `listkeeper explain` shows which there are.'],
  ['../../package', 'There is no rule `../../package`. `listkeeper explain` shows which there are.'],
  ['readme', 'There is no rule `readme`. `listkeeper explain` shows which there are.'],
  ['--format', '`explain` has no option `--format`. `listkeeper explain --help` shows what there is.'],
])('%s: status 2 and a sentence', async (name, sentence) => {
  expect(await explain(name)).toEqual({status: 2, stdout: '', stderr: `${sentence}\n`})
})

test('a rule is known by its prefix, and by the name that awesome-lint gives it', async () => {
  const {stdout} = await explain('no-duplicate-url')
  expect((await explain('remark-lint:no-duplicate-url')).stdout).toBe(stdout)
  expect((await explain('double-link')).stdout).toBe(stdout)
  expect((await explain('no-duplicate-url', 'toc')).stdout).toMatch(/^no-duplicate-url\n[\s\S]*\ntoc\n/)
})

test('several pages, and colours where they are asked for', async () => {
  const {stdout} = await inProcess(['explain', 'toc'], {cwd: await folder({}), variables: {FORCE_COLOR: '1'}})
  expect(stdout).toContain('\u001B[1m')
})

test('what is built lies deeper in the package than the source, and finds the pages all the same', async () => {
  const project = fileURLToPath(new URL('../../', import.meta.url))
  const cwd = await folder({'package.json': '{"type": "module"}', 'docs/rules/toc.md': '# `toc`\n\nOurs.\n'})
  await cp(join(project, 'src'), join(cwd, 'dist/src'), {recursive: true})
  await symlink(join(project, 'node_modules'), join(cwd, 'node_modules'))
  const {explain} = await import(/* @vite-ignore */ join(cwd, 'dist/src/cli/explain.ts'))
  let written = ''
  const write = (text: string, done: () => void): void => {
    written += text
    done()
  }
  await explain({variables: {}, stdout: {write}}, ['toc'])
  expect(written).toBe('toc\n\nOurs.\n')
})

test('a link within code stays whole: it is what the page is about', async () => {
  const {stdout} = await explain('entry-suffix')
  expect(stdout).toContain('Unexpected `([video](…))` behind the description')
})
