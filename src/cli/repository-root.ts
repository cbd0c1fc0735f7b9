import {existsSync} from 'node:fs'
import {dirname, join} from 'node:path'

/** The folder of the repository that `folder` is in, or `folder` itself where there is none. */
export function repositoryRoot(folder: string): string {
  for (let here = folder; ; here = dirname(here)) {
    if (existsSync(join(here, '.git'))) return here
    if (dirname(here) === here) return folder
  }
}
