/** Writes docs/rules from the rules' doc comments; `--check` only says whether the pages are up to date. */
import {mkdir, readFile, writeFile} from 'node:fs/promises'
import {z} from 'zod'
import {type RuleId, ruleIds, rules} from '../lint-rules/known-rules.ts'
import {type Example, type RuleDoc, readRuleDoc} from './rule-doc.ts'

const folder = new URL('../docs/rules/', import.meta.url)

/** Pages of what is told without a lint rule, with what each asks. People write them. */
export const ownPages = {
  'archived-repository': 'A listed repository is one that people still work on.',
  'dead-link': 'A link that a change adds leads to a page.',
  generated: 'A list that a tool writes is changed where it is written from.',
  'invalid-link': 'A link has an address that could lead somewhere.',
  'missing-fragment': 'The place in a page that a link names is there.',
  'moved-link': 'A link leads where its page is now.',
  'no-shortener': 'An address shows where it leads.',
  'prefer-https': 'An address is the safe one where there are two.',
  'renamed-repository': 'A link names a repository as it is called now.',
  'stale-repository': 'A listed repository has had a commit lately.',
  settings: '`.github/listkeeper.yml` holds what can be set, as it can be set.',
} as const

/** All pages: what each file in docs/rules holds. */
export async function rulePages(): Promise<ReadonlyMap<string, string>> {
  const docs = await Promise.all(ruleIds.map(async id => [id, await docOf(id)] as const))
  return new Map([['README.md', index(docs)], ...docs.map(([id, doc]) => [`${id}.md`, page(id, doc)] as const)])
}

const docOf = async (id: RuleId): Promise<RuleDoc> =>
  readRuleDoc(await readFile(new URL(`../lint-rules/${id}.ts`, import.meta.url), 'utf8'))

const generated = '<!-- Written by scripts/rule-pages.ts from the rule itself: change that. -->\n'

function index(docs: readonly (readonly [RuleId, RuleDoc])[]): string {
  const rows = docs.map(([id, {words}]) => `| [\`${id}\`](${id}.md) | ${words.split('\n')[0]} | ${rules[id].severity} |`)
  return [
    generated,
    '# Rules\n',
    '| Rule | What it asks | Severity |',
    '| --- | --- | --- |',
    ...rows,
    '',
    'A rule follows the habit of the list; where a list has none, it is silent. Set a rule in `.github/listkeeper.yml`:\n',
    fenced(
      'yaml',
      'rules:\n  toc: off\n  entry-separator: error\n  no-duplicate-url:\n    severity: warning\n    scope: section\n',
    ),
    'or silence it in the list itself, up to `enable` or for what follows:\n',
    fenced('markdown', '<!--lint disable toc-->\n<!--lint enable toc-->\n<!--lint ignore no-duplicate-url-->\n'),
    'These are told without a rule of the linter:\n',
    '| Id | What it asks |',
    '| --- | --- |',
    ...Object.entries(ownPages).map(([id, asks]) => `| [\`${id}\`](${id}.md) | ${asks} |`),
    '',
    'Every rule is an ordinary [remark-lint](https://github.com/remarkjs/remark-lint) rule, and `listkeeper/lint-rules` a preset of all of them.',
    '',
  ].join('\n')
}

function page(id: RuleId, {words, examples}: RuleDoc): string {
  const right = examples.filter(({told}) => told.length === 0)
  const wrong = examples.filter(({told}) => told.length > 0)
  return [
    generated,
    `# \`${id}\`\n`,
    `${words}\n`,
    `Severity: ${rules[id].severity}, unless set.\n`,
    '## Options\n',
    ...optionRows(id),
    '',
    '## Told\n',
    ...wrong.map(shown),
    '## Not told\n',
    ...right.map(shown),
  ]
    .join('\n')
    .replace(/\n+$/, '\n')
}

function optionRows(id: RuleId): string[] {
  const {properties = {}} = z.toJSONSchema(rules[id].options(z))
  return Object.entries(properties).map(([name, schema]) => {
    const {description = '', enum: values} = typeof schema === 'object' ? schema : {}
    const choices = values === undefined ? '' : ` (${values.map(value => `\`${String(value)}\``).join(', ')})`
    return `- \`${name}\`${choices}: ${description}`
  })
}

/** An example as people read it: where from, the text, what is said of it. */
function shown({name, setting, text, told}: Example): string {
  const {conventions, options, isNew} = setting
  const given = [
    ...(conventions === undefined ? [] : [`in a list whose habit is \`${JSON.stringify(conventions)}\``]),
    ...(options === undefined ? [] : [`with the options \`${JSON.stringify(options)}\``]),
    ...(isNew === undefined ? [] : [`where a change added line ${isNew.join(', ')}`]),
  ]
  const says = told.map(({line, message, expected}) => `- Line ${line}: ${message}${fix(expected)}.`)
  return [
    `### ${name[0]?.toUpperCase()}${name.slice(1)}\n`,
    ...(given.length === 0 ? [] : [`${capital(given.join(', '))}:\n`]),
    fenced('markdown', text),
    ...(says.length === 0 ? [] : [...says, '']),
  ].join('\n')
}

const capital = (text: string): string => `${text[0]?.toUpperCase()}${text.slice(1)}`

function fix(expected: string | undefined): string {
  if (expected === undefined) return ''
  return expected === '' ? ' (fix: the line goes)' : ' (with a fix)'
}

const fenced = (language: string, text: string): string => `\`\`\`${language}\n${text.trimEnd()}\n\`\`\`\n`

const settings = new URL('../docs/settings.md', import.meta.url)

/** The page of the settings, with all rules in the place that is kept for them. */
export async function settingsPage(): Promise<string> {
  const ids = ruleIds.map(id => `[\`${id}\`](rules/${id}.md)`).join(', ')
  const text = await readFile(settings, 'utf8')
  return text.replace(/(?<=<!-- rules, by scripts\/rule-pages\.ts -->\n)[^\n]*/, () => `Rules of lists: ${ids}.`)
}

if (import.meta.main) {
  await mkdir(folder, {recursive: true})
  for (const [name, wanted] of [...(await rulePages()), ['../settings.md', await settingsPage()] as const]) {
    const file = new URL(name, folder)
    if (!process.argv.includes('--check')) await writeFile(file, wanted)
    else if ((await readFile(file, 'utf8').catch(() => '')) !== wanted) {
      console.error(`${name} of docs/rules is out of date: node scripts/rule-pages.ts`)
      process.exitCode = 1
    }
  }
}
