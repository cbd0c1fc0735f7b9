import fc from 'fast-check'
import {expect, test} from 'vitest'
import {readSettings} from '../../src/settings/read-settings.ts'

const path = '.github/listkeeper.yml'
const read = (text: string) => readSettings(text, path)

/** Each mistake as `line:column-endColumn message`. */
const told = (text: string): readonly string[] =>
  read(text).mistakes.map(({place, message}) => `${place.start.line}:${place.start.column}-${place.end.column} ${message}`)

test('no file, an empty file and a file of comments set nothing, and nothing is wrong with them', () => {
  for (const text of [undefined, '', '\n', '# nothing yet\n', '---\n', '\uFEFF']) {
    expect(readSettings(text, path)).toEqual({settings: {}, mistakes: []})
  }
})

test('what is set is there, and what is absent is absent', () => {
  const {settings, mistakes} = read(`
files: [readme.md, 'lists/**/*.md', '!lists/old.md']
failOn: warning
review:
  mode: check-only
  comments: 5
links:
  timeoutSeconds: 20
  ignore:
    - url: https://slow.example/*
      reason: works in a browser
      until: 2027-01-31
    - {url: 'https://other.example/'}
`)
  expect(mistakes).toEqual([])
  expect(settings).toStrictEqual({
    files: ['readme.md', 'lists/**/*.md', '!lists/old.md'],
    failOn: 'warning',
    review: {mode: 'check-only', comments: 5},
    links: {
      timeoutSeconds: 20,
      ignore: [
        {url: 'https://slow.example/*', reason: 'works in a browser', until: '2027-01-31'},
        {url: 'https://other.example/'},
      ],
    },
  })
})

test('keys whose feature is still to come are accepted', () => {
  const later = `
links: {accept: [403], fragments: true, headers: {'https://api.example/': {authorization: 'Bearer $API_TOKEN'}}}
strikes: {scans: 3, days: 7}
repositories: {archived: true, staleAfterMonths: 24}
issue: {enabled: true, schedule: weekly, label: link health}
`
  expect(told(later)).toEqual([])
})

test('generated files are globs, or a map from them to what they are written from', () => {
  expect(read('generated: [index.md, "!docs/**"]\n')).toEqual({settings: {generated: ['index.md', '!docs/**']}, mistakes: []})
  expect(read('generated: {readme.md: data/**.yml, "docs/*.md": [a.csv, b.csv]}\n')).toEqual({
    settings: {generated: {'readme.md': 'data/**.yml', 'docs/*.md': ['a.csv', 'b.csv']}},
    mistakes: [],
  })
  const text = `generated:
  readme.md: /data.yml
  "[a.md": data.yml
  b.md: 5
  c.md: [d.yml, '{e.yml']
`
  expect(told(text)).toEqual([
    '2:14-23 `generated.readme.md` has `/data.yml`, which must start with a name: globs count from the root of the repository',
    '3:3-10 `[a.md` opens a `[` that it does not close',
    '4:9-10 `generated.b.md` must be a text or a list, not `5`',
    '5:17-25 `generated.c.md[1]` has `{e.yml`, which opens a `{` that it does not close',
  ])
  expect(read(text).settings).toEqual({generated: {'c.md': ['d.yml']}})
  expect(told('generated: readme.md\n')).toEqual(['1:12-21 `generated` must be a list or a map of keys, not `readme.md`'])
  expect(told('generated: ["[a.md"]\n')).toEqual(['1:13-20 `generated[0]` has `[a.md`, which opens a `[` that it does not close'])
})

