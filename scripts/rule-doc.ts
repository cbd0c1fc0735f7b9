/** A rule's page, as its doc comment tells it. */
export interface RuleDoc {
  /** Paragraphs before the examples. */
  readonly words: string
  readonly examples: readonly Example[]
}

/** A text, with what the rule says of it. */
export interface Example {
  readonly name: string
  readonly setting: Setting
  /** The Markdown, without drawings and messages. In the comment `␣` at a line's end is a blank, which editors would take away. */
  readonly text: string
  readonly told: readonly Told[]
}

/** What an example is linted with, as its comment writes it. */
export interface Setting {
  readonly options?: Readonly<Record<string, unknown>>
  /** What the base does: `{"separator": " - "}`. Absent: what the example itself does. */
  readonly conventions?: Readonly<Record<string, unknown>>
  /** Lines that a change added, from 1. */
  readonly isNew?: readonly number[]
}

/** One message. Columns from 1, `endColumn` exclusive; `wholeLine`: the line's end is part of the place. */
export interface Told {
  readonly line: number
  readonly column: number
  readonly endColumn: number
  readonly wholeLine: boolean
  readonly expected: string | undefined
  readonly message: string
}

/** Reads the doc comment before a rule's `export default`. */
export function readRuleDoc(source: string): RuleDoc {
  const end = source.indexOf('export default rule(')
  const comment = source.slice(source.lastIndexOf('/**', end), end)
  const lines = comment.split('\n').slice(1, -2)
  const [words = '', ...examples] = lines
    .map(line => line.replace(/^ \* ?/, ''))
    .join('\n')
    .split(/^@example /m)
  return {words: words.trim(), examples: examples.map(readExample)}
}

function readExample(block: string): Example {
  const [header = '{}', ...lines] = block.trimEnd().split('\n')
  const {name, ...setting}: {name: string} & Setting = JSON.parse(header)
  const text: string[] = []
  const told: Told[] = []
  let drawing: Omit<Told, 'message'> | undefined
  for (const line of lines.map(line => line.replace(/^ {2}/, ''))) {
    const drawn = /^( *)(~+|\^)(⏎?)(?: → `(.*)`)?$/.exec(line)
    if (drawing !== undefined) {
      told.push({...drawing, message: line})
      drawing = undefined
    } else if (drawn === null) text.push(line.replace(/␣+$/, blanks => ' '.repeat(blanks.length)))
    else drawing = readDrawing(drawn, text.length)
  }
  return {name, setting, text: `${text.join('\n')}\n`, told}
}

/** `~~~` is a stretch, `^` a place before a character, `⏎` a line's end; after the arrow stands what may be there instead. */
function readDrawing(
  [, blanks = '', marks = '', lineEnd = '', expected]: readonly string[],
  line: number,
): Omit<Told, 'message'> {
  const column = blanks.length + 1
  return {
    line,
    column,
    endColumn: marks === '^' ? column : column + marks.length,
    wholeLine: lineEnd !== '',
    expected: expected?.replaceAll('⏎', '\n'),
  }
}
