import type {Entry} from './list.ts'

/** Is a name an address? Only a scheme or a path makes it one: many things are named `cube.dev`, and some `Node.js/npm`. */
const isUrl = (name: string): boolean =>
  /^(?:https?:\/\/|www\.)\S{3,}$/i.test(name) || /^[a-z\d][\w-]*(?:\.[\w-]+){1,6}\/\S{1,500}$/.test(withoutEnd(name))

/** `cube.dev/` is the name of its host still. */
const withoutEnd = (name: string): string => (name.endsWith('/') ? name.slice(0, -1) : name)

/** Is an entry named by its address, or by another one? */
export const isNamedByUrl = ({name}: Entry): boolean => isUrl(name)
