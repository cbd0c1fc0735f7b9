import {expect, test} from 'vitest'
import type {Fingerprint} from '../../src/findings/finding.ts'
import type {CheckedLink} from '../../src/findings/inspection.ts'
import {readMarker} from '../../src/markdown/marker.ts'
import {checkResult, type Known} from '../../src/review/check-result.ts'
import {comment, fixedComment} from '../../src/review/comment.ts'
import {reviewBody} from '../../src/review/review-body.ts'
import {sumUp} from '../../src/review/sum-up.ts'
import {finding, inspection, path, placeOn} from './page.ts'

const separator = finding('3f0a', 5, {
  message: 'Unexpected `: ` after the link, expected ` - ` as in the rest of the list',
  place: placeOn(5, 1, 3),
})
const dead = finding('77aa', 5, {
  rule: 'dead-link',
  message: 'This link is dead: the server answers `404 Not Found`',
  place: placeOn(5, 4),
})

test('a comment: what is wrong, the fix, the rule', () => {
  expect(
    comment({findings: [separator], suggested: ['- [Bee](https://bee.example) - Hums.'], fixed: [], lines: 1}),
  ).toMatchInlineSnapshot(`
    "Unexpected \`: \` after the link, expected \`  -  \` as in the rest of the list.

    \`\`\`suggestion
    - [Bee](https://bee.example) - Hums.
    \`\`\`

    <sub>[entry-separator](https://github.com/listkeeper/listkeeper/blob/main/docs/rules/entry-separator.md)</sub>

    <!-- listkeeper {"v":1,"kind":"comment","open":["3f0a"],"fixed":[],"lines":1} -->"
  `)
})

test('a comment on several findings of a line', () => {
  expect(
    comment({findings: [separator, dead], suggested: undefined, fixed: ['12ff' as Fingerprint], lines: 2}),
  ).toMatchInlineSnapshot(`
    "- Unexpected \`: \` after the link, expected \`  -  \` as in the rest of the list.
    - This link is dead: the server answers \`404 Not Found\`.

    <sub>[entry-separator](https://github.com/listkeeper/listkeeper/blob/main/docs/rules/entry-separator.md) · [dead-link](https://github.com/listkeeper/listkeeper/blob/main/docs/rules/dead-link.md)</sub>

    <!-- listkeeper {"v":1,"kind":"comment","open":["3f0a","77aa"],"fixed":["12ff"],"lines":2} -->"
  `)
})

test('a comment when all is fixed', () => {
  expect(fixedComment(['12ff' as Fingerprint], 1, 'abc1234def'.repeat(4))).toMatchInlineSnapshot(`
    "Fixed in \`abc1234\`, thank you!

    <!-- listkeeper {"v":1,"kind":"comment","open":[],"fixed":["12ff"],"lines":1} -->"
  `)
})

test('above the comments of a review', () => {
  expect(reviewBody({told: [separator, dead], comments: 1, more: 0, headSha: 'a'.repeat(40)})).toMatchInlineSnapshot(`
    "1 dead link, 1 other problem on the lines of this pull request.

    <!-- listkeeper {"v":1,"kind":"review","head":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","told":["3f0a","77aa"],"comments":1} -->"
  `)
  expect(reviewBody({told: [separator], comments: 1, more: 3, headSha: 'a'.repeat(40)}).split('\n')[0]).toMatchInlineSnapshot(
    `"1 problem on the lines of this pull request. 3 more in the details of the check."`,
  )
})

const link = (url: string, verdict: CheckedLink['verdict']): CheckedLink => ({
  url,
  verdict,
  occurrences: [{path, place: placeOn(4)}],
})
const alive = link('https://alive.example/', {kind: 'alive', reason: 'answers', status: 200, finalUrl: 'https://alive.example/'})
const refusing = link('https://refusing.example/a|b', {kind: 'unverified', reason: 'refuses-bots', status: 403, detail: ''})
const inside = link('http://10.0.0.1/', {kind: 'refused', reason: 'private-address', detail: '10.0.0.1'})

