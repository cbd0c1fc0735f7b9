/** What one character of a path may be, or how the pattern goes on. */
type Part =
  | {readonly kind: 'letter'; readonly letter: string}
  | {readonly kind: 'any letter'}
  | {readonly kind: 'one of'; readonly not: boolean; readonly ranges: readonly (readonly [from: string, to: string])[]}
  /** `*`: any run of characters within a name. */
  | {readonly kind: 'run'}
  /** `**` elsewhere: anything, over names and folders. */
  | {readonly kind: 'rest'}
  /** `**` and a slash: no folder or many. What follows it in the pattern is `in folders`. */
  | {readonly kind: 'folders'}
  | {readonly kind: 'in folders'}

/** More alternatives in braces than anyone writes. */
const mostAlternatives = 100

/**
 * What is wrong with a glob, as the end of a sentence, or undefined if it can be used.
 *
 * A glob knows `*`, `**`, `?`, `[a-z]`, `{one,two}` and a leading `!`; a backslash before one of these makes it a plain character.
 */
export function globMistake(glob: string): string | undefined {
  const pattern = glob.startsWith('!') ? glob.slice(1) : glob
  if (pattern.trim() === '') return 'is empty'
  if (/^\.?\//.test(pattern)) return 'must start with a name: globs count from the root of the repository'
  if (/(^|\/)\.\.(\/|$)/.test(pattern)) return 'leads out of the repository'
  if (/\\([^*?[\]{}!,\\-]|$)/.test(pattern)) return 'has a backslash; folders are divided by `/`'
  if (/[*?+@!]\(/.test(pattern)) return 'uses parentheses; alternatives are written `{one,two}`'
  const alternatives = expanded(pattern)
  if (alternatives === undefined) return 'opens a `{` that it does not close'
  if (alternatives.length > mostAlternatives) return 'has too many alternatives'
  return alternatives.some(alternative => parts(alternative) === undefined) ? 'opens a `[` that it does not close' : undefined
}

/**
 * Whether a path (with forward slashes, from the root of the repository) is asked for: by one of `globs`, and by none after it
 * that starts with `!`. Takes time in proportion to both lengths, whatever they are: no pattern can make it run away.
 */
export function matchesGlobs(globs: readonly string[], path: string): boolean {
  return globs.reduce((asked, glob) => {
    const takesAway = glob.startsWith('!')
    if (asked !== takesAway) return asked
    return matches(takesAway ? glob.slice(1) : glob, path) ? !takesAway : asked
  }, false)
}

const matches = (pattern: string, path: string): boolean =>
  (expanded(pattern) ?? []).slice(0, mostAlternatives).some(alternative => runs(parts(alternative) ?? [], path))

/** Goes along the path once, with every place in the pattern that it could be at. */
function runs(pattern: readonly Part[], path: string): boolean {
  let places = opened(pattern, new Set([0]))
  for (const letter of path) {
    const next = new Set<number>()
    for (const place of places) {
      const part = pattern[place]
      if (part === undefined) continue
      if (repeats(part, letter)) next.add(place)
      if (passes(part, letter)) next.add(place + 1)
    }
    if (next.size === 0) return false
    places = opened(pattern, next)
  }
  return places.has(pattern.length)
}

/** All places that are reached without another character. */
function opened(pattern: readonly Part[], places: Set<number>): ReadonlySet<number> {
  // A set that grows is still iterated to its end.
  for (const place of places) {
    const kind = pattern[place]?.kind
    if (kind === 'run' || kind === 'rest') places.add(place + 1)
    if (kind === 'folders') places.add(place + 1).add(place + 2)
  }
  return places
}

const repeats = (part: Part, letter: string): boolean =>
  part.kind === 'rest' || part.kind === 'in folders' || (part.kind === 'run' && letter !== '/')

function passes(part: Part, letter: string): boolean {
  if (part.kind === 'letter') return part.letter === letter
  if (part.kind === 'any letter') return letter !== '/'
  if (part.kind === 'one of')
    return letter !== '/' && part.ranges.some(([from, to]) => from <= letter && letter <= to) !== part.not
  return part.kind === 'in folders' && letter === '/'
}

/** A pattern without braces as its parts; undefined where a `[` is not closed. */
function parts(pattern: string): readonly Part[] | undefined {
  const found: Part[] = []
  for (let index = 0; index < pattern.length; index++) {
    const letter = String.fromCodePoint(pattern.codePointAt(index) ?? 0)
    const rest = pattern.slice(index)
    const atName = index === 0 || pattern[index - 1] === '/'
    if (letter === '\\') {
      const plain = pattern[++index]
      if (plain !== undefined) found.push({kind: 'letter', letter: plain})
    } else if (atName && rest.startsWith('**/')) {
      found.push({kind: 'folders'}, {kind: 'in folders'})
      index += 2
    } else if (rest.startsWith('**')) {
      found.push({kind: 'rest'})
      index += 1
    } else if (letter === '*') {
      found.push({kind: 'run'})
    } else if (letter === '?') {
      found.push({kind: 'any letter'})
    } else if (letter === '[') {
      const set = /^\[([!^]?)(\]?[^\]]*)\]/.exec(rest)
      if (set === null) return undefined
      found.push({kind: 'one of', not: set[1] !== '', ranges: ranges(set[2] ?? '')})
      index += set[0].length - 1
    } else {
      found.push({kind: 'letter', letter})
      index += letter.length - 1
    }
  }
  return found
}

const ranges = (letters: string): (readonly [string, string])[] =>
  [...letters.matchAll(/(.)-(.)|./gsu)].map(([whole, from, to]) => [from ?? whole, to ?? whole])

/** Every pattern that the braces stand for; undefined where one is not closed. Stops soon after there are too many. */
function expanded(pattern: string): readonly string[] | undefined {
  const done: string[] = []
  const open = [pattern]
  for (let next = open.pop(); next !== undefined && done.length + open.length <= mostAlternatives; next = open.pop()) {
    const brace = firstBrace(next)
    if (brace === 'unclosed') return undefined
    if (brace === undefined) done.push(next)
    else for (const choice of brace.choices.toReversed()) open.push(brace.before + choice + brace.after)
  }
  return open.length > 0 ? [...done, ...open] : done
}

interface Brace {
  readonly before: string
  readonly choices: readonly string[]
  readonly after: string
}

function firstBrace(pattern: string): Brace | 'unclosed' | undefined {
  let start = -1
  let depth = 0
  const commas: number[] = []
  for (let index = 0; index < pattern.length; index++) {
    const letter = pattern[index]
    if (letter === '\\') index++
    else if (letter === '{') {
      depth++
      if (start < 0) start = index
    } else if (letter === ',' && depth === 1) commas.push(index)
    else if (letter === '}' && depth > 0 && --depth === 0) {
      const ends = [...commas, index]
      const choices = ends.map((end, nth) => pattern.slice((nth === 0 ? start : (ends[nth - 1] ?? start)) + 1, end))
      return {before: pattern.slice(0, start), choices, after: pattern.slice(index + 1)}
    }
  }
  return depth > 0 ? 'unclosed' : undefined
}
