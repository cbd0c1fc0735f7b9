import {expect, test} from 'vitest'
import {heldLinks} from '../../src/journeys/held-links.ts'
import type {Settings} from '../../src/settings/settings.ts'

const hold = (text: string, settings: Settings = {}) => heldLinks([{path: 'readme.md', text}], settings, 0).links

test('an address is held once, with the entry, the section and the line of each place', () => {
  const readme =
    '\uFEFF# Ants\n\n[Home](https://ants.example/)\n\n## Big\n\n- [Army](https://army.example/#top) - Marches, [more](https://ants.example/).\n'
  const more = '## Small\n\n- [Fire](https://army.example/#top) - Stings.\n'
  const files = [
    {path: 'readme.md', text: readme},
    {path: 'more.md', text: more},
  ]
  expect(heldLinks(files, {}, 0)).toEqual({
    links: [
      {
        url: 'https://ants.example/',
        page: 'https://ants.example/',
        places: [
          {path: 'readme.md', line: 3, section: 'Ants'},
          {path: 'readme.md', line: 7, entry: 'Army', section: 'Big'},
        ],
      },
      {
        url: 'https://army.example/#top',
        page: 'https://army.example/',
        places: [
          {path: 'readme.md', line: 7, entry: 'Army', section: 'Big'},
          {path: 'more.md', line: 3, entry: 'Fire', section: 'Small'},
        ],
      },
    ],
    notes: [],
  })
})

test('what can only be judged by its text, a badge, and what the settings leave out has no page', () => {
  const text = [
    '- [A](mailto:ada@ants.example)',
    '- [B](docs/b.md)',
    '- [C](htps://c.example/)',
    '- ![d](https://img.shields.io/badge/d)',
    '- [E](https://e.example/private/x)',
    '- [F](#f)',
    '- [G](https://g.example/)',
  ].join('\n')
  const held = hold(text, {links: {ignore: [{url: 'https://e.example/private/*'}]}})
  expect(held.map(({url, page}) => [url, page])).toEqual([
    ['mailto:ada@ants.example', undefined],
    ['docs/b.md', undefined],
    ['htps://c.example/', undefined],
    ['https://img.shields.io/badge/d', undefined],
    ['https://e.example/private/x', undefined],
    ['https://g.example/', 'https://g.example/'],
  ])
  expect(held[3]?.places[0]?.isImage).toBe(true)
})

test('a badge that somebody links to is asked for, and what is ignored until a day is asked for after it', () => {
  const badge = 'https://img.shields.io/badge/d'
  expect(hold(`![d](${badge}) [d](${badge})`)[0]?.page).toBe(badge)
  const ignored = {links: {ignore: [{url: '*', until: '1969-12-31'}]}}
  expect(hold('[a](https://a.example/)', ignored)[0]?.page).toBe('https://a.example/')
})

test('a link with a secret is held without its page, and without its secret', () => {
  const held = hold('[a](https://ada:pw@a.example/?token=hunter2) [b](https://ada:pw@a.example/?token=hunter3)')
  expect(held).toEqual([
    {
      url: 'https://ada:***@a.example/?token=***',
      places: [
        {path: 'readme.md', line: 1},
        {path: 'readme.md', line: 1},
      ],
    },
  ])
  expect(JSON.stringify(held)).not.toMatch(/pw|hunter/)
})

test('an address longer than anybody writes is told in a note', () => {
  const {links, notes} = heldLinks(
    [{path: 'a.md', text: `[a](https://a.example/${'a'.repeat(4000)}) [b](https://b.example/)`}],
    {},
    0,
  )
  expect(links.map(({url}) => url)).toEqual(['https://b.example/'])
  expect(notes).toEqual(['1 link is longer than 4000 characters, and not looked at.'])
})

test('an address that stands all over is held with its first places', () => {
  expect(hold('[a](https://a.example/)\n'.repeat(1000))[0]?.places).toHaveLength(50)
})