const known = (more: Partial<Known> = {}): Known => ({
  inspection: inspection([]),
  onLines: [],
  fixes: 0,
  here: [],
  settled: 0,
  failOn: 'error',
  ...more,
})

/** As people see it: without what is hidden at its end. */
const seen = (known: Known) => {
  const result = checkResult(known)
  return {...result, summary: result.summary.replace(/\n\n<!-- listkeeper .*-->$/, '')}
}

test('the check run of a clean change', () => {
  const all = [
    known(),
    known({inspection: inspection([], {entries: 2, links: [alive]})}),
    known({inspection: inspection([], {links: [alive, alive, refusing]})}),
    known({inspection: inspection([], {paths: []})}),
    known({inspection: inspection([], {paths: [], notes: ['`readme.md` is too large to be looked at.']})}),
  ].map(seen)
  expect(all.map(({conclusion, title, summary}) => ({conclusion, title, summary}))).toMatchInlineSnapshot(`
    [
      {
        "conclusion": "success",
        "summary": "There is nothing to correct.",
        "title": "Looks good",
      },
      {
        "conclusion": "success",
        "summary": "2 new or changed entries and 1 new link were checked.",
        "title": "Looks good: 1 new link checked",
      },
      {
        "conclusion": "success",
        "summary": "3 new links were checked, 1 link could not be verified, which is no fault of this change.",
        "title": "Looks good: 2 new links checked",
      },
      {
        "conclusion": "success",
        "summary": "There was no list to look at.",
        "title": "No list was changed",
      },
      {
        "conclusion": "success",
        "summary": "What could not be looked at is told below.",
        "title": "Not everything could be looked at",
      },
    ]
  `)
})

test('the check run of a change with problems', () => {
  const {conclusion, title, summary, text} = seen(
    known({
      inspection: inspection([], {
        links: [alive, refusing, inside],
        notes: ['Only the first 300 of 311 new links were checked.'],
      }),
      onLines: [separator, dead],
      fixes: 1,
      here: [finding('9c9c', 9, {rule: 'toc', message: 'Unexpected link to `#@octocat | x` in the contents'})],
      settled: 1,
    }),
  )
  expect({conclusion, title, summary}).toMatchInlineSnapshot(`
    {
      "conclusion": "failure",
      "summary": "3 new links were checked, 2 links could not be verified, which is no fault of this change. 1 is left as people want it.

    | Rule | Errors | Warnings |
    | - | - | - |
    | [dead-link](https://github.com/listkeeper/listkeeper/blob/main/docs/rules/dead-link.md) | 1 | — |
    | [entry-separator](https://github.com/listkeeper/listkeeper/blob/main/docs/rules/entry-separator.md) | 1 | — |
    | [toc](https://github.com/listkeeper/listkeeper/blob/main/docs/rules/toc.md) | 1 | — |

    2 are told on their lines, 1 comment has a fix to click. 1 is told below.

    To do: commit what is suggested by a click, correct the rest, and push. This check then runs again by itself. If a comment is wrong, answer or resolve it, and it is not raised again.",
      "title": "1 dead link, 2 other problems",
    }
  `)
  expect(text).toMatchInlineSnapshot(`
    "| Where | What | Rule |
    | - | - | - |
    | \`readme.md\`, line 9, \`9c9c\` | Unexpected link to \`#​@​octocat \\| x\` in the contents | [toc](https://github.com/listkeeper/listkeeper/blob/main/docs/rules/toc.md) |

    - Only the first 300 of 311 new links were checked.

    <details>
    <summary>2 links could not be verified</summary>

    | Link | Where | Why |
    | - | - | - |
    | \`https://refusing.example/a%7Cb\` | \`readme.md\`, line 4 | the server refuses programs like this one (\`403 Forbidden\`), a browser may be let in |
    | \`http://10.0.0.1/\` | \`readme.md\`, line 4 | it leads into a private network |

    </details>"
  `)
})

