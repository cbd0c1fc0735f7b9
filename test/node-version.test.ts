import {expect, test} from 'vitest'

const expected = process.env['LISTKEEPER_EXPECTED_NODE']

test.skipIf(expected === undefined)(
  'the tests run on the Node that this job is for, not on the one of the `node` package',
  () => {
    expect(process.versions.node.split('.')[0]).toBe(expected)
  },
)

test('the tests run on a Node that we support', () => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  expect(major > 22 || (major === 22 && minor >= 20), process.version).toBe(true)
})
