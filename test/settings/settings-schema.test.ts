import {readFile} from 'node:fs/promises'
import {expect, test} from 'vitest'
import {settingsSchemaText} from '../../scripts/settings-schema.ts'

const nodes = function* (value: unknown): Generator<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return
  if (!Array.isArray(value)) yield value as Record<string, unknown>
  for (const child of Object.values(value)) yield* nodes(child)
}

test('the JSON Schema that editors use is up to date (node scripts/settings-schema.ts)', async () => {
  expect(await readFile(new URL('../../docs/schema/listkeeper.schema.json', import.meta.url), 'utf8')).toBe(settingsSchemaText())
})

test('every key says what it is', () => {
  const keys = [...nodes(JSON.parse(settingsSchemaText()))].flatMap(({properties}) => Object.entries(properties ?? {}))
  expect(keys.length).toBeGreaterThan(20)
  for (const [key, schema] of keys) if (key !== 'severity') expect(schema, key).toHaveProperty('description')
})
