import type {Element, Root} from 'hast'
import rehypeRaw from 'rehype-raw'
import rehypeSanitize from 'rehype-sanitize'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import remarkRehype from 'remark-rehype'
import {unified} from 'unified'
import {visit} from 'unist-util-visit'

const processor = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(remarkRehype, {allowDangerousHtml: true})
  .use(rehypeRaw)
  .use(rehypeSanitize)

/**
 * Markdown as GitHub shows it: with its tables, its folding, and nothing that could run.
 *
 * `showSuggestion` makes what stands in place of a block of suggested lines; without it they stay code.
 */
export function viewMarkdown(markdown: string, showSuggestion?: (lines: string) => Element): Root {
  const tree = processor.runSync(processor.parse(markdown))
  if (showSuggestion !== undefined) replaceSuggestions(tree, showSuggestion)
  return tree
}

function replaceSuggestions(tree: Root, show: (lines: string) => Element): void {
  visit(tree, 'element', (element, index, parent) => {
    const code = element.tagName === 'pre' ? element.children[0] : undefined
    if (code?.type !== 'element' || parent === undefined || index === undefined) return
    if (!String(code.properties['className']).includes('language-suggestion')) return
    const text = code.children.map(child => (child.type === 'text' ? child.value : '')).join('')
    parent.children[index] = show(text)
  })
}
