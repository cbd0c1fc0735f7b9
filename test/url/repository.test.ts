import fc from 'fast-check'
import {expect, test} from 'vitest'
import {repositoryOf} from '../../src/url/repository.ts'

test.each([
  ['https://github.com/ant/hill', 'github.com', 'ant', 'hill'],
  ['http://www.github.com/Ant/Hill.git', 'github.com', 'Ant', 'Hill'],
  ['https://github.com/ant/hill/blob/main/readme.md#use', 'github.com', 'ant', 'hill'],
  ['https://gitlab.com/ants/army/hill/-/issues/3', 'gitlab.com', 'ants/army', 'hill'],
  ['https://gitlab.com/ants/hill/tree/main', 'gitlab.com', 'ants', 'hill'],
  ['https://codeberg.org/ant/hill', 'codeberg.org', 'ant', 'hill'],
  ['https://bitbucket.org/ant/hill/src', 'bitbucket.org', 'ant', 'hill'],
])('%s lies in a repository', (url, host, owner, name) => {
  expect(repositoryOf(url)).toEqual({host, owner, name})
})

test.each([
  'https://github.com/ant',
  'https://github.com/topics/rust',
  'https://github.com/sponsors/ant',
  'https://github.com/',
  'https://gist.github.com/ant/1',
  'https://github.com:8443/ant/hill',
  'https://ant.example/ant/hill',
  'https://github.com/ant/..',
  'https://github.com/a%20b/hill',
  'docs/hill',
])('%s lies in none', url => {
  expect(repositoryOf(url)).toBeUndefined()
})

test('nothing throws', () => {
  fc.assert(
    fc.property(
      fc.string(),
      text => void [repositoryOf(text), repositoryOf(`https://github.com/${text}`), repositoryOf(`https://gitlab.com/${text}`)],
    ),
  )
})
