import fc from 'fast-check'
import {expect, test} from 'vitest'
import {githubPlace, renamedTo, repositoryOf} from '../../src/url/repository.ts'

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
      text =>
        void [
          repositoryOf(text),
          repositoryOf(`https://github.com/${text}`),
          repositoryOf(`https://gitlab.com/${text}`),
          githubPlace(`https://github.com/${text}`, 'https://github.com'),
        ],
    ),
  )
})

test.each([
  ['https://github.com/ant/hill', 'https://github.com', ''],
  ['https://GitHub.com/ant/hill.git/', 'https://github.com', ''],
  ['http://www.github.com/ant/hill/issues/7?q#x', 'https://github.com', 'issues/7'],
  ['https://git.example:8443/ant/hill/tree/main/', 'https://git.example:8443', 'tree/main'],
])('%s lies in a repository of %s, at %j', (url, site, rest) => {
  expect(githubPlace(url, site)).toEqual({owner: 'ant', name: 'hill', rest})
})

test.each([
  ['https://git.example/ant/hill', 'https://github.com'],
  ['https://github.com/ant/hill', 'https://git.example'],
  ['https://git.example:1/ant/hill', 'https://git.example'],
  ['https://www.git.example/ant/hill', 'https://git.example'],
  ['https://github.com.evil.example/ant/hill', 'https://github.com'],
  ['https://github.com@evil.example/ant/hill', 'https://github.com'],
  ['https://github.com/topics/rust', 'https://github.com'],
  ['https://github.com/ant/..', 'https://github.com'],
  ['https://github.com/ant', 'https://github.com'],
  ['./ant/hill', 'https://github.com'],
])('%s lies in no repository of %s', (url, site) => {
  expect(githubPlace(url, site)).toBeUndefined()
})

test('a new name takes the place of the old one, and all else stays as it is written', () => {
  const odd = '/Blob/m%61in//a b?x=%zz&amp;y#L1'
  expect(renamedTo(`https://github.com/ant/hill${odd}`, 'bee/hive')).toBe(`https://github.com/bee/hive${odd}`)
  expect(renamedTo('//github.com/ant/hill.git#x', 'bee/$1')).toBe('//github.com/bee/$1.git#x')
})
