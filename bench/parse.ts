/** Parses two generated lists whole and by section, in turn, and prints the medians of both: `node bench/parse.ts [rounds]`. */
import {fromMarkdown} from 'mdast-util-from-markdown'
import {frontmatterFromMarkdown} from 'mdast-util-frontmatter'
import {gfmFromMarkdown} from 'mdast-util-gfm'
import {frontmatter} from 'micromark-extension-frontmatter'
import {gfm} from 'micromark-extension-gfm'
import {parseMarkdown} from '../src/markdown/parse.ts'

const words = 'a fast small library that reads writes and checks lists of links for people who keep them healthy'.split(' ')

const sentence = (seed: number): string =>
  Array.from({length: 12}, (_, at) => words[(seed * 7 + at * ((seed % 5) + 1)) % words.length]).join(' ')

/** As many entries in as many sections as awesome-go has: 400 kB. */
const items = (round: number): string =>
  Array.from({length: 130}, (_, section) => {
    const entries = Array.from({length: 22}, (_, at) => {
      const id = section * 22 + at
      return `- [project-${id}](https://github.com/owner-${id}/project-${id}) - ${sentence(id)}.\n`
    })
    return `## Section ${section} of ${round}\n\n_About it._\n\n${entries.join('')}\n`
  }).join('')

/** As many rows in as many tables as public-apis has: 240 kB. */
const tables = (round: number): string =>
  Array.from({length: 50}, (_, section) => {
    const rows = Array.from({length: 34}, (_, at) => {
      const id = section * 34 + at
      return `| [Service ${id}](https://service-${id}.example/docs) | ${sentence(id)} | \`apiKey\` | Yes | Unknown |\n`
    })
    return `### Section ${section} of ${round}\n\nAPI | Description | Auth | HTTPS | CORS |\n|---|---|---|---|---|\n${rows.join('')}\n`
  }).join('')

const whole = (text: string) =>
  fromMarkdown(text, {extensions: [gfm(), frontmatter()], mdastExtensions: [gfmFromMarkdown(), frontmatterFromMarkdown()]})

const time = (work: () => unknown): number => {
  const start = performance.now()
  work()
  return performance.now() - start
}

const median = (times: readonly number[]): string => (times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0).toFixed(0)

const rounds = Number(process.argv[2] ?? 7)
for (const [name, make] of [
  ['items', items],
  ['tables', tables],
] as const) {
  const times = {whole: [] as number[], sections: [] as number[], again: [] as number[]}
  for (let round = 0; round <= rounds; round += 1) {
    // Another text each time, so that nothing is known; then a change of one line, in which nearly all is.
    const text = make(round)
    const measured = {
      whole: time(() => whole(text)),
      sections: time(() => parseMarkdown(text)),
      again: time(() => parseMarkdown(text.replace('that reads', 'which reads'))),
    }
    if (round === 0) continue
    for (const way of ['whole', 'sections', 'again'] as const) times[way].push(measured[way])
  }
  const size = Math.round(make(0).length / 1000)
  console.log(
    `${name}, ${size} kB: whole ${median(times.whole)} ms, by section ${median(times.sections)} ms, after a change of one line ${median(times.again)} ms`,
  )
}
