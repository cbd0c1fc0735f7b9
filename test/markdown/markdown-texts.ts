import fc from 'fast-check'

/** Lines that open, close, continue or look like something, to be joined in any order. */
const lines = [
  '# Heading', '## Heading ##', '#', '#\tTab', '#no heading', ' # Indented', '   ### Three', '    # Code', '####### Seven', '# [Ref] and [^note]',
  'Setext', '===', '---', '- - -', '***', '', '', '', ' ', '\t', '    ', 'text', 'text  ', 'text\\', '  text', '    text', '\ttext',
  '```', '```js', '````', '~~~', '~~~~', '``` a`b', '  ```', '   ~~~', '    ```', '\t```', '- ```', '  - ~~~', '1. ```', '> ```', '> ~~~', '>```',
  '<!-- open', '-->', '<!-- one -->', '<!-->', '<!--->', '  <!-- open', '- <!-- open', '> <!-- open', '<!-- a -- b', 'text <!-- inline', '<!--a--><b>',
  '<div>', '</div>', '<details>', '<summary>s</summary>', '</details>', '<a name="x">', '<img src="x">', '<b>bold', '<https://a.example>', '<x', '< y',
  '  <div>', '   <a>', '    <div>', '<pre>', '</pre>', '<script>', '</script>', '  <pre>', '<?php', '?>', '<!DOCTYPE x', '>', '<![CDATA[', ']]>', '<style',
  '<div', '<p align="center">', '<br/>', '<hr/>', '<custom-tag>', '</a>', '<a href="#x"',
  '- item', '* item', '+ item', '1. one', '2. two', '10) ten', '  - nested', '    - deeper', '- [x] done', '-', '- ', '-\ttab', '  continued', 'lazy',
  '- [Ant](https://ant.example) - Builds.', '- [Ref] - refers.', '- ![i][img] [full][Ref]', '- [collapsed][]', '- # heading', '- > quote', '1.',
  '> quote', '> > two', '> - item', '>', '>     code', '> # heading', '> | a |', '> [Quoted', '> label]', '[Quoted', 'label]',
  '| a | b |', '| - | - |', '|---|:-:|', '| 1 | 2 |', 'a | b', '--- | ---', '1 | `2|3`', '|', '| \\| |',
  '[Ref]: https://ref.example', '[ref]: <x> "title', 'more title"', '[img]: i.png', '[Quoted label]: q', '[^note]: a footnote', '[^note]:', '    more note',
  '[^note2]: two', 'text [^note] [^note2] [^none]', 'text [ref] ![img] [none]', '[ref][Ref]', '[a\\]b]: x', '[a\\]b] and [`x]`]', '[ẞ]: x', '[ss]', '[İ]', '[İ]: y',
  '- [Ref]: https://in-item.example', '> [Ref]: https://in-quote.example', '[\\[b]: z', '[`\\`[ref]', '[ref\\]', '[^ref]', '[Ref]:', 'https://ref.example',
  '---', 'title: x', '# comment', '...', 'www.example.com', 'https://x.example/(a)', 'mail@example.com', '_em', '**strong', '`code', '``', '*a*_b_', '&amp;', '\u0000',
  '😀', 'a\u00A0b', '\u2028', '\u000B', '\u000C',
] // biome-ignore format: a word list

const endings = fc.oneof({weight: 6, arbitrary: fc.constant('\n')}, {weight: 1, arbitrary: fc.constantFrom('\r\n', '\r', '\n\n')})

/** Texts made of nasty lines. */
export const markdownTexts = (maxLines: number): fc.Arbitrary<string> =>
  fc
    .record({
      start: fc.constantFrom('', '', '', '', '\uFEFF', '---\n', '---\n# x\n---\n', '\uFEFF---\ntitle\n---\n'),
      lines: fc.array(fc.tuple(fc.constantFrom(...lines), endings), {maxLength: maxLines, size: 'max'}),
      end: fc.constantFrom('', '\n', '# End', '# End\n', '[ref]: late\n'),
      // So that most texts are cut somewhere.
      headings: fc.array(fc.nat(maxLines), {maxLength: 6}),
    })
    .map(({start, lines, end, headings}) => {
      const text = lines.map(([line, ending]) => line + ending)
      for (const at of headings) text.splice(at, 0, '## Cut\n')
      return start + text.join('') + end
    })
