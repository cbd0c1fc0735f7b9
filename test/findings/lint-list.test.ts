import fc from 'fast-check'
import remarkGfm from 'remark-gfm'
import remarkLint from 'remark-lint'
import remarkParse from 'remark-parse'
import {unified} from 'unified'
import {VFile} from 'vfile'
import {expect, test} from 'vitest'
import preset from '../../lint-rules/index.ts'
import {fingerprint} from '../../src/findings/fingerprint.ts'
import {lintList} from '../../src/findings/lint-list.ts'
import {markdownTexts} from '../markdown/markdown-texts.ts'

const entries = Array.from({length: 8}, (_, index) => `- [E${index}](https://e.example/${index}) - Nice.\n`).join('')
const lint = (text: string, rules = {}) => lintList({path: 'readme.md', text}, {rules}).findings

test('a finding has its entry, its place in the text as given, and a fingerprint of both', () => {
  const text = `${entries}- [Ant](http://www.ant.example/): Builds.\n`
  const [finding] = lint(text)
  expect(finding).toMatchObject({
    rule: 'entry-separator',
    severity: 'warning',
    path: 'readme.md',
    expected: [' - '],
    subject: {name: 'Ant', key: 'https://ant.example/'},
    fingerprint: fingerprint('entry-separator', 'readme.md', 'https://ant.example/'),
  })
  expect(text.slice(finding?.place.start.offset, finding?.place.end.offset)).toBe(': ')
})

test('a byte order mark moves places, and nothing else', () => {
  const text = `- [Ant](https://ant.example): Builds.\n${entries}`
  const [plain] = lint(text)
  const [marked] = lint(`\uFEFF${text}`)
  expect(`\uFEFF${text}`.slice(marked?.place.start.offset, marked?.place.end.offset)).toBe(': ')
  expect(marked?.place.start).toEqual({
    line: 1,
    column: (plain?.place.start.column ?? 0) + 1,
    offset: (plain?.place.start.offset ?? 0) + 1,
  })
  expect(marked?.fingerprint).toBe(plain?.fingerprint)
})

test('two findings of one rule about one entry are told apart', () => {
  const twice = '- [Ant](https://ant.example): Builds.\n'
  const found = lint(`## A\n${entries}## B\n${twice}## C\n${twice}`).filter(({rule}) => rule === 'entry-separator')
  expect(new Set(found.map(({fingerprint}) => fingerprint)).size).toBe(2)
})

test('settings silence a rule, make it worse or milder, and give it options', () => {
  const text = `${entries}- [Ant](https://ant.example): Builds.\n`
  expect(lint(text, {'entry-separator': 'off'})).toEqual([])
  expect(lint(text, {'entry-separator': 'error'}).map(({severity}) => severity)).toEqual(['error'])
  expect(lint(text, {'entry-separator': {style: ': ', severity: 'error'}})).toHaveLength(8)
  const twice = `## A\n${entries}## B\n- [E](https://e.example/1) - Nice.\n`
  expect(lint(twice).map(({severity}) => severity)).toEqual(['warning'])
  expect(lint(twice, {'no-duplicate-url': 'error'}).map(({severity}) => severity)).toEqual(['error'])
})

test.each([
  ['<!--lint disable entry-separator-->', 0],
  ['<!--lint disable remark-lint:awesome-list-item-->', 0],
  ['<!-- lint disable toc double-link -->', 1],
  ['<!--lint disable-->', 0],
  ['<!--lint ignore entry-separator-->', 0],
  ['<!--lint nonsense-->', 1],
  ['<!--lint disable entry-separator-->\n\n<!--lint enable entry-separator-->', 1],
])('%s', (comment, count) => {
  expect(lint(`## A\n${entries}\n## B\n${comment}\n\n- [Ant](https://ant.example): Builds.\n`)).toHaveLength(count)
})

test('whatever the text: no throw, places inside of it, fingerprints all different', () => {
  fc.assert(
    fc.property(markdownTexts(12), fc.boolean(), (nasty, always) => {
      const text = `${entries}\n${nasty}`
      const rules = always ? {'entry-description': {style: 'always'}, 'entry-separator': {style: ' – '}} : {}
      const findings = lint(text, rules)
      for (const {place, anchor} of findings) {
        expect(place.start.offset).toBeLessThanOrEqual(place.end.offset)
        expect(place.end.offset).toBeLessThanOrEqual(text.length)
        expect(anchor.start.line).toBeGreaterThan(0)
      }
      expect(new Set(findings.map(({fingerprint}) => fingerprint)).size).toBe(findings.length)
    }),
    {numRuns: 300},
  )
})

test('the preset works in plain remark, comments included', () => {
  const run = (text: string) => {
    const file = new VFile({path: 'readme.md', value: text})
    const processor = unified().use(remarkParse).use(remarkGfm).use(preset).use(remarkLint)
    processor.runSync(processor.parse(file), file)
    return file.messages.map(({ruleId, source, line, column, actual, expected, url}) => ({
      ruleId,
      source,
      line,
      column,
      actual,
      expected,
      url,
    }))
  }
  const text = `${entries}- [Ant](https://ant.example): Builds.\n`
  expect(run(text)).toEqual([
    {
      ruleId: 'entry-separator',
      source: 'remark-lint',
      line: 9,
      column: 29,
      actual: ': ',
      expected: [' - '],
      url: expect.stringContaining('docs/rules/entry-separator.md'),
    },
  ])
  expect(run(`<!--lint disable entry-separator-->\n\n${text}`)).toEqual([])
})
