/**
 * Where the time goes inside one process: parsing, reading the list, the rules; and what a review of base and head costs, which share nearly all
 * sections. CPU time, so that other processes disturb little: `node bench/in-process.ts [INPUT]`.
 */
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import {unified} from 'unified'
import {VFile} from 'vfile'
import {ruleIds, rules} from '../lint-rules/known-rules.ts'
import {introduced} from '../src/findings/introduced.ts'
import {lintList} from '../src/findings/lint-list.ts'
import {mergeIntoTip} from '../src/findings/merge-into-tip.ts'
import {readList} from '../src/list/read-list.ts'
import {parseMarkdown} from '../src/markdown/parse.ts'
import {inputs, prose} from './inputs.ts'

/** Milliseconds of CPU that some work takes, and what it gives. */
function timed<Value>(work: () => Value): {readonly ms: number; readonly value: Value} {
  const start = process.cpuUsage()
  const value = work()
  const {user, system} = process.cpuUsage(start)
  return {ms: (user + system) / 1000, value}
}

const only = process.argv[2]
// The compiler has seen the code once, so that all parts are measured alike.
lintList({path: 'README.md', text: prose({seed: 9, sections: 60, entries: 19})}, {rules: {}})
for (const {name, text} of inputs()) {
  if (only !== undefined && !name.includes(only)) continue
  // A word that no other text has, so that nothing is known of it.
  const base = text.replaceAll(/\bfast\b/g, 'swift')
  const review = timed(() => {
    const head = base.replace('that reads', 'which reads')
    const merge = mergeIntoTip({tip: base, mergeBase: base, head, hunks: []})
    const before = lintList({path: 'README.md', text: base}, {rules: {}})
    const after = lintList(
      {path: 'README.md', text: merge.text},
      {rules: {}, isNew: merge.isNew, conventions: before.conventions},
    )
    return introduced({base: before.findings, result: after.findings}, merge, head)
  })
  const stock = timed(() => unified().use(remarkParse).use(remarkGfm).parse(text))
  const parse = timed(() => parseMarkdown(text))
  const file = new VFile({path: 'README.md', value: text})
  const read = timed(() => readList(parse.value, file))
  const each = ruleIds.map(id => {
    const {ms} = timed(() => unified().use(rules[id], {}).runSync(parse.value, file))
    return {id, ms}
  })
  const all = each.reduce((sum, {ms}) => sum + ms, 0)
  const slowest = each.toSorted((a, b) => b.ms - a.ms).slice(0, 6)
  console.log(
    `${name}: stock parse ${stock.ms.toFixed(0)} ms; parse ${parse.ms.toFixed(0)} ms, read ${read.ms.toFixed(0)} ms, ` +
      `rules ${all.toFixed(0)} ms (${(all / stock.ms).toFixed(2)} of a stock parse), ` +
      `review ${review.ms.toFixed(0)} ms (${(review.ms / stock.ms).toFixed(2)}); ${file.messages.length} messages; ` +
      `slowest: ${slowest.map(({id, ms}) => `${id} ${ms.toFixed(0)}`).join(', ')}; RSS ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB`,
  )
}
