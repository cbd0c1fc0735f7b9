import {expect, test} from 'vitest'
import {saysChallenge, saysNotFound} from '../../src/verdict/page-signs.ts'
import {saysForSale, saysParked} from '../../src/verdict/parking.ts'

test.each([
  '404',
  '404 Not Found',
  'Error 404',
  'Page not found',
  'Page Not Found · GitHub Pages',
  'Ants - Page not found',
  '404: This page could not be found',
  'Oops! The page you requested was not found',
  'Seite nicht gefunden – Ameisen',
  'Страница не найдена | Муравьи',
  'ページが見つかりません',
])('%j says not found', title => {
  expect(saysNotFound(title)).toBe(true)
})

test.each([
  undefined,
  'Ants',
  'How we found 404 ants',
  'Error pages explained: 404 and friends',
  'Lost and not found ants of 1904',
  'The page cache',
  'Nothing is found here but ants',
  'awesome-404: a list of error pages',
])('%j does not', title => {
  expect(saysNotFound(title)).toBe(false)
})

test.each([
  'Just a moment...',
  'Attention Required! | Cloudflare',
  'Making sure you’re not a bot!',
  'Vercel Security Checkpoint',
  'Access Denied',
])('%j is a wall', title => {
  expect(saysChallenge(title)).toBe(true)
})

test.each(['Captcha solvers compared', 'Just a moment of ants', 'Access denied: a history', undefined])('%j is none', title => {
  expect(saysChallenge(title)).toBe(false)
})

test.each(['ant.example is for sale', 'This domain may be for sale', 'ant.example - Domain For Sale', 'Buy this domain.'])(
  '%j sells a domain',
  title => {
    expect(saysForSale(title)).toBe(true)
  },
)

test.each(['Ants for sale', 'How domains are sold', undefined])('%j does not sell one', title => {
  expect(saysForSale(title)).toBe(false)
})

test('a title made to be slow takes no time', () => {
  const began = performance.now()
  for (const piece of ['a - ', 'domain ', '404 ', 'not found ', ' | ', '\t', 'sorry ']) {
    const title = piece.repeat(5000)
    saysNotFound(title)
    saysForSale(title)
    saysParked(title)
    saysChallenge(title)
  }
  expect(performance.now() - began).toBeLessThan(1000)
})
