import {readFileSync} from 'node:fs'
import type {Root} from 'mdast'
import {unified} from 'unified'
import {visit} from 'unist-util-visit'
import {VFile} from 'vfile'
import {describe, expect, test} from 'vitest'
import {type RuleId, ruleIds, rules} from '../../lint-rules/known-rules.ts'
import {type Example, readRuleDoc} from '../../scripts/rule-doc.ts'
import type {Finding} from '../../src/findings/finding.ts'
import {lintList} from '../../src/findings/lint-list.ts'
import {parseMarkdown} from '../../src/markdown/parse.ts'
import {applied} from './applied.ts'
import {conventionsFrom} from './conventions-from.ts'

const docOf = (id: RuleId) => readRuleDoc(readFileSync(new URL(`../../lint-rules/${id}.ts`, import.meta.url), 'utf8'))

/** What one rule finds in an example's text, with the example's settings. */
function lint(id: RuleId, {setting}: Example, text: string): readonly Finding[] {
  const others = Object.fromEntries(ruleIds.filter(other => other !== id).map(other => [other, 'off' as const]))
  const {findings} = lintList(
    {path: 'readme.md', text},
    {
      rules: {...others, ...(setting.options === undefined ? {} : {[id]: setting.options})},
      conventions: setting.conventions && conventionsFrom(setting.conventions),
      isNew: setting.isNew && (line => setting.isNew?.includes(line) === true),
    },
  )
  return findings
}

/** A finding as an example draws it. */
const drawn = ({place: {start, end}, expected, message}: Finding) => ({
  line: start.line,
  column: start.column,
  end: `${end.line}:${end.column}`,
  expected: expected.length === 1 ? expected[0] : undefined,
  message,
})

describe.each(ruleIds)('%s', id => {
  const {words, examples} = docOf(id)

  test('its page says what, why, and shows at least five right and three wrong lists', () => {
    expect(words).toMatch(/^Why: /m)
    expect(examples.filter(({told}) => told.length === 0).length).toBeGreaterThanOrEqual(5)
    expect(examples.filter(({told}) => told.length > 0).length).toBeGreaterThanOrEqual(3)
  })

  test.each(examples)('$name', example => {
    const {text, told} = example
    expect(lint(id, example, text).map(drawn)).toEqual(
      told.map(({line, column, endColumn, wholeLine, expected, message}) => ({
        line,
        column,
        end: wholeLine ? `${line + 1}:1` : `${line}:${endColumn}`,
        expected,
        message,
      })),
    )
  })

  test.each(examples.filter(({told}) => told.some(({expected}) => expected !== undefined)))(
    '$name: once fixed, no more is found',
    example => {
      const findings = lint(id, example, example.text)
      const fixed = applied(example.text, findings)
      const left = findings.filter(({expected}) => expected.length !== 1).length
      expect(fixed).not.toBe(example.text)
      expect(lint(id, example, fixed)).toHaveLength(left)
    },
  )

  test('a tree without positions is nothing to speak of', () => {
    for (const {text} of examples) {
      const tree: Root = structuredClone(parseMarkdown(text))
      visit(tree, node => {
        delete node.position
      })
      const file = new VFile(text)
      unified().use(rules[id], {}).runSync(tree, file)
      expect(file.messages).toEqual([])
    }
  })
})