test.each([
  ['daily', undefined],
  ['30 4 * * mon', undefined],
  ['0 */6 1,15 jan-jun 1-5', undefined],
  ['0 0 29 2 *', undefined],
  ['weekyl', 'has `weekyl`, which is neither `daily`, `weekly`, `monthly` nor a cron expression, did you mean `weekly`?'],
  [7, 'must be one of `daily`, `weekly`, `monthly`, or a cron expression, not `7`'],
  ['0 4 * *', 'has `0 4 * *`, which needs five fields (minute, hour, day of the month, month, day of the week)'],
  ['0 24 * * *', 'has `0 24 * * *`, which has no hour that can be: numbers from 0 to 23, `*`, `2-5`, `1,3` or `*/2`'],
  ['0 5-2 * * *', 'has `0 5-2 * * *`, which has no hour that can be: numbers from 0 to 23, `*`, `2-5`, `1,3` or `*/2`'],
  ['*/5 * * * *', 'has `*/5 * * * *`, which comes more often than once an hour: give one minute'],
  ['0 0 30 2 *', 'has `0 0 30 2 *`, which names a day that never comes'],
])('a schedule is a word or a cron expression: %s', (schedule, mistake) => {
  const {settings, mistakes} = read(`issue: {schedule: ${JSON.stringify(schedule)}}\n`)
  expect(mistakes.map(({message}) => message)).toEqual(mistake === undefined ? [] : [`\`issue.schedule\` ${mistake}`])
  expect(settings).toEqual({issue: mistake === undefined ? {schedule} : {}})
})

test('another repository is named whole, and what headers hold is named and not written', () => {
  expect(read('extends: ada/lists\n').settings).toEqual({extends: 'ada/lists'})
  expect(told('extends: https://github.com/ada/lists\n')).toEqual([
    '1:10-38 `extends` has `https://github.com/ada/lists`, which is no repository such as `owner/name`',
  ])
  expect(told('links: {headers: {"https://a.example/": {authorization: secret}}}\n')).toEqual([
    expect.stringMatching(/has `secret`, which names no variable of the environment such as `\$TOKEN`/),
  ])
})

test.each([
  [
    'links:\n  headers:\n    "http://a.example": {authorization: $TOKEN}\n',
    '3:5-3:23',
    '`http://a.example` is no host such as `wiki.example`; headers are sent to single hosts, by `https` only',
  ],
  ['links:\n  headers:\n    "*.a.example": {authorization: $TOKEN}\n', '3:5-3:18', '`*.a.example` is no host such as'],
  [
    'links:\n  headers:\n    https://a.example/wiki: {authorization: $TOKEN}\n',
    '3:5-3:27',
    '`https://a.example/wiki` is no host such as',
  ],
  [
    'links:\n  headers:\n    a.example:\n      User-Agent: $TOKEN\n',
    '4:7-4:17',
    '`User-Agent` is a header that Listkeeper sets itself',
  ],
  [
    'links:\n  headers:\n    a.example:\n      proxy-authorization: $TOKEN\n',
    '4:7-4:26',
    '`proxy-authorization` is a header that',
  ],
  [
    'links:\n  headers:\n    a.example:\n      "a b": $TOKEN\n',
    '4:7-4:12',
    '`a b` is no name of a header such as `authorization`',
  ],
  [
    'links:\n  headers:\n    a.example:\n      cookie: "$TOKEN\\r\\nx: y"\n',
    '4:15-4:32',
    'which has letters that no header can hold',
  ],
])('what no header can be is told on its line, and the rest applies (%#)', (text, place, message) => {
  const {settings, mistakes} = read(`failOn: never\n${text}`)
  expect(mistakes.map(({message}) => message)).toEqual([expect.stringContaining(message)])
  const [line = '', column = ''] = (place.split('-')[0] ?? '').split(':')
  expect(mistakes[0]?.place?.start).toMatchObject({line: Number(line) + 1, column: Number(column)})
  expect(settings.failOn).toBe('never')
})

test('an unknown key is told on its key, with the one that was meant, and the rest applies', () => {
  const text = 'filez: [a.md]\nfailOn: never\nreview:\n  comment: 3\n  drafts: true\n'
  expect(told(text)).toEqual([
    '1:1-6 Unknown key `filez`, did you mean `files`?',
    '4:3-10 Unknown key `comment`, did you mean `comments`?',
  ])
  expect(read(text).mistakes.map(({expected}) => expected)).toEqual([['files'], ['comments']])
  expect(read(text).settings).toStrictEqual({failOn: 'never', review: {drafts: true}})
})

