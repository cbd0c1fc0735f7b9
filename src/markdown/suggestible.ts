/** A longer suggestion is more than anybody reads before clicking, and must fit into a comment beside its words. */
const longest = 10_000

/** What a fence can't hold unchanged: line ends of another kind, NUL, half a surrogate pair. */
const changing = /[\r\n\0]/

/**
 * Can a suggestion's fence hold these lines as they are?
 *
 * One empty line can't be told from no line: both are an empty fence.
 */
export const isSuggestible = (lines: readonly string[]): boolean =>
  !(lines.length === 1 && lines[0] === '') &&
  lines.every(line => line.isWellFormed() && !changing.test(line)) &&
  lines.reduce((length, line) => length + line.length + 1, 0) <= longest
