import {expect, test} from 'vitest'
import {askTwins, mostTwins} from '../../src/links/https-twin.ts'
import {exchangeOf, fakeRun} from './further-looks.ts'

const plainOf = (pages: readonly string[]) => new Map(pages.map(page => [page, exchangeOf(page, 'Ants')]))
const forever = new AbortController().signal

test('a page shows the same over https where its title is the same there', async () => {
  const {run} = fakeRun({'https://ant.example/a': ['Ants'], 'https://bee.example/a': ['Bees'], 'https://wasp.example/a': [404]})
  const same = await askTwins(run, plainOf(['http://ant.example/a', 'http://bee.example/a', 'http://wasp.example/a']), forever)
  expect([...same]).toEqual(['http://ant.example/a'])
})

test('of a host that has nothing by https one page is asked for, of others all', async () => {
  const pages = ['a', 'b', 'c'].flatMap(path => [`http://ant.example/${path}`, `http://bee.example/${path}`])
  const {run, asked} = fakeRun(Object.fromEntries(['a', 'b', 'c'].map(path => [`https://bee.example/${path}`, ['Ants']])))
  const same = await askTwins(run, plainOf(pages), forever)
  expect([...same].toSorted()).toEqual(['http://bee.example/a', 'http://bee.example/b', 'http://bee.example/c'])
  expect(asked.filter(({page}) => page.includes('ant.example'))).toHaveLength(1)
})

test('there is a limit to what it costs', () => {
  expect([1, 300, 2000].map(mostTwins)).toEqual([100, 100, 200])
})
