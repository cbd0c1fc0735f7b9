/** Writes docs/schema/listkeeper.schema.json, which editors validate settings with; `--check` only says whether it is up to date. */
import {readFile, writeFile} from 'node:fs/promises'
import {z} from 'zod'
import {settingsSchema} from '../src/settings/settings.ts'

const file = new URL('../docs/schema/listkeeper.schema.json', import.meta.url)

/** The JSON Schema of `.github/listkeeper.yml`, as text. */
export function settingsSchemaText(): string {
  const schema = z.toJSONSchema(settingsSchema, {
    target: 'draft-7',
    // Nothing can be changed in a value that was read, which is no concern of who writes the file.
    override: ({jsonSchema}) => {
      delete jsonSchema.readOnly
    },
  })
  return `${JSON.stringify({title: 'Listkeeper settings', ...schema}, null, 2)}\n`
}

if (import.meta.main) {
  const wanted = settingsSchemaText()
  if (!process.argv.includes('--check')) await writeFile(file, wanted)
  else if ((await readFile(file, 'utf8').catch(() => '')) !== wanted) {
    console.error('docs/schema/listkeeper.schema.json is out of date: node scripts/settings-schema.ts')
    process.exitCode = 1
  }
}
