import {expect, test} from 'vitest'
import {mentions} from './mentions.ts'

test('text mentions, whatever is escaped; code, addresses and comments do not', () => {
  expect(mentions('Hello @Ada-L and @bob, and (@carol)')).toEqual(['ada-l', 'bob', 'carol'])
  expect(mentions(String.raw`\@dave and &#64;eve and **@frank** and [@grace](https://x.example)`)).toEqual([
    'dave',
    'eve',
    'frank',
    'grace',
  ])
  expect(mentions('`@ada`, ada@example.com, <!-- @bob -->, x/@carol\n\n```\n@dave\n```\n\n@\u200Beve')).toEqual([])
})
