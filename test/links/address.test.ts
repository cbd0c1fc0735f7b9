import fc from 'fast-check'
import {expect, test} from 'vitest'
import {isInside} from '../../src/links/address.ts'

test.each([
  '0.0.0.0', '0.1.2.3', '10.0.0.1', '100.64.0.1', '100.127.255.255', '127.0.0.1', '127.255.0.1', '169.254.169.254', '172.16.0.1', '172.31.255.255',
  '192.0.0.8', '192.0.2.1', '192.88.99.1', '192.168.0.1', '198.18.0.1', '198.19.255.255', '198.51.100.1', '203.0.113.1', '224.0.0.1', '239.255.255.255',
  '240.0.0.1', '255.255.255.255',
  '::', '::1', '::127.0.0.1', '::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:0:127.0.0.1', '64:ff9b::127.0.0.1', '64:ff9b::a9fe:a9fe', '64:ff9b:1::1', '100::1',
  '2001::1', '2001:2::1', '2001:10::1', '2001:20::1', '2001:db8::1', '2002:7f00:1::', '2002:a9fe:a9fe::1', '2002:c0a8:101::', '168.63.129.16', '::ffff:168.63.129.16', '64:ff9b:1::808:808', '3fff::1', '5f00::1', 'fc00::1', 'fd00:ec2::254', 'fe80::1',
  'fe80::1%eth0', 'fec0::1', 'ff02::1', '4000::1',
  '', 'ant.example', '1.2.3', '1.2.3.4.5', '0x7f.1',
])('%j lies inside', address => {
  expect(isInside(address)).toBe(true)
}) // biome-ignore format: a list of words

test.each([
  '1.1.1.1', '8.8.8.8', '100.63.255.255', '100.128.0.1', '172.15.0.1', '172.32.0.1', '192.167.1.1', '198.17.0.1', '223.255.255.255', '128.0.0.1',
  '2a00:1450::1', '2606:4700::1111', '2001:4860:4860::8888', '::ffff:8.8.8.8', '64:ff9b::8.8.8.8', '2002:808:808::', '2002:5db8:d822::1',
])('%j is the public internet', address => {
  expect(isInside(address)).toBe(false)
}) // biome-ignore format: a list of words

test('an IPv4 address in IPv6 clothes is judged as itself, and nothing throws', () => {
  fc.assert(
    fc.property(fc.ipV4(), address => {
      expect(isInside(`::ffff:${address}`)).toBe(isInside(address))
      expect(isInside(`64:ff9b::${address}`)).toBe(isInside(address))
      const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number)
      expect(isInside(`2002:${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}::1`)).toBe(isInside(address))
    }),
  )
  fc.assert(fc.property(fc.oneof(fc.ipV6(), fc.string()), address => void isInside(address)))
})