test('a key that resembles none has no guess', () => {
  expect(told('colour: red\n')).toEqual(['1:1-7 Unknown key `colour`, so it is left out'])
})

test('a wrong value is told on the value, with what it must be', () => {
  const text = `failOn: eror
review:
  comments: many
  suggestions: maybe
links:
  timeoutSeconds: 900
  concurrency: 0
  retries: 1.5
  ignore:
    - url: https://a.example/
      until: soon
    - reason: no address
    - https://b.example/
`
  expect(told(text)).toEqual([
    '1:9-13 `failOn` must be one of `error`, `warning`, `never`, not `eror`, did you mean `error`?',
    '3:13-17 `review.comments` must be a number, not `many`',
    '4:16-21 `review.suggestions` must be `true` or `false`, not `maybe`',
    '6:19-22 `links.timeoutSeconds` must be at most 60, not `900`',
    '7:16-17 `links.concurrency` must be at least 1, not `0`',
    '8:12-15 `links.retries` must be a whole number, not `1.5`',
    '11:14-18 `links.ignore[0].until` must be a date such as `2027-01-31`, not `soon`',
    '12:7-25 `links.ignore[1].url` is missing',
    '13:7-25 `links.ignore[2]` must be a map of keys, not `https://b.example/`',
  ])
  expect(read(text).settings).toStrictEqual({review: {}, links: {ignore: [{url: 'https://a.example/'}]}})
})

test('a key without a value is told on its key', () => {
  expect(told('failOn: never\nfiles:\n')).toEqual(['2:1-6 `files` must be a list, not empty'])
  expect(told('links:\n  ignore:\n')).toEqual(['2:3-9 `links.ignore` must be a list, not empty'])
})

test('a wrong glob is left out, the others are used', () => {
  const text = 'files:\n  - readme.md\n  - "lists/[a.md"\n  - /other.md\n'
  expect(told(text)).toEqual([
    '3:5-18 `files[1]` has `lists/[a.md`, which opens a `[` that it does not close',
    '4:5-14 `files[2]` has `/other.md`, which must start with a name: globs count from the root of the repository',
  ])
  expect(read(text).settings).toStrictEqual({files: ['readme.md']})
})

test('a key that is set twice is told, and the last one applies', () => {
  const text = 'failOn: never\nfailOn: warning\n'
  expect(told(text)).toEqual(['2:1-7 `failOn` is set twice, the last one applies'])
  expect(read(text).settings).toStrictEqual({failOn: 'warning'})
  expect(told('links:\n  retries: 1\n  "retries": 2\n')).toEqual(['3:3-12 `retries` is set twice, the last one applies'])
})

test('what is not YAML has one mistake at its place, and no settings', () => {
  expect(told('failOn: never\nfiles: [readme.md\nlinks: {}\n')[0]).toMatch(
    /^\d:\d+-\d+ This is not YAML \(`.+`\), so no setting applies$/,
  )
  expect(read('failOn: never\n\tfiles: x\n').mistakes).toHaveLength(1)
  expect(read('failOn: never\nfiles: [').settings).toEqual({})
})

test('a file that is no map is told so', () => {
  expect(told('- failOn\n')).toEqual(['1:1-1 A settings file must be a map of keys, not a list'])
  expect(told('failOn')).toEqual(['1:1-1 A settings file must be a map of keys, not `failOn`'])
})

test('lines count the same with Windows line ends and a byte order mark', () => {
  expect(told('\uFEFFfailOn: never\r\n\r\nfilez: []\r\n')).toEqual(['3:1-6 Unknown key `filez`, did you mean `files`?'])
  expect(read('\uFEFFfailOn: never\r\n').settings).toEqual({failOn: 'never'})
})

test('an anchor may be used, and what is wrong in one place is taken away there alone', () => {
  const text = 'files: &lists [readme.md]\ngenerated: *lists\n'
  expect(read(text)).toStrictEqual({settings: {files: ['readme.md'], generated: ['readme.md']}, mistakes: []})
})

