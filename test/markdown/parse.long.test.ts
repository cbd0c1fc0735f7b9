import fc from 'fast-check'
import {fromMarkdown} from 'mdast-util-from-markdown'
import {frontmatterFromMarkdown} from 'mdast-util-frontmatter'
import {gfmFromMarkdown} from 'mdast-util-gfm'
import {frontmatter} from 'micromark-extension-frontmatter'
import {gfm} from 'micromark-extension-gfm'
import {expect, test} from 'vitest'
import {parseMarkdown} from '../../src/markdown/parse.ts'
import {markdownTexts} from './markdown-texts.ts'

test('a text parsed by section is the very tree of the whole, however nasty', () => {
  const extensions = {extensions: [gfm(), frontmatter()], mdastExtensions: [gfmFromMarkdown(), frontmatterFromMarkdown()]}
  fc.assert(
    fc.property(markdownTexts(40), text => {
      expect(parseMarkdown(text)).toStrictEqual(fromMarkdown(text, extensions))
    }),
    {numRuns: 15_000, interruptAfterTimeLimit: 120_000},
  )
})
