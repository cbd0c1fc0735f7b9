import fc from 'fast-check'
import {expect, test} from 'vitest'
import {domainOf} from '../../src/url/domain.ts'
import {siteOf} from '../../src/url/site.ts'

test.each([
  ['https://ant.example/a', 'ant.example'],
  ['https://www.blog.ant.example/', 'ant.example'],
  ['https://shop.ant.co.uk/', 'ant.co.uk'],
  ['https://ant.github.io/hill/', 'ant.github.io'],
  ['https://bee.github.io/hive/', 'bee.github.io'],
  ['https://ant.example./', 'ant.example'],
  ['http://ant.example:8080/', 'ant.example:8080'],
  ['http://ant.example:80/', 'ant.example'],
  ['http://127.0.0.1:3000/', '127.0.0.1:3000'],
  ['http://[::1]/', '[::1]'],
  ['http://localhost:3000/', 'localhost:3000'],
])('%s is asked as %s', (url, site) => {
  expect(siteOf(url)).toBe(site)
})

test('two ports of one domain are two sites of one owner', () => {
  expect(domainOf('http://ant.example:1/')).toBe(domainOf('http://ant.example:2/'))
})

test('what is no web address has no site, and nothing throws', () => {
  expect(siteOf('mailto:a@ant.example')).toBeUndefined()
  fc.assert(fc.property(fc.oneof(fc.string(), fc.webUrl()), url => void [siteOf(url), domainOf(url)]))
})
