import type {Heading, List, RootContent} from 'mdast'
import stringWidth from 'string-width'
import {parseMarkdown} from '../markdown/parse.ts'
import {printable} from './printable.ts'
import type {Reader} from './reader.ts'

/** A rule's page as a terminal shows it: no marks but those that a reader needs, lines no wider than there is room. */
export function rulePage(page: string, reader: Reader): string {
  const blocks = parseMarkdown(page).children.filter(({type}) => type !== 'html')
  return blocks.map(block => `${shown(block, page, reader)}\n`).join('\n')
}

/** A rule in a line of an overview: its id, and the first sentence of its page. */
export function ruleSummary(id: string, page: string, ids: readonly string[], {colors, columns}: Reader): string {
  const paragraph = parseMarkdown(page).children.find(({type}) => type === 'paragraph')
  const words = paragraph === undefined ? '' : sourceOf(paragraph, page)
  const [sentence = ''] = /^.*?[.](?=\s|$)/s.exec(words) ?? [words]
  const indent = Math.max(...ids.map(({length}) => length)) + 2
  const lines = wrapped(sentence, columns - indent).map(line => styled(line, colors))
  return `${colors.bold(id.padEnd(indent))}${lines.join(`\n${' '.repeat(indent)}`)}\n`
}

function shown(block: RootContent, page: string, {colors, columns}: Reader): string {
  switch (block.type) {
    case 'heading':
      return heading(block, page, colors)
    case 'code':
      return block.value
        .split('\n')
        .map(line => `    ${colors.cyan(printable(line))}`)
        .join('\n')
    case 'list':
      return items(block, page, columns)
        .map(line => styled(line, colors))
        .join('\n')
    default:
      return wrapped(sourceOf(block, page), columns)
        .map(line => styled(line, colors))
        .join('\n')
  }
}

function heading(block: Heading, page: string, colors: Reader['colors']): string {
  const text = printable(sourceOf(block, page).replace(/^#+ /, '').replaceAll('`', ''))
  return block.depth === 1
    ? colors.bold(colors.underline(text))
    : block.depth === 2
      ? colors.bold(text)
      : `  ${colors.underline(text)}`
}

/** Behind the bullet of each item its lines are indented alike. */
const items = ({children}: List, page: string, columns: number): readonly string[] =>
  children.flatMap(item =>
    wrapped(sourceOf(item, page).replace(/^[-*+] /, ''), columns - 2).map((line, index) => `${index === 0 ? '- ' : '  '}${line}`),
  )

const sourceOf = ({position}: RootContent | List['children'][number], page: string): string =>
  page.slice(position?.start.offset ?? 0, position?.end.offset ?? 0)

/** Words on lines of at most so many cells. */
function wrapped(text: string, columns: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.trim().split(/[ \n]+/)) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line !== '' && stringWidth(longer) > columns) {
      lines.push(line)
      line = word
    } else line = longer
  }
  return [...lines, line].map(printable)
}

/** Code keeps its marks, since blanks matter in it; links show their text alone. */
const styled = (line: string, colors: Reader['colors']): string =>
  line.replaceAll(/(`[^`]{1,2000}`)|\[([^\]]{0,500})\]\([^)]{0,2000}\)/g, (whole, code?: string, name?: string) =>
    code === undefined ? (name ?? whole) : colors.cyan(code),
  )
