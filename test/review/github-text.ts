import {markdownToHTML} from 'comrak'
import {Parser} from 'htmlparser2'

/** What a reader of one of our texts gets to see on GitHub, and what GitHub's filters would make of it. */
export interface Shown {
  /** Every element, in order. */
  readonly elements: readonly string[]
  readonly addresses: readonly string[]
  readonly comments: readonly string[]
  /** Text that is in no code: where GitHub looks for mentions, references and commits. */
  readonly text: string
  /** Each piece of code. */
  readonly code: readonly string[]
  /** Contents of the suggestions. */
  readonly suggestions: readonly string[]
}

/** As GitHub's own renderer is set up for comments; comrak follows cmark-gfm and is written apart from what writes our texts. */
const gitHub = {
  extension: {
    strikethrough: true,
    table: true,
    autolink: true,
    tagfilter: true,
    tasklist: true,
    footnotes: true,
    alerts: true,
    shortcodes: true,
    mathDollars: true,
    mathCode: true,
  },
  render: {unsafe: true, hardbreaks: true},
} as const

/** Renders a text and reads what came of it. */
export function shown(markdown: string): Shown {
  const elements: string[] = []
  const addresses: string[] = []
  const comments: string[] = []
  const code: string[] = []
  const suggestions: string[] = []
  let text = ''
  let depth = 0
  let isSuggestion = false
  const parser = new Parser({
    onopentag(name, attributes) {
      elements.push(name)
      for (const key of ['href', 'src', 'srcset']) if (attributes[key] !== undefined) addresses.push(attributes[key])
      for (const key of Object.keys(attributes)) if (key.startsWith('on') || key === 'style') addresses.push(key)
      if (name !== 'code') return
      depth += 1
      isSuggestion = attributes['class'] === 'language-suggestion'
      ;(isSuggestion ? suggestions : code).push('')
    },
    ontext(piece) {
      const into = isSuggestion ? suggestions : code
      if (depth > 0) into[into.length - 1] += piece
      else text += piece
    },
    onclosetag(name) {
      if (name !== 'code') return
      depth -= 1
      isSuggestion = false
    },
    oncomment(comment) {
      comments.push(comment.trim())
    },
  })
  parser.write(markdownToHTML(markdown, gitHub))
  parser.end()
  return {elements, addresses, comments, text, code, suggestions}
}

/**
 * What GitHub finds in text, wider than it looks itself: mentions of people and teams, references to issues by number or by address, commits.
 * It looks after Markdown is read, so escapes and entities don't stop it (github/markup#1168).
 */
const filters: Readonly<Record<string, RegExp>> = {
  mention: /(?:^|[^\p{L}\p{N}_`/])@[a-z\d][a-z\d-]*/iu,
  'mention within a word': /@[a-z\d]/iu,
  'issue by number': /(?:^|[^\w&])#\d/u,
  'issue by GH': /\bGH-\d/iu,
  'issue of a repository': /[\w.-]\/[\w.-]+#\d/u,
  commit: /\b[\da-f]{7,40}\b/iu,
}

/** What GitHub makes a link of. */
export const linked = /https?:\/\/|\bwww\./iu

/** Which of GitHub's filters find something in a text. */
export const found = (text: string): string[] =>
  Object.entries(filters).flatMap(([name, filter]) => {
    const match = filter.exec(text)
    return match === null ? [] : [`${name}: ${JSON.stringify(text.slice(Math.max(0, match.index - 10), match.index + 40))}`]
  })
