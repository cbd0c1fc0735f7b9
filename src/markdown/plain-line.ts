import type {Emphasis, PhrasingContent, Strong} from 'mdast'
import type {Point} from 'unist'
import type {Distance} from './parse-move.ts'

/** A line of a section, and where it begins in the document. */
export interface Line {
  readonly text: string
  /** From 0. */
  readonly index: number
  readonly offset: number
}

/** The lines of a text whose lines end in `\\n` and that stands so far down in its document. */
export function linesOf(text: string, {lines, characters}: Distance): readonly Line[] {
  let offset = characters
  return text.split('\n').map((line, index) => {
    const start = offset
    offset += line.length + 1
    return {text: line, index: index + lines, offset: start}
  })
}

/** Words without any mark, escape, entity or bare address; signs that are marks only in other company are words as well. */
const words = /(?:[^[\]`*_~<&\\!@]|&(?= )|<(?= )|!(?!\[)|(?<=[\p{L}\p{N}])_(?=[\p{L}\p{N}])|(?<![\w.+-])@)+/uy
const bareAddress = /www\.|:\/\//i
/** A link whose text has no marks and whose address no brackets, quotes or escapes. */
const link = /\[([^[\]`*_~<&\\!@]{1,500})\]\(([\w\-.~:/?#@$*+,;=%]{1,2000})\)/y

/** Code in single backticks, without blanks at its ends. */
const inlineCode = /`([^`\s](?:[^`]{0,300}[^`\s])?)`(?!`)/y

/**
 * Emphasis of one kind between blanks or the line's ends, of words or one link. Without other marks of its kind in the line, which `words` does
 * not pass, nothing else can be meant by it.
 */
const emphasized = /(?<=^|\s)(\*\*?|__?)(?=[\p{L}[])([^`*_~<&\\!@\s](?:[^`*_~<&\\!@]{0,500}[\p{L}\p{N}).,:;?])?)\1(?=\s|$)/uy

/** Words, links, code and emphasis in their plain forms; undefined where there is anything else. */
export function inline(line: Line, start: number): PhrasingContent[] | undefined {
  const {text} = line
  const children: PhrasingContent[] = []
  let at = start
  while (at < text.length) {
    const first = text[at]
    if (first === '*' || first === '_') {
      const node = emphasis(line, at)
      if (node?.position === undefined) return undefined
      children.push(node)
      at = node.position.end.column - 1
      continue
    }
    const pattern = first === '[' ? link : first === '`' ? inlineCode : words
    pattern.lastIndex = at
    const match = pattern.exec(text)
    if (match === null) return undefined
    const [whole, name, url] = match
    const isCode = pattern === inlineCode
    if (!isCode && bareAddress.test(name ?? whole)) return undefined
    const position = between(line, at, at + whole.length)
    if (isCode) children.push({type: 'inlineCode', value: name ?? '', position})
    else if (name === undefined || url === undefined) children.push({type: 'text', value: whole, position})
    else {
      const named: PhrasingContent = {type: 'text', value: name, position: between(line, at + 1, at + 1 + name.length)}
      children.push({type: 'link', title: null, url, children: [named], position})
    }
    at += whole.length
  }
  return children
}

function emphasis(line: Line, at: number): Emphasis | Strong | undefined {
  emphasized.lastIndex = at
  const [whole, marks, inner] = emphasized.exec(line.text) ?? []
  if (whole === undefined || marks === undefined || inner === undefined) return undefined
  const start = at + marks.length
  const children = inline({...line, text: line.text.slice(0, start + inner.length)}, start)
  return children && {type: marks.length === 1 ? 'emphasis' : 'strong', children, position: between(line, at, at + whole.length)}
}

/** Where a stretch of a line stands. */
export const between = ({index, offset}: Line, start: number, end: number): {start: Point; end: Point} => ({
  start: {line: index + 1, column: start + 1, offset: offset + start},
  end: {line: index + 1, column: end + 1, offset: offset + end},
})
