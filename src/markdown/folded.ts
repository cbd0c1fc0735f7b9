import type {PhrasingContent} from 'mdast'
import type {Own} from './own.ts'
import type {Block} from './write.ts'

/** Blocks under a line of our own, closed until somebody opens them. They are one block: an open end would fold what follows. */
export const folded = (title: Own, ...blocks: readonly Block[]): Block => [
  {type: 'html', value: `<details>\n<summary>${title}</summary>`},
  ...blocks.flat(),
  {type: 'html', value: '</details>'},
]

/** Small print on one line. */
export const small = (words: readonly PhrasingContent[]): PhrasingContent[] => [
  {type: 'html', value: '<sub>'},
  ...words,
  {type: 'html', value: '</sub>'},
]
