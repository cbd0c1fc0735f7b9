import {existsSync} from 'node:fs'
import {join, resolve} from 'node:path'
import {Complaint} from './complaint.ts'
import {type Names, names, type Place} from './names.ts'
import {readText} from './read-text.ts'

/** A settings file. `text` undefined: nobody asked for one, and the repository has none. */
export interface Config extends Names {
  readonly text: string | undefined
}

/** Reads the settings that were asked for, else those of the repository, where it has some. */
export async function readConfig(asked: string | undefined, place: Place): Promise<Config> {
  const path = asked === undefined ? join(place.root, '.github', 'listkeeper.yml') : resolve(place.cwd, asked)
  const called = names(path, place)
  if (asked === undefined && !existsSync(path)) return {...called, text: undefined}
  const read = await readText(path, asked ?? called.name)
  if ('complaint' in read) throw new Complaint(read.complaint)
  return {...called, text: read.text}
}
