import {expect, test} from 'vitest'
import {react} from '../../src/github/react.ts'
import {intercept, never, octokit, ref} from './octokit.ts'

const github = intercept()
const path = '/repos/ada/ants/issues/comments/9007199254740993/reactions'
const send = () => react(octokit(), ref, '9007199254740993', 'eyes', never)

test('a reaction goes to the comment, all digits of its id kept', async () => {
  github.post(path, {content: 'eyes'}).reply(201, {id: 1})
  await send()
})

test.each([404, 403, 422, 502])('a comment that takes none (%i) is no error', async status => {
  github.post(path).reply(status, {message: 'No'})
  await send()
})

test('a limit is', async () => {
  github.post(path).reply(429, {message: 'Too many'})
  await expect(send()).rejects.toThrow('asks us to wait')
})
