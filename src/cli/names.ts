import {isAbsolute, relative, sep} from 'node:path'
import type {Readable} from 'node:stream'

/** Where a person stands, in which repository, and what they hand over. */
export interface Place {
  readonly cwd: string
  readonly root: string
  readonly stdin: Readable
}

/** What a file is called. */
export interface Names {
  /** In its repository, with forward slashes: what rules and fingerprints know it by. */
  readonly path: string
  /** From where the person stands: what reports show. */
  readonly name: string
}

/** What the file at an absolute path is called; outside of the repository both names are the same. */
export function names(path: string, {cwd, root}: Place): Names {
  const name = slashes(relative(cwd, path)) || path
  const inRepository = relative(root, path)
  return {path: inRepository !== '' && !isOutside(inRepository) ? slashes(inRepository) : name, name}
}

/** Does a path from a folder lead out of it? */
export const isOutside = (path: string): boolean => /^\.\.($|[\\/])/.test(path) || isAbsolute(path)

/** With forward slashes, as git and GitHub write paths. */
export const slashes = (path: string): string => path.split(sep).join('/')
