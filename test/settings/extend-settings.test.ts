import {expect, test} from 'vitest'
import {extendSettings} from '../../src/settings/extend-settings.ts'

test('what a repository sets itself holds, key by key; the rest is taken over, except headers and another extends', () => {
  expect(
    extendSettings(
      {extends: 'ada/lists', files: ['readme.md'], rules: {toc: 'off'}, links: {retries: 0}},
      {
        extends: 'bob/lists',
        files: ['**/*.md'],
        failOn: 'never',
        rules: {toc: 'error', 'dead-link': 'warning'},
        links: {retries: 5, timeoutSeconds: 20, headers: {'https://a.example/': {authorization: '$TOKEN'}}},
        review: {mode: 'check-only'},
      },
    ),
  ).toEqual({
    extends: 'ada/lists',
    files: ['readme.md'],
    failOn: 'never',
    rules: {toc: 'off', 'dead-link': 'warning'},
    links: {retries: 0, timeoutSeconds: 20},
    review: {mode: 'check-only'},
  })
})

test('headers of others are not taken over where the repository sets nothing of links either', () => {
  expect(extendSettings({}, {links: {headers: {'https://a.example/': {a: '$B'}}}})).toEqual({links: {}})
})
