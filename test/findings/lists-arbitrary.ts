import fc from 'fast-check'

/** A small list, as pieces that a test can put together otherwise. */
export interface SmallList {
  readonly title: string
  readonly intro: string
  readonly contents: boolean
  readonly sections: readonly SmallSection[]
}

interface SmallSection {
  readonly title: string
  readonly entries: readonly string[]
}

const names = [
  'Ant',
  'Bee',
  'Cicada',
  'Dragonfly',
  'Earwig',
  'Flea',
  'Gnat',
  'Hornet',
  'iWasp',
  'Louse',
  'Moth',
  'npm Nits',
  'Owlfly',
]
const deeds = [
  'Builds things',
  'A tool for work',
  'Fast and small',
  'Reads the the news',
  'Sings, dances and sleeps',
  'Ant recieves mail',
  'a helper',
  'Walks',
]

/** How an entry may be written; the first ones are what most lists do, so that there is a habit to break. */
const forms: readonly ((name: string, url: string, deed: string) => string)[] = [
  (name, url, deed) => `- [${name}](${url}) - ${deed}.`,
  (name, url, deed) => `- [${name}](${url}) - ${deed}.`,
  (name, url, deed) => `- [${name}](${url}) - ${deed}.`,
  (name, url, deed) => `- [${name}](${url}) - ${deed}.`,
  (name, url, deed) => `- [${name}](${url}) - ${deed}.`,
  (name, url, deed) => `- [${name}](${url}) - ${deed}`,
  (name, url, deed) => `- [${name}](${url}): ${deed}.`,
  (name, url, deed) => `- [${name}](${url}) – ${deed.toLowerCase()}.`,
  (name, url, deed) => `- [${name}](${url})  -  ${deed} .`,
  (name, url, deed) => `- [${name} - ${deed}](${url})`,
  (name, url, deed) => `- [${name}](${url}) ${deed}.`,
  (name, url) => `- [${name}](${url})`,
  (name, url, deed) => `- [**${name}**](${url}) - ${name} is ${deed}..`,
  (name, url, deed) => `-  [${name}](${url}?utm_source=list) - ${deed}.`,
  (name, url, deed) => `* [${name} ](${url}) - ${deed}. \`MIT\``,
  (name, url, deed) => `- ${name} ${url} - ${deed}.`,
  (name, url, deed) => `- [${name}](${url.replace('://', ':/')}) - ${deed}.`,
  (name, url, deed) => `- [${name}](${url}) - ${deed} ([Source](${url}src)).`,
  (name, url, deed) => `- [${name}](${url}) - Donâ€™t ${deed}.`,
]

/** One entry on one line. Names and addresses repeat now and then. */
export const anyEntry: fc.Arbitrary<string> = fc
  .record({
    form: fc.constantFrom(...forms),
    name: fc.constantFrom(...names),
    number: fc.nat(40),
    deed: fc.constantFrom(...deeds),
  })
  .map(({form, name, number, deed}) =>
    form(`${name} ${number}`, `https://${name.toLowerCase().replaceAll(' ', '-')}${number}.example/`, deed),
  )

const titles = ['Army', 'Fire', 'Leaf', 'Wood', 'Weaver', 'Army', '🐜 Ghosts', 'Resources']

const anySection: fc.Arbitrary<SmallSection> = fc.record({
  title: fc.constantFrom(...titles),
  entries: fc.oneof(
    {weight: 4, arbitrary: fc.array(anyEntry, {minLength: 1, maxLength: 10, size: 'max'})},
    // A sorted section is what makes a place wrong.
    {weight: 2, arbitrary: fc.array(anyEntry, {minLength: 4, maxLength: 10, size: 'max'}).map(entries => entries.toSorted())},
    {weight: 1, arbitrary: fc.constant([])},
  ),
})

/** Small lists of all kinds: with habits and without, sorted and not, with contents and without. */
export const anyList: fc.Arbitrary<SmallList> = fc.record({
  title: fc.constant('Awesome Ants'),
  intro: fc.constantFrom('', 'A list of ants, kept by hand.', 'See [the guide](#army) and https://ants.example/.'),
  contents: fc.boolean(),
  sections: fc.array(anySection, {minLength: 1, maxLength: 5}),
})

const slug = (title: string): string =>
  title
    .toLowerCase()
    .replaceAll(/[^\p{L} -]/gu, '')
    .replaceAll(' ', '-')

/** The list as a text. `listed`: the titles in its contents, if those are not the sections'. */
export function textOf({title, intro, contents, sections}: SmallList, listed = sections.map(({title}) => title)): string {
  return [
    `# ${title}`,
    ...(intro === '' ? [] : [intro]),
    ...(contents ? ['## Contents', listed.map(name => `- [${name}](#${slug(name)})`).join('\n')] : []),
    ...sections.flatMap(({title, entries}) => [`## ${title}`, ...(entries.length === 0 ? [] : [entries.join('\n')])]),
    '',
  ]
    .join('\n\n')
    .replace(/\n+$/, '\n')
}

/** A change to a list that writes nothing: entries are moved, within sections and between them, indented, or taken away. */
export const anyMove = fc.record({
  from: fc.nat(4),
  entry: fc.nat(9),
  to: fc.nat(4),
  at: fc.nat(9),
  how: fc.constantFrom('move', 'move', 'indent', 'take away'),
})

type Move = typeof anyMove extends fc.Arbitrary<infer Value> ? Value : never

export function moved(list: SmallList, {from, entry, to, at, how}: Move): SmallList {
  const taken = list.sections[from]?.entries[entry]
  if (taken === undefined || (how === 'move' && list.sections[to] === undefined)) return list
  const without = list.sections.map((section, index) =>
    index === from ? {...section, entries: section.entries.toSpliced(entry, 1)} : section,
  )
  if (how === 'take away') return {...list, sections: without}
  const [where, place, line] = how === 'indent' ? [from, entry, entry === 0 ? taken : `  ${taken}`] : [to, at, taken]
  return {
    ...list,
    sections: without.map((section, index) =>
      index === where ? {...section, entries: section.entries.toSpliced(place, 0, line)} : section,
    ),
  }
}