test.each([
  [
    'aliases that multiply',
    `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghij'
      .split('')
      .map((name, index) => `${name}: &${name} [${`*${'abcdefghij'[index]},`.repeat(9)}]`)
      .join('\n')}\n`,
  ],
  ['an alias to itself', 'a: &a [*a]\n'],
  ['brackets without end', '['.repeat(100_000)],
  ['maps without end', '{a: '.repeat(40_000)],
  ['dashes without end', `${'- '.repeat(90_000)}x`],
  ['question marks without end', `${'? '.repeat(90_000)}x`],
  ['ever deeper blocks', Array.from({length: 600}, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
  ['a megabyte', `# ${'x'.repeat(1_000_000)}\n`],
  ['keys that mean something to JavaScript', '__proto__: {failOn: never}\nconstructor: 1\ntoString: 2\nhasOwnProperty: 3\n'],
  ['other tags', '!!js/function "x": !!binary aGk=\n? [a, b]\n: 1\n'],
  ['many documents', '---\nfailOn: never\n---\nfailOn: error\n'],
  ['a thousand wrong keys', Array.from({length: 5000}, (_, index) => `key${index}: 1\n`).join('')],
])('hostile text is read in bounded time and sets nothing: %s', (_, text) => {
  const {user} = process.cpuUsage()
  expect(read(text).settings).toEqual({})
  expect(read(text).mistakes.length).toBeGreaterThan(0)
  expect((process.cpuUsage().user - user) / 1000).toBeLessThan(4000)
})

test('others’ text in a message stands in backticks, without anything that acts', () => {
  expect(told('"@ada`\\u202E": 1\n')).toEqual([expect.stringMatching(/^1:1-\d+ Unknown key `@adaˋU\+202E`, so it is left out$/)])
})

test('any text: never throws, and every mistake has a place in the text', () => {
  const lines = fc.array(
    fc.oneof(
      fc.constantFrom(
        'files:',
        '  - a',
        'links:',
        '  ignore:',
        '    - url: x',
        'rules: {',
        '}',
        'failOn: x',
        '? y',
        '&a',
        '*a',
        '|',
        '\t',
        '"',
        '%YAML 1.1',
        '---',
        '<<: *a',
        'off',
      ),
      fc.string({maxLength: 12}),
    ),
    {maxLength: 12},
  )
  fc.assert(
    fc.property(lines, parts => {
      const text = parts.join('\n')
      for (const {place} of read(text).mistakes) {
        expect(place.start.offset).toBeLessThanOrEqual(place.end.offset)
        expect(place.end.offset).toBeLessThanOrEqual(text.length)
        expect(place.start.line).toBeLessThanOrEqual(text.split(/\r\n|[\r\n]/).length)
      }
    }),
  )
})

test('rules are set by a word or by their options, those of links too', () => {
  const text = `rules:
  toc: off
  entry-separator: {severity: error, style: ' – '}
  dead-link: warning
  moved-link: {severity: error}
`
  expect(read(text)).toStrictEqual({
    settings: {
      rules: {
        toc: 'off',
        'entry-separator': {severity: 'error', style: ' – '},
        'dead-link': 'warning',
        'moved-link': {severity: 'error'},
      },
    },
    mistakes: [],
  })
})

test('an unknown rule, option or word is told, and the rest of the rules applies', () => {
  const text = `rules:
  no-duplicate-urls: off
  toc: of
  entry-separator: {styl: ' - ', severity: error}
  no-duplicate-url: {scope: 7}
  dead-link: [off]
`
  expect(told(text)).toEqual([
    '2:3-20 Unknown rule `no-duplicate-urls`, did you mean `no-duplicate-url`?',
    '3:8-10 `rules.toc` must be one of `off`, `error`, `warning`, or a map of its options, not `of`, did you mean `off`?',
    '4:21-25 Unknown key `styl`, did you mean `style`?',
    expect.stringMatching(/^5:29-30 `rules\.no-duplicate-url\.scope` must be one of .*, not `7`$/),
    '6:3-12 `rules.dead-link` must be one of `off`, `error`, `warning`, or a map of its options, not a list',
  ])
  expect(read(text).settings).toStrictEqual({rules: {'entry-separator': {severity: 'error'}, 'no-duplicate-url': {}}})
})
