import {expect, test} from 'vitest'
import {openInterrupts} from '../../src/cli/interrupts.ts'

function opened() {
  const seen: string[] = []
  return {seen, ...openInterrupts(() => seen.push('end'))}
}

test('Ctrl-C is the end where nobody has anything to say', () => {
  const {seen, interrupt} = opened()
  interrupt()
  expect(seen).toEqual(['end'])
})

test('who has something to say is asked once, and the next Ctrl-C is the end', () => {
  const {seen, interrupt, onInterrupt} = opened()
  onInterrupt(() => seen.push('stop'))
  interrupt()
  interrupt()
  expect(seen).toEqual(['stop', 'end'])
})

test('who is done has nothing to say any more', () => {
  const {seen, interrupt, onInterrupt} = opened()
  const undo = onInterrupt(() => seen.push('first'))
  const undoSecond = onInterrupt(() => seen.push('second'))
  undo()
  interrupt()
  undoSecond()
  interrupt()
  expect(seen).toEqual(['second', 'end'])
})
