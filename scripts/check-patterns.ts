/**
 * Does any regular expression that sees others' text run away? Prints those that do, with an attack, and ends with 1: `node scripts/check-patterns.ts`.
 *
 * Literals are found by parsing the source; those that are built (`new RegExp(…)`) by building them: all modules are loaded and a list is linted while
 * the constructor takes notes. One that is built nowhere is told as well, since nobody could check it.
 */
import {readFileSync} from 'node:fs'
import {fileURLToPath} from 'node:url'
import {parseSync} from '@swc/core'
import {check} from 'recheck'
import {globSync} from 'tinyglobby'

interface Pattern {
  readonly source: string
  readonly flags: string
  /** `file:line`. */
  readonly where: string
}

const root = fileURLToPath(new URL('..', import.meta.url))
const files = globSync(['lint-rules/**/*.ts', 'src/{list,markdown,url,findings,verdict,settings}/**/*.ts'], {
  cwd: root,
}).toSorted()

/** All literals of the source, and the places at which others are built. */
function readAll(): {readonly literals: readonly Pattern[]; readonly sites: readonly string[]} {
  const literals: Pattern[] = []
  const sites: string[] = []
  for (const file of files) {
    const text = readFileSync(`${root}${file}`)
    const module = parseSync(text.toString(), {syntax: 'typescript', target: 'es2024'})
    // Offsets count bytes, from where the parser's last file ended; a module begins at its first word and ends with the file.
    const shift = module.span.end - text.length
    const whereOf = (start: number) =>
      `${file}:${
        text
          .subarray(0, start - shift)
          .toString()
          .split('\n').length
      }`
    walk(module, node => {
      if (node['type'] === 'RegExpLiteral')
        literals.push({source: String(node['pattern']), flags: String(node['flags']), where: whereOf(startOf(node))})
      const callee = node['callee']
      if (node['type'] === 'NewExpression' && isRecord(callee) && callee['value'] === 'RegExp') sites.push(whereOf(startOf(node)))
    })
  }
  return {literals, sites}
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null

const startOf = ({span}: Readonly<Record<string, unknown>>): number => (isRecord(span) ? Number(span['start']) : 0)

function walk(value: unknown, visit: (node: Readonly<Record<string, unknown>>) => void): void {
  if (Array.isArray(value)) for (const one of value) walk(one, visit)
  else if (isRecord(value)) {
    if (typeof value['type'] === 'string') visit(value)
    for (const one of Object.values(value)) walk(one, visit)
  }
}

/** Every regular expression that is built while all modules are loaded and lists are linted. */
async function buildAll(): Promise<readonly Pattern[]> {
  const found = new Map<string, Pattern>()
  const original = globalThis.RegExp
  const noting = new Proxy(original, {
    construct(target, args: [string | RegExp, string?], newTarget) {
      const made: RegExp = Reflect.construct(target, args, newTarget)
      const where = callSite(new Error().stack ?? '')
      if (where !== undefined) found.set(`${where} ${made}`, {source: made.source, flags: made.flags, where})
      return made
    },
  })
  globalThis.RegExp = noting
  try {
    for (const file of files) await import(new URL(`../${file}`, import.meta.url).href)
    const {lintList} = await import('../src/findings/lint-list.ts')
    const {readSettings} = await import('../src/settings/read-settings.ts')
    for (const path of globSync(['test/fixtures/*.md', 'README.md'], {cwd: root}))
      lintList({path, text: readFileSync(`${root}${path}`, 'utf8')}, {rules: {}})
    readSettings('files: ["**/*.md", "a?b[c]{d,e}.md"]\n', '.github/listkeeper.yml')
  } finally {
    globalThis.RegExp = original
  }
  return [...found.values()]
}

/** The line of ours that built it; undefined for those of packages. */
function callSite(stack: string): string | undefined {
  const line = stack.split('\n').find((line, index) => index > 0 && !line.includes('scripts/check-patterns.ts'))
  const [, file, at] = /file:\/\/(\S{1,500}):(\d{1,9}):\d{1,9}/.exec(line ?? '') ?? []
  return file?.startsWith(root) === true && !file.includes('/node_modules/') ? `${file.slice(root.length)}:${at}` : undefined
}

interface Judged extends Pattern {
  readonly why: string
}

/** A pattern that stands twice is checked once. */
async function judge(patterns: readonly Pattern[]): Promise<{readonly bad: Judged[]; readonly unsure: Judged[]}> {
  const bad: Judged[] = []
  const unsure: Judged[] = []
  const known = new Map(patterns.map(pattern => [`/${pattern.source}/${pattern.flags}`, pattern]))
  const queue = [...known.values()]
  const work = async () => {
    for (let pattern = queue.shift(); pattern !== undefined; pattern = queue.shift()) {
      const verdict = await check(pattern.source, pattern.flags, {timeout: 30_000})
      // Repetitions with a bound look like a power to whoever doubles a short text: what counts is how long a long one takes.
      if (verdict.status === 'vulnerable' && isSlow(pattern, verdict.attack.pumps, verdict.attack.suffix))
        bad.push({...pattern, why: `${verdict.complexity.summary}, by ${verdict.attack.pattern.slice(0, 200)}`})
      if (verdict.status === 'unknown' && hasUnboundedPair(pattern)) unsure.push({...pattern, why: verdict.error.kind})
    }
  }
  await Promise.all([work(), work(), work(), work()])
  return {bad, unsure}
}

/** A paragraph that is longer than any that people write, and how long a pattern may take for it, on a machine that has other things to do. */
const longText = 50_000
const longestMs = 400

function isSlow(
  {source, flags}: Pattern,
  pumps: readonly {readonly prefix: string; readonly pump: string}[],
  suffix: string,
): boolean {
  const pattern = new RegExp(source, flags)
  const period = pumps.reduce((length, {pump}) => length + pump.length, 0)
  // Twice as long each time, so that one that explodes is known long before the end.
  for (let length = 1_000; length <= longText; length *= 2) {
    const times = Math.max(1, Math.floor(length / Math.max(1, period)))
    const text = pumps.map(({prefix, pump}) => prefix + pump.repeat(times)).join('') + suffix
    const start = process.cpuUsage()
    text.replaceAll(flags.includes('g') ? pattern : new RegExp(source, `${flags}g`), '')
    const {user, system} = process.cpuUsage(start)
    if ((user + system) / 1000 > longestMs) return true
  }
  return false
}

/** Of a pattern that could not be judged in time: is there anything in it that may repeat without a bound, twice? */
function hasUnboundedPair({source}: Pattern): boolean {
  const plain = source.replaceAll(/\\./g, 'x').replaceAll(/\[[^\]]{0,500}\]/g, 'x')
  return (plain.match(/[*+]|\{\d+,\}/g) ?? []).length > 1
}

const {literals, sites} = readAll()
const built = await buildAll()
const unbuilt = sites.filter(site => !built.some(({where}) => where === site))
const {bad, unsure} = await judge([...literals, ...built])

for (const {where, source, flags, why} of bad) console.error(`${where}: /${source}/${flags} runs away: ${why}`)
for (const {where, source, flags, why} of unsure) console.error(`${where}: /${source}/${flags} could not be checked: ${why}`)
for (const where of unbuilt) console.error(`${where}: new RegExp(…) that is not built when a list is linted, so nobody checks it`)
console.log(`${literals.length + built.length} regular expressions, ${bad.length + unsure.length + unbuilt.length} to look at`)
process.exitCode = bad.length + unsure.length + unbuilt.length === 0 ? 0 : 1
