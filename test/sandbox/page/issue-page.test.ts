import {toHtml} from 'hast-util-to-html'
import {expect, test} from 'vitest'
import {viewIssue, viewIssueList} from './issue-page.ts'
import type {IssueView} from './issue-view.ts'
import {turnTask} from './task-view.ts'

const body = `## Dead

- \`http://gone.example/\`
  - [ ] Ignore<!-- listkeeper ignore 0123456789abcdef -->
  - [ ] Snooze 90 days<!-- listkeeper snooze 0123456789abcdef -->

<details><summary>Ignored</summary>

- [x] Watch again

</details>
`

const issue: IssueView = {
  repository: 'ada/awesome-ants',
  number: 3,
  title: 'Link health',
  author: 'listkeeper[bot]',
  isBot: true,
  state: 'closed',
  reason: 'not_planned',
  locked: false,
  labels: ['links'],
  body,
  createdMs: 0,
  editor: 'ada',
  timeline: [
    {kind: 'said', author: 'ada', isBot: false, body: '/listkeeper scan', atMs: 1, reactions: [{emoji: '🚀', count: 1}]},
    {kind: 'closed', by: 'ada', reason: 'not_planned', atMs: 2},
  ],
  notifications: 3,
  steps: [{name: 'Day 9', what: 'A page died.', state: 'open', body: 'As it **was**', notifications: 1}],
}

const html = (view: IssueView): string =>
  viewIssue(view)
    .map(part => toHtml(part))
    .join('\n')

test('an issue shows what it says, who did what, and how often people were notified', () => {
  const shown = html(issue)
  for (const words of [
    'Link health',
    'Closed as not planned',
    'notified of it 3 times',
    'closed this as not planned',
    '🚀 1',
    'edited by ada',
  ])
    expect(shown).toContain(words)
  expect(shown).toContain('As it <strong>was</strong>')
  expect(toHtml(viewIssueList('ada/awesome-ants', [issue]))).toContain('href="/ada/awesome-ants/issues/3"')
})

test('each box of a task list is a button that sends its number, in the order of the text', () => {
  const boxes = [...html(issue).matchAll(/name="task" value="(\d)" role="checkbox" aria-checked="(true|false)"/g)]
  expect(boxes.map(([, task, done]) => [task, done])).toEqual([
    ['0', 'false'],
    ['1', 'false'],
    ['2', 'true'],
  ])
})

test('a click changes one box and nothing else', () => {
  expect(turnTask(body, 1)).toBe(body.replace('[ ] Snooze', '[x] Snooze'))
  expect(turnTask(body, 2)).toBe(body.replace('[x] Watch', '[ ] Watch'))
  expect(() => turnTask(body, 3)).toThrow('no task 3')
})

test('what people write can’t act on the page', () => {
  const hostile =
    '<script>alert(1)</script> <form action="/"><button>x</button></form> <input type="text"> [x](javascript:alert(1))'
  const shown = html({
    ...issue,
    title: 'Link health',
    body: hostile,
    timeline: [{kind: 'said', author: hostile, isBot: false, body: hostile, atMs: 0, reactions: []}],
  })
  expect(shown).not.toMatch(/<script|href="javascript:|<form action="\/">|name="task"|<input type="text"/)
})
