import type {People} from '../sandbox/sandbox.ts'

/** A list with habits: contents of links, ` - ` everywhere, a description for each entry. Its lines 8 to 11 and 15 to 19 are entries. */
export const ants = (url: People['url']): string => `# Awesome ants

- [Builders](#builders)
- [Hunters](#hunters)

## Builders

- [Leafcutter](${url('alive.example', '/leafcutter')}) - Grows fungus on leaves.
- [Weaver](${url('alive.example', '/weaver')}) - Sews leaves together.
- [Wood](${url('alive.example', '/wood')}) - Heaps up needles.
- [Carpenter](${url('alive.example', '/carpenter')}) - Hollows out beams.

## Hunters

- [Army](${url('alive.example', '/army')}) - Marches in columns.
- [Bulldog](${url('alive.example', '/bulldog')}) - Jumps at its prey.
- [Trap-jaw](${url('alive.example', '/trap-jaw')}) - Snaps shut.
- [Fire](${url('alive.example', '/fire')}) - Stings.
- [Driver](${url('alive.example', '/driver')}) - Swarms at night.
`

/** Adds entries at the end, below the hunters: the first of them is line 20. */
export const hunt =
  (...entries: readonly string[]) =>
  (list: string): string =>
    `${list}${entries.map(entry => `- ${entry}\n`).join('')}`

export const firstAddedLine = 20

/** Said of a page that answers 404. */
export const isDead = 'This link is dead: the server answers `404 Not Found`.'
