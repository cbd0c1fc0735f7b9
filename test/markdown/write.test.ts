import fc from 'fast-check'
import type {Nodes} from 'mdast'
import {fromMarkdown} from 'mdast-util-from-markdown'
import {gfmFromMarkdown} from 'mdast-util-gfm'
import {gfm} from 'micromark-extension-gfm'
import {visit} from 'unist-util-visit'
import {expect, test} from 'vitest'
import {address} from '../../src/markdown/address.ts'
import {folded, small} from '../../src/markdown/folded.ts'
import {bytesOf, caps, writeWithin} from '../../src/markdown/limit.ts'
import {link} from '../../src/markdown/link.ts'
import {marker, readMarker} from '../../src/markdown/marker.ts'
import {code, readMessage} from '../../src/markdown/message.ts'
import {own} from '../../src/markdown/own.ts'
import {quote} from '../../src/markdown/quote.ts'
import {say} from '../../src/markdown/say.ts'
import {type Block, paragraph, points, suggestion, table, write} from '../../src/markdown/write.ts'
import {hostile} from './hostile.ts'

/** Runs by which a text is looked at when GitHub has made Markdown of it: mentions, references, commits. */
const found = /(?<![\w])@[a-z\d]|#\d|\bGH-\d|\b[0-9a-f]{7,40}\b/i

/** The body as GitHub would read it: what is in code, and all else that could do something. */
function read(body: string): {
  code: string[]
  suggestions: string[]
  html: string[]
  links: string[]
  text: string[]
  others: string[]
} {
  const seen = {code: [], suggestions: [], html: [], links: [], text: [], others: []} as ReturnType<typeof read>
  const plain = new Set(['root', 'paragraph', 'list', 'listItem', 'table', 'tableRow', 'tableCell'])
  visit(fromMarkdown(body, {extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()]}), (node: Nodes) => {
    if (node.type === 'inlineCode') seen.code.push(node.value)
    else if (node.type === 'code') seen.suggestions.push(node.value)
    else if (node.type === 'html') seen.html.push(node.value)
    else if (node.type === 'link') seen.links.push(node.url)
    else if (node.type === 'text') seen.text.push(node.value)
    else if (!plain.has(node.type)) seen.others.push(node.type)
  })
  return seen
}

const ruleLink = link([{type: 'text', value: 'a-rule'}], 'https://github.com/a/b/blob/main/docs/rules/a-rule.md')
const mark = marker({v: 1, kind: 'comment', open: ['ab12', 'ab12.2'], fixed: [], lines: 2})

test('whatever others wrote stands in code or in a suggestion and nowhere else', () => {
  fc.assert(
    fc.property(hostile, hostile, hostile, hostile, (name, url, rule, line) => {
      const lines = line.split('\n')
      const offered = suggestion(lines)
      const body = write(
        paragraph(
          say`The entry ${quote(name)} has ${2} problems at ${address(url)}: ${readMessage(`Found ${code(rule)}, sorry`)}.`,
        ),
        ...(offered === undefined ? [] : [offered]),
        points(say`First ${quote(url)}`, say`Second ${address(name)}`, readMessage(rule)),
        folded(
          own`${1} more`,
          table([say`Where`, say`What`], [[quote(name)], readMessage(code(url))], [[address(url)], say`odd`]),
        ),
        paragraph(small([ruleLink])),
        mark,
      )
      const seen = read(body)
      expect(seen.html.slice(0, -4)).toEqual(['<details>\n<summary>1 more</summary>'])
      expect(seen.html.slice(-4, -1)).toEqual(['</details>', '<sub>', '</sub>'])
      expect(seen.html.at(-1)).toMatch(/^<!-- listkeeper [^<>]* -->$/)
      expect(seen.links).toEqual([ruleLink.url])
      expect(seen.others).toEqual([])
      expect(seen.suggestions).toEqual(offered === undefined ? [] : [lines.join('\n')])
      for (const text of seen.text) expect(text).not.toMatch(found)
      for (const text of seen.text) expect(text).not.toMatch(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]/u)
      for (const piece of seen.code) expect(piece).not.toMatch(/[\p{Cc}\p{Bidi_Control}\u2028\u2029\uFEFF]/u)
      expect(readMarker(body)).toEqual({v: 1, kind: 'comment', open: ['ab12', 'ab12.2'], fixed: [], lines: 2})
      expect(body.isWellFormed()).toBe(true)
    }),
    {numRuns: 600},
  )
})

test('a quote holds no mention, reference or commit, even read as plain text', () => {
  fc.assert(
    fc.property(hostile, theirs => {
      expect(quote(theirs).value).not.toMatch(found)
      expect(quote(theirs).value).not.toContain('`')
    }),
    {numRuns: 600},
  )
})

