import {expect, test} from 'vitest'
import {ruleIds} from '../../lint-rules/known-rules.ts'
import {settingsSchemaText} from '../../scripts/settings-schema.ts'
import {helpOf} from '../../src/cli/help.ts'
import {linkRules} from '../../src/findings/link-findings.ts'
import {readSettings} from '../../src/settings/read-settings.ts'
import {healthSchema} from '../report/health-schema.ts'
import {jsonSchema} from '../report/json-schema.ts'
import {blocks, page} from './pages.ts'

test.each(['lint', 'links', 'check', 'fix', 'audit', 'explain'] as const)('the docs name all that %s takes', async name => {
  const text = await page('command-line.md')
  expect(text).toContain(`| \`${name}\` |`)
  for (const [, option = ''] of helpOf[name].matchAll(/^ {2}(?:-h, )?(--[\w-]+)/gm)) expect(text).toContain(`| \`${option}`)
})

test('the JSON that the docs show has the shape that is printed', async () => {
  const [shown = '', health = ''] = blocks(await page('command-line.md'), 'json')
  expect(jsonSchema.parse(JSON.parse(shown)).version).toBe(1)
  expect(healthSchema.parse(JSON.parse(health)).version).toBe(1)
})

test('the settings that the docs show have no mistake', async () => {
  const [shown = ''] = blocks(await page('settings.md'), 'yaml')
  expect(readSettings(shown, 'x.yml').mistakes).toEqual([])
})

test('the docs name every key and every rule', async () => {
  const text = await page('settings.md')
  const {properties} = JSON.parse(settingsSchemaText())
  const keys = Object.entries<{properties?: object}>(properties).flatMap(([key, {properties: inner}]) =>
    key === 'review'
      ? Object.keys(inner ?? {}).map(name => `${key}.${name}`)
      : [key, ...(key === 'links' ? Object.keys(inner ?? {}) : [])],
  )
  const missing = [...keys, ...ruleIds, ...linkRules].filter(
    name => !text.includes(`\`${name}\``) && !text.includes(`.${name}\``),
  )
  expect(missing.filter(name => name !== 'links')).toEqual([])
})