test('titles count what is counted', () => {
  const title = (more: Partial<Known>) => checkResult(known(more)).title
  expect([
    title({onLines: [dead]}),
    title({onLines: [dead, dead, separator]}),
    title({onLines: [separator, separator]}),
    title({here: [finding('s', 1, {rule: 'settings'})]}),
    title({onLines: [dead], here: [finding('s', 1, {rule: 'settings'}), finding('s', 2, {rule: 'settings'})]}),
  ]).toMatchInlineSnapshot(`
    [
      "1 dead link",
      "2 dead links, 1 other problem",
      "2 problems",
      "Looks good, 1 mistake in the settings",
      "1 dead link, 2 mistakes in the settings",
    ]
  `)
})

test('however much there is to tell, it fits', () => {
  const long = `\`${'x'.repeat(79)}\` `.repeat(5)
  const here = Array.from({length: 1_000}, (_, n) => finding(`f${n}`, 1, {message: long}))
  const links = Array.from({length: 1_000}, (_, n) => link(`https://a.example/${'é'.repeat(200)}${n}`, refusing.verdict))
  const {summary, text = ''} = checkResult(known({here, inspection: inspection([], {links})}))
  expect(new TextEncoder().encode(text).length).toBeLessThanOrEqual(65_535)
  expect(new TextEncoder().encode(summary).length).toBeLessThanOrEqual(65_535)
  expect(text).toMatch(/^And \d+ more\.$/m)
  expect(text.match(/^\| /gm)?.length).toBeGreaterThan(80)
  expect(text.endsWith('</details>')).toBe(true)
})

test('annotations carry every finding on its lines of head, as plain text; settings of the base branch are on none', () => {
  const place = {start: placeOn(4).start, end: {line: 6, column: 1, offset: 30}}
  const {annotations} = checkResult(
    known({
      onLines: [{...separator, severity: 'warning'}, dead],
      here: [finding('9c9c', 4, {anchor: place, message: 'Wrong is `@octocat`'}), finding('s', 1, {rule: 'settings'})],
    }),
  )
  expect(annotations).toEqual([
    {path, startLine: 5, endLine: 5, level: 'failure', title: 'dead-link', message: dead.message},
    {path, startLine: 4, endLine: 5, level: 'failure', title: 'entry-separator', message: 'Wrong is `@\u200Boctocat`'},
    {path, startLine: 5, endLine: 5, level: 'warning', title: 'entry-separator', message: separator.message},
  ])
})

test('its buttons are as short as GitHub wants them, and there is nothing to dismiss where nothing is told', () => {
  const names = (more: Partial<Known>) => checkResult(known(more)).buttons.map(({identifier}) => identifier)
  expect(names({})).toEqual(['check-again'])
  expect(names({here: [dead]})).toEqual(['check-again', 'dismiss-all'])
  for (const {identifier, label, description} of checkResult(known({here: [dead]})).buttons) {
    expect(identifier.length).toBeLessThanOrEqual(20)
    expect(label.length).toBeLessThanOrEqual(20)
    expect(description.length).toBeLessThanOrEqual(40)
  }
})

test('two pull requests with one commit: the worst counts, and each is named', () => {
  const own = checkResult(known())
  const other = {conclusion: 'failure', title: '1 dead link'} as const
  expect(sumUp(own, 4, [])).toBe(own)
  expect(sumUp(own, 4, [{number: 3, result: other}])).toMatchObject({
    conclusion: 'failure',
    title: '#3: 1 dead link · #4: Looks good',
    summary: expect.stringMatching(/^Pull request 3 has the same commit: 1 dead link\.\n\nThere is nothing to correct\./),
  })
  expect(readMarker(sumUp(own, 4, [{number: 3, result: other}]).summary)).toMatchObject({
    conclusion: 'success',
    title: 'Looks good',
  })
})