test('a quote is one line of at most so many characters, whatever its text', () => {
  expect(quote('a\n b').value).toBe('a b')
  expect(quote('').value).toBe(' ')
  expect(quote('@octocat fixes #1, GH-2').value).toBe('@\u200Boctocat fixes #\u200B1, GH-\u200B2')
  expect(quote('at a5c3785ed').value).toBe('at a5c378\u200B5ed')
  expect(quote('evil\u202Egnp.exe').value).toBe('evilU+202Egnp.exe')
  expect(quote('👩‍💻 می‌خواهم').value).toBe('👩‍💻 می‌خواهم')
  expect(quote('x'.repeat(100_000)).value).toBe(`${'x'.repeat(79)}…`)
  expect([...quote('👩'.repeat(100)).value]).toHaveLength(80)
})

test('a message keeps the blanks that it is about', () => {
  expect(write(paragraph(readMessage(`Unexpected ${code(' -  ')}, expected ${code(' - ')}`)))).toBe(
    'Unexpected `  -   `, expected `  -  `',
  )
  expect(read('Unexpected `  -   `, expected `  -  `').code).toEqual([' -  ', ' - '])
  expect(code('a\u00A0b')).toBe('`aU+00A0b`')
})

test('an address can be copied, and is escaped where it could end its code or hide something', () => {
  expect(address('https://a.example/@b/#c').value).toBe('https://a.example/@b/#c')
  expect(address('https://a.example/`\u202E<@octocat').value).toBe('https://a.example/%60%E2%80%AE%3C@octocat')
  expect(address('https://me:@octocat/').value).toBe('https://me:@\u200Boctocat/')
  expect(address(`https://a.example/${'é'.repeat(500)}`).value).toHaveLength(200)
  expect(write(paragraph(readMessage(`It is now at ${code('https://a.example/@b')}`)))).toBe(
    'It is now at `https://a.example/@b`',
  )
})

test('a suggestion has a fence longer than any inside, and is not offered where a fence would change it', () => {
  expect(write(suggestion(['a', '````', 'b']) ?? [])).toBe('`````suggestion\na\n````\nb\n`````')
  expect(write(suggestion([]) ?? [])).toBe('```suggestion\n```')
  for (const lines of [[''], ['a\r'], ['\uD800'], ['\0'], ['x'.repeat(20_000)]]) expect(suggestion(lines)).toBeUndefined()
})

test('links to pages that would note them go through the redirecting twin, on github.com only', () => {
  expect(link([], 'https://github.com/a/b/pull/1').url).toBe('https://redirect.github.com/a/b/pull/1')
  expect(link([], 'https://github.com/a/b/commit/1f').url).toBe('https://redirect.github.com/a/b/commit/1f')
  expect(link([], 'https://github.com/a/b').url).toBe('https://github.com/a/b')
  expect(link([], 'https://ghe.example/a/b/pull/1').url).toBe('https://ghe.example/a/b/pull/1')
})

test('a marker is read from the last line alone, and strictly', () => {
  const line = write(mark)
  expect(readMarker(`words\n\n${line}`)).toBeDefined()
  expect(readMarker(`words\r\n\r\n${line}\r\n`)).toBeDefined()
  expect(readMarker(`${line}\n\nwords`)).toBeUndefined()
  expect(readMarker(`> ${line}`)).toBeUndefined()
  expect(readMarker(`words ${line}`)).toBeUndefined()
  expect(readMarker(line.replace('"v":1', '"v":2'))).toBeUndefined()
  expect(readMarker(line.replace('"v":1', '"v":1,"x":1'))).toBeUndefined()
  expect(readMarker(line.replace('"ab12"', '"AB!"'))).toBeUndefined()
  expect(readMarker(line.replace('{', '{{'))).toBeUndefined()
  expect(readMarker('')).toBeUndefined()
})

test('a body is cut at a whole block within its cap, says so, and keeps its end', () => {
  const size = fc.integer({min: 0, max: 900})
  const bodies = fc.array(fc.tuple(size, fc.constantFrom('a', 'é', '漢', '👩')), {maxLength: 12})
  fc.assert(
    fc.property(bodies, fc.integer({min: 400, max: 6_000}), (sizes, cap) => {
      const blocks = sizes.map(([length, character]): Block => paragraph([{type: 'text', value: `b${character.repeat(length)}`}]))
      const body = writeWithin(cap, blocks, left => say`${left} parts are left out.`, [mark])
      expect(bytesOf(body)).toBeLessThanOrEqual(cap)
      expect(readMarker(body)).toBeDefined()
      const left = blocks.length - (body.match(/^b/gm) ?? []).length
      expect(body.includes(`\n\n${left} parts are left out.\n\n<!--`) || body.startsWith(`${left} parts`)).toBe(left > 0)
    }),
  )
  expect(caps).toEqual({body: 65_536, check: 65_535})
})
