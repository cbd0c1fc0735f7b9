import {expect, test} from 'vitest'
import {readHostList} from '../../src/links/host-list.ts'

const {holds} = readHostList([
  '127.0.0.1',
  ' 10.1.0.0/16 ',
  '[fd00::1]',
  'fd01::/16',
  'Wiki.corp.example',
  '*.lab.example',
  'localhost',
  '',
])

test.each([
  ['any.example', '127.0.0.1'],
  ['any.example', '::ffff:127.0.0.1'],
  ['any.example', '10.1.255.1'],
  ['any.example', 'fd00::1'],
  ['any.example', 'fd01:2::3'],
  ['wiki.corp.example', '192.168.0.1'],
  ['WIKI.corp.example', '192.168.0.1'],
  ['a.b.lab.example', '192.168.0.1'],
  ['localhost', '127.0.0.2'],
])('%s at %s is let through', (name, address) => {
  expect(holds(name, address)).toBe(true)
})

test.each([
  ['any.example', '127.0.0.2'],
  ['any.example', '10.2.0.1'],
  ['any.example', 'fd02::1'],
  ['notwiki.corp.example', '192.168.0.1'],
  ['corp.example', '192.168.0.1'],
  ['lab.example', '192.168.0.1'],
  ['evil-lab.example', '192.168.0.1'],
  ['any.example', 'nonsense'],
])('%s at %s is not', (name, address) => {
  expect(holds(name, address)).toBe(false)
})

test.each(['10.0.0.0/99', '300.1.1.1', '10.0.0', 'http://wiki.example', 'a b', '*', '-x'])('%j is told to be wrong', entry => {
  expect(() => readHostList(['127.0.0.1', entry])).toThrow(`"${entry}" is no address, no network and no name`)
})
