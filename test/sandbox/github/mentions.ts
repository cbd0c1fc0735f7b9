import {fromMarkdown} from 'mdast-util-from-markdown'
import {gfmFromMarkdown} from 'mdast-util-gfm'
import {gfm} from 'micromark-extension-gfm'
import {visit} from 'unist-util-visit'

/** Logins that a text mentions: GitHub looks in text, after Markdown was read, so neither code nor an escape matters to it but code. */
export function mentions(markdown: string): readonly string[] {
  if (!markdown.includes('@') && !markdown.includes('&')) return []
  const found = new Set<string>()
  visit(fromMarkdown(markdown, {extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()]}), 'text', ({value}) => {
    for (const {groups} of value.matchAll(/(?<![\w@/.])@(?<login>[a-z\d](?:[a-z\d]|-(?=[a-z\d])){0,38}(?:\/[\w-]+)?)/gi)) {
      found.add((groups?.['login'] ?? '').toLowerCase())
    }
  })
  return [...found]
}
