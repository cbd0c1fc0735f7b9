import {toHtml} from 'hast-util-to-html'
import {expect, test} from 'vitest'
import {viewPull} from './pull-page.ts'
import type {CommentView, PullView} from './pull-view.ts'

const comment: CommentView = {id: '7', author: 'listkeeper[bot]', isBot: true, body: '', atMs: 0, edited: false}

const pull: PullView = {
  repository: 'ada/awesome-ants',
  number: 3,
  title: 'Add the ghost ant',
  author: 'grace',
  state: 'open',
  base: 'main',
  head: 'ghost',
  headSha: 'abc',
  body: '',
  check: {name: 'Listkeeper', conclusion: 'failure', title: '1 dead link', summary: 'One link is dead.', text: ''},
  reviews: [],
  conversation: [],
  files: [
    {
      path: 'readme.md',
      patch: '@@ -1,2 +1,3 @@\n # Ants\n \n+- Ghost - Hides',
      additions: 1,
      deletions: 0,
      text: '# Ants\n\n- Ghost - Hides\n',
    },
  ],
  threads: [],
  remote: 'http://127.0.0.1:4000/ada/awesome-ants.git',
}

const html = (view: PullView): string =>
  viewPull(view)
    .map(part => toHtml(part))
    .join('\n')

const saying = (body: string, where: 'on line 3' | 'outdated' = 'on line 3'): PullView => ({
  ...pull,
  threads: [
    {
      path: 'readme.md',
      lines: where === 'outdated' ? undefined : {start: 3, end: 3},
      resolved: false,
      comments: [{...comment, body}],
    },
  ],
})

test('a comment stands below its line', () => {
  const shown = html(saying('Say what it does.'))
  const place = ['- Ghost - Hides</td>', 'Say what it does.', '</table>'].map(text => shown.indexOf(text))
  expect(place).toEqual(place.toSorted((a, b) => a - b))
  expect(place).not.toContain(-1)
})

test('a suggestion is shown red and green, with the button that commits it', () => {
  const shown = html(saying('Better:\n\n```suggestion\n- Ghost – Hides\n```'))
  expect(shown).toContain(
    '<tr class="deleted"><td class="number">3</td><td class="sign">-</td><td class="code">- Ghost <mark>-</mark> Hides</td></tr>',
  )
  expect(shown).toContain(
    '<tr class="added"><td class="number">3</td><td class="sign">+</td><td class="code">- Ghost <mark>–</mark> Hides</td></tr>',
  )
  expect(shown).toContain('action="/ada/awesome-ants/pull/3/suggestion/7"')
})

test('an empty suggestion deletes its lines', () => {
  const shown = html(saying('It stands there twice.\n\n```suggestion\n```'))
  expect(shown).toContain('<tr class="deleted">')
  expect(shown).not.toContain('<tr class="added"><td class="number">3</td><td class="sign">+')
})

test('an outdated comment stands at the end, and its suggestion has no button', () => {
  const shown = html(saying('Old:\n\n```suggestion\n- Ghost\n```', 'outdated'))
  expect(shown).toContain('Outdated comments (1)')
  expect(shown).not.toContain('/suggestion/7')
})

test('what people write can’t act on the page', () => {
  const hostile =
    '<script>alert(1)</script> <img src=x onerror=alert(1)> <form action="/"><button>x</button></form> [x](javascript:alert(1)) <style>*{}</style>'
  const shown = html({...saying(hostile), title: hostile, body: hostile, author: hostile, head: hostile})
  expect(shown).not.toMatch(/<script|<style|<img[^>]*onerror|href="javascript:|<form action="\/">/)
})

test('a folded comment says so in one line, and a click shows it', () => {
  const [thread] = saying('Fixed in `abc1234`, thank you!').threads
  if (thread === undefined) throw new Error('The sample has a thread.')
  const comments = thread.comments.map(one => ({...one, folded: 'outdated'}))
  const shown = html({...pull, threads: [{...thread, comments}]})
  expect(shown).toContain('This comment was marked as outdated.')
  expect(shown.indexOf('<details class="folded">')).toBeLessThan(shown.indexOf('Fixed in'))
})

test('a check run shows its buttons, and what it says beside the diff', () => {
  const annotations = [{path: 'readme.md', line: 3, level: 'failure', message: 'This link is dead'}]
  const check = {
    name: 'Listkeeper',
    conclusion: 'failure',
    title: '1 dead link',
    summary: 'One.',
    text: '',
    annotations,
    buttons: ['Check again'],
  }
  const shown = html({...pull, check})
  expect(shown).toContain('Check again')
  expect(shown).toContain('<code>readme.md#L3</code><span>This link is dead</span>')
})

test('a check that runs says so', () => {
  expect(html({...pull, check: {name: 'Listkeeper', conclusion: undefined, title: '', summary: '', text: ''}})).toContain(
    'In progress',
  )
})

test('the editor holds the very text, also where it starts with an empty line', () => {
  const [file] = pull.files
  if (file === undefined) throw new Error('The sample has one file.')
  expect(html({...pull, files: [{...file, text: '\n# Ants\n'}]})).toContain('\n\n# Ants\n</textarea>')
})
