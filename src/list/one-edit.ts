/** How one word becomes another by one slip of the fingers. */
export type Edit = 'swap' | 'doubled' | 'missing' | 'extra' | 'other'

/**
 * How `wrong` differs from `right` if by one edit inside the word: two neighbours swapped, a letter doubled or single, one missing, one too many,
 * or another one. Undefined if they are the same or differ by more.
 */
export function oneEdit(wrong: string, right: string): {readonly kind: Edit; readonly at: number} | undefined {
  const longer = wrong.length - right.length
  if (wrong === right || longer < -1 || longer > 1) return undefined
  let at = 0
  while (at < wrong.length && wrong[at] === right[at]) at += 1
  if (longer === 0) {
    if (wrong.slice(at + 1) === right.slice(at + 1)) return {kind: 'other', at}
    const isSwap = wrong[at] === right[at + 1] && wrong[at + 1] === right[at] && wrong.slice(at + 2) === right.slice(at + 2)
    return isSwap ? {kind: 'swap', at} : undefined
  }
  const [long, short] = longer > 0 ? [wrong, right] : [right, wrong]
  if (long.slice(at + 1) !== short.slice(at)) return undefined
  if (long[at] === long[at - 1]) return {kind: 'doubled', at}
  return {kind: longer > 0 ? 'extra' : 'missing', at}
}
