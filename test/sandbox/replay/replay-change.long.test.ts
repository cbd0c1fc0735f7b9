import {expect} from 'vitest'
import {ants, hunt} from '../../journeys/ants.ts'
import {test} from '../sandbox.ts'
import {replayChange} from './replay-change.ts'

test('a recorded change is opened, reviewed, and told with what people see of it', async ({sandbox}) => {
  const base = ants(sandbox.url)
  const good = hunt(`[Honeypot](${sandbox.url('alive.example', '/honeypot')}) - Stores honey.`)(base)
  const bad = hunt(`[Ghost](${sandbox.url('gone.example')}): hides`)(base)
  const change = {path: 'readme.md', subject: 'Add an ant', base}

  const clean = await replayChange(sandbox, {...change, id: 'clean', head: good}, 1)
  expect(clean).toMatchObject({id: 'clean', conclusion: 'success', comments: [], reviews: 0, notifications: 0, faults: []})

  const wrong = await replayChange(sandbox, {...change, id: 'wrong', head: bad}, 2)
  expect(wrong).toMatchObject({id: 'wrong', conclusion: 'failure', reviews: 1, notifications: 1, faults: []})
  expect(wrong.comments[0]?.path).toBe('readme.md')
  expect(wrong.comments[0]?.body).toContain('This link is dead')
})
