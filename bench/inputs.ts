import {bitsFrom} from './random.ts'

/** A list to measure on: made by a seed, always the same. */
export interface Input {
  readonly name: string
  readonly text: string
}

/** Lists of the size and shape of well-known ones, and one of 5 MB. */
export const inputs = (): readonly Input[] => [
  {name: 'prose, like awesome-go', text: prose({seed: 1, sections: 150, entries: 19})},
  {name: 'prose with tags, like awesome-selfhosted', text: tagged({seed: 2, sections: 80, entries: 16})},
  {name: 'tables, like public-apis', text: tables({seed: 3, sections: 52, entries: 33})},
  {name: '5 MB of lists', text: large(5_000_000)},
]

/** A list of about so many characters: prose and tables in turn, as several lists in one file would be. */
export function large(size: number): string {
  const [head = '', ...sections] = prose({seed: 4, sections: Math.ceil(size / 2_900), entries: 19}).split(/^(?=## )/m)
  const rows = tables({seed: 5, sections: Math.ceil(size / 25_000), entries: 33})
    .split(/^(?=## )/m)
    .slice(1)
  let text = head.split('\n- [')[0] ?? ''
  for (let index = 0; text.length < size; index += 1) {
    text += `\n${sections[index % sections.length]}`
    if (index % 10 === 0) text += `\n${rows[(index / 10) % rows.length]}`
  }
  return text
}

interface Shape {
  readonly seed: number
  readonly sections: number
  readonly entries: number
}

/** `- [name](https://github.com/owner/name) - What it does.` in alphabetical order, with contents. */
export function prose({seed, sections, entries}: Shape): string {
  const random = randomFrom(seed)
  return document(sections, random, title => {
    const items = names(entries, random).map(name => {
      const slip = random(100)
      const separator = slip === 0 ? ' – ' : ' - '
      const stop = slip === 1 ? '' : '.'
      return `- [${name}](https://github.com/${pick(words, random)}-${random(1000)}/${name})${separator}${sentence(6 + random(11), random)}${stop}`
    })
    return `_About ${title.toLowerCase()}._\n\n${items.join('\n')}\n`
  })
}

/** ``- [Name](https://name.example/) - What it does. ([Source Code](https://…)) `MIT` `Go` ``. */
export function tagged({seed, sections, entries}: Shape): string {
  const random = randomFrom(seed)
  return document(sections, random, () => {
    const items = names(entries, random).map(name => {
      const code = `([Demo](https://demo.${name}.example), [Source Code](https://github.com/${name}/${name}-${random(1000)}))`
      return `- [${name}](https://${name}-${random(100_000)}.example/) - ${sentence(8 + random(10), random)}. ${code} \`${pick(licences, random)}\` \`${pick(languages, random)}/Docker\``
    })
    return `**[\`^        back to top        ^\`](#contents)**\n\n${items.join('\n')}\n`
  })
}

/** A table a section, with columns of few values. */
export function tables({seed, sections, entries}: Shape): string {
  const random = randomFrom(seed)
  return document(sections, random, () => {
    const rows = names(entries, random).map(
      name =>
        `| [${name}](https://${name}-${random(100_000)}.example/docs/) | ${sentence(4 + random(8), random)} | ${pick(['No', '`apiKey`', '`OAuth`'], random)} | ${pick(['Yes', 'Yes', 'No'], random)} | ${pick(['Yes', 'No', 'Unknown'], random)} |`,
    )
    return `API | Description | Auth | HTTPS | CORS |\n|:---|:---|:---|:---|:---|\n${rows.join('\n')}\n\n**[⬆ Back to Contents](#contents)**\n`
  })
}

function document(sections: number, random: Random, body: (title: string) => string): string {
  const titles = Array.from(
    {length: sections},
    (_, index) => `${capital(pick(words, random))} ${capital(pick(words, random))} ${index}`,
  )
  const contents = titles.map(title => `- [${title}](#${title.toLowerCase().replaceAll(' ', '-')})`)
  const parts = titles.map(title => `## ${title}\n\n${body(title)}`)
  return `# Awesome Things\n\n> ${sentence(20, random)}.\n\n## Contents\n\n${contents.join('\n')}\n\n${parts.join('\n')}\n## License\n\nCC0.\n`
}

const words =
  'a fast small library that reads writes and checks lists of links for people who keep them healthy simple server client framework parser with support of streams queues caches events types tests plugins themes for modern distributed systems written in pure style without dependencies'.split(
    ' ',
  )
const licences = ['MIT', 'Apache-2.0', 'GPL-3.0', 'AGPL-3.0', 'BSD-3-Clause']
const languages = ['Go', 'PHP', 'Python', 'Nodejs', 'Rust', 'Java']

/** A whole number from 0, below a limit. */
type Random = (limit: number) => number

function randomFrom(seed: number): Random {
  const bits = bitsFrom(seed)
  return limit => bits() % limit
}

const pick = <Value>(values: readonly Value[], random: Random): Value | string => values[random(values.length)] ?? ''

const names = (count: number, random: Random): string[] =>
  Array.from({length: count}, () => `${pick(words, random)}${pick(words, random)}${random(1000)}`).toSorted()

/** No word stands twice in a row: that would be a mistake to tell. */
function sentence(length: number, random: Random): string {
  const chosen: string[] = []
  while (chosen.length < length) {
    const word = pick(words, random)
    if (word !== chosen.at(-1)) chosen.push(word)
  }
  return capital(chosen.join(' '))
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)
