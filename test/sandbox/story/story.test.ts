import {expect, test} from 'vitest'
import type {Call} from '../github/ledger.ts'
import {describeCall} from './describe-call.ts'
import {append, insertSection} from './edit-list.ts'
import {printStep} from './print-step.ts'
import {join, type Step} from './steps.ts'

const list = '# Ants\n\n## Big\n* a\n* b\n\n\n## Small\n* c\n'

test('entries go after the last one of their section', () => {
  expect(append({Big: ['* new']})(list)).toBe('# Ants\n\n## Big\n* a\n* b\n* new\n\n\n## Small\n* c\n')
  expect(append({Small: ['* new']})(list)).toBe('# Ants\n\n## Big\n* a\n* b\n\n\n## Small\n* c\n* new\n')
  expect(() => append({Tiny: ['* new']})(list)).toThrow('no section "Tiny"')
})

test('a section goes before another one', () => {
  expect(insertSection('Small', 'Middle', ['* new'])('### Small\n* c\n')).toBe('### Middle\n* new\n\n### Small\n* c\n')
})

const call: Call = {
  method: 'GET',
  path: '/api/v3/repos/ada/ants/pulls/1',
  body: undefined,
  status: 200,
  atMs: 1000,
  tookMs: 5,
  by: 'listkeeper[bot]',
  lacking: undefined,
}

test('requests are told in the words of a reader', () => {
  expect(describeCall(call)).toMatchObject({verb: 'read', what: 'the pull request'})
  expect(describeCall({...call, path: '/api/v3/repos/ada/ants/contents/read%20me.md?ref=abc'})).toMatchObject({
    what: 'read me.md',
  })
  expect(describeCall({...call, method: 'POST', path: '/api/graphql'})).toMatchObject({what: 'the conversation'})
  expect(describeCall({...call, path: '/api/v3/repos/ada/ants/contents/.github%2Flistkeeper.yml?ref=a'})).toMatchObject({
    what: 'the settings',
  })
  expect(describeCall({...call, path: '/api/v3/app/installations/1/access_tokens', method: 'POST'})).toBeUndefined()
  expect(describeCall({...call, status: 502})).toMatchObject({verb: 'refused'})
  const review = {comments: [{path: 'readme.md', line: 3, body: 'Odd `  – ` and `- `, not ` - `.\n\n```suggestion\nx\n```'}]}
  expect(describeCall({...call, method: 'POST', path: `${call.path}/reviews`, body: review})).toEqual({
    verb: 'posted',
    what: 'a review with one comment',
    details: ['readme.md:3  Odd ` –` and `- `, not `-`.  + suggestion'],
  })
})

const step: Step = {atMs: 1000, verb: 'read', what: 'the change', details: []}

test('reads in a row are one line, and nothing is named twice', () => {
  const two = join(step, {...step, atMs: 1010, what: 'the settings'})
  expect(two).toMatchObject({atMs: 1010, what: 'the change, the settings'})
  expect(two && join(two, step)).toMatchObject({what: 'the change, the settings'})
  expect(join(step, {...step, verb: 'posted'})).toBeUndefined()
})

test('a posted review says how long after the webhook', () => {
  expect(printStep({...step, verb: 'posted', what: 'a review'}, 400).join('\n')).toContain(
    'review posted 600 ms after the webhook',
  )
})
