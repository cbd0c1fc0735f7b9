import {expect, test} from 'vitest'
import {cut, read} from './read.ts'

const contentsOf = (text: string) => read(text).list.contents?.items.map(({text, target, depth}) => [text, target, depth])

test('contents are found by their heading, whatever decorates it, in the languages that lists are written in', () => {
  for (const title of ['Contents', '📚 Table of Contents', 'TOC', '**Index**', '目录', 'Содержание', 'Inhaltsverzeichnis']) {
    expect(contentsOf(`## ${title}\n- [A](#a)\n  - [B](#b)\n- C\n`), title).toEqual([
      ['A', '#a', 0],
      ['B', '#b', 1],
      ['C', undefined, 0],
    ])
  }
})

test('contents are found by their links, too, and plain text only by its heading', () => {
  expect(contentsOf('# L\n- [A](#a)\n- [B](#b)\n- [C](#c)\n')).toHaveLength(3)
  expect(contentsOf('# L\n- A\n- B\n- C\n')).toBeUndefined()
  expect(contentsOf('# Index\n- A\n- B\n- C\n')).toHaveLength(3)
  expect(contentsOf('# Index\n- [A](https://a.example)\n- [B](https://b.example)\n- [C](https://c.example)\n')).toBeUndefined()
})

test('contents hold no entries, also not those of a part', () => {
  const part = '- [A](#a)\n- [B](#b)\n- [C](#c)\n'
  expect(
    read(`## Contents\n${part}\n## Part\n${part}\n## Ants\n- [Ant](https://a.example)\n`).list.entries.map(({name}) => name),
  ).toEqual(['Ant'])
})

test.each([
  ['<!-- START doctoc generated TOC please keep comment here to allow auto update -->', true],
  ['<!-- TOC -->', true],
  ['<!--ts-->', true],
  ['<!-- a comment -->', false],
])('%s: kept by a tool is %s', (mark, byTool) => {
  expect(read(`## Contents\n${mark}\n\n- [A](#a)\n- [B](#b)\n- [C](#c)\n`).list.contents?.byTool).toBe(byTool)
})

test('a target’s place is that of the anchor alone', () => {
  const text = '## Contents\n- [A](#a)\n- [B](#b)\n- [C](#c)\n'
  expect(read(text).list.contents?.items.map(({targetPlace}) => cut(text, targetPlace))).toEqual(['#a', '#b', '#c'])
})

test('slugs are GitHub’s: HTML and images left out, counted where they repeat', () => {
  const {list} = read(
    '# A <sup>b</sup>\n## C ![d](d.png)\n## A b\n## 🐜 Ants & Co.\n## `code` [link](x)\n## A b\n\n<a id="own"></a>\n\n<h2>In HTML</h2>\n',
  )
  expect(list.sections.map(({slug}) => slug)).toEqual(['', 'a-b', 'c-', 'a-b-1', '-ants--co', 'code-link', 'a-b-2'])
  expect(list.anchors).toEqual(
    new Set(['a-b', 'c-', 'c', 'a-b-1', '-ants--co', 'ants--co', 'code-link', 'a-b-2', 'own', 'in-html']),
  )
})
