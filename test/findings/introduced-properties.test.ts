import fc from 'fast-check'
import {expect, test} from 'vitest'
import {anyProperty, properties} from './introduced-properties.ts'

test.each(Object.keys(properties))('%s', name => {
  fc.assert(anyProperty(name), {numRuns: 30})
})

test('there are promises', () => {
  expect(Object.keys(properties).length).toBeGreaterThan(5)
})
