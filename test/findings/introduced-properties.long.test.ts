import fc from 'fast-check'
import {test} from 'vitest'
import {anyProperty, properties} from './introduced-properties.ts'

test.each(Object.keys(properties))('%s', {timeout: 600_000}, name => {
  fc.assert(anyProperty(name), {numRuns: 250})
})
