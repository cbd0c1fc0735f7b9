import {readdir, readFile} from 'node:fs/promises'
import picocolors from 'picocolors'
import {rulePage, ruleSummary} from '../report/rule-page.ts'
import {nearest} from '../settings/nearest.ts'
import {Complaint} from './complaint.ts'
import {packageFile} from './package-file.ts'
import {shown} from './read-text.ts'
import {type ExitCode, type Terminal, write} from './terminal.ts'
import {wantsColors} from './wants-colors.ts'

/** Lines of prose are read best when they are no longer. */
const mostColumns = 100

/** Shows the pages of rules as a terminal shows them; without a rule, which rules there are. */
export async function explain(terminal: Terminal, args: readonly string[]): Promise<ExitCode> {
  const {stdout, variables} = terminal
  const option = args.find(arg => arg.startsWith('-'))
  if (option !== undefined)
    throw new Complaint(`\`explain\` has no option ${shown(option)}. \`listkeeper explain --help\` shows what there is.`)

  const folder = packageFile('docs/rules/')
  const names = folder === undefined ? [] : await readdir(folder)
  const ids = names.flatMap(name => (/^[a-z].*\.md$/.test(name) ? [name.slice(0, -'.md'.length)] : [])).toSorted()
  if (folder === undefined || ids.length === 0) {
    throw new Complaint(
      'Listkeeper is not installed completely: the pages of its rules (docs/rules) are missing. Install it again.',
    )
  }
  const pageOf = (id: string): Promise<string> => readFile(new URL(`${id}.md`, folder), 'utf8')
  const reader = {
    colors: picocolors.createColors(wantsColors(stdout, variables)),
    columns: Math.min(stdout.columns ?? mostColumns, mostColumns),
  }

  const asked = await Promise.all(args.map(arg => idsMeant(arg, ids)))
  const text =
    args.length === 0
      ? (await Promise.all(ids.map(async id => ruleSummary(id, await pageOf(id), ids, reader)))).join('')
      : (await Promise.all([...new Set(asked.flat())].map(async id => rulePage(await pageOf(id), reader)))).join('\n')
  await write(stdout, text)
  return 0
}

/** The rules that a person means by a name: as it is written everywhere, with a prefix, or as awesome-lint calls it. */
async function idsMeant(name: string, ids: readonly string[]): Promise<readonly string[]> {
  const bare = name.toLowerCase().replace(/^(?:remark-lint|listkeeper)[:/-]/, '')
  if (ids.includes(bare)) return [bare]
  const {rulesKnownAs} = await import('../../lint-rules/known-rules.ts')
  const known = rulesKnownAs(bare)
  if (known.length > 0) return known
  const meant = nearest(bare, ids)
  const hint = meant === undefined ? '`listkeeper explain` shows which there are.' : `Did you mean ${shown(meant)}?`
  throw new Complaint(`There is no rule ${shown(name)}. ${hint}`)
}
