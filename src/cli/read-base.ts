import {stat} from 'node:fs/promises'
import {resolve} from 'node:path'
import type {Base} from './base.ts'
import {baseRevision} from './base-revision.ts'
import {Complaint} from './complaint.ts'
import type {FoundFile} from './find-files.ts'
import type {Place} from './names.ts'
import {readText} from './read-text.ts'
import type {Terminal} from './terminal.ts'

/** Reads what files are compared with: the file that `asked` names, else the revision. */
export async function readBase(
  asked: string,
  files: readonly FoundFile[],
  place: Place,
  variables: Terminal['variables'],
): Promise<Base> {
  const path = resolve(place.cwd, asked)
  return (await isFile(path)) ? baseFile(path, asked, files) : baseRevision(asked, files, place, variables)
}

/** The base itself is no list to check, only one to compare with. */
export async function withoutBase(
  asked: string | undefined,
  files: readonly FoundFile[],
  place: Place,
): Promise<readonly FoundFile[]> {
  if (asked === undefined || files.length === 1) return files
  const path = resolve(place.cwd, asked)
  return (await isFile(path)) ? files.filter(({file}) => file !== path) : files
}

const isFile = async (path: string): Promise<boolean> => (await stat(path).catch(() => undefined))?.isFile() === true

async function baseFile(path: string, asked: string, files: readonly FoundFile[]): Promise<Base> {
  const [file] = files
  if (file === undefined || files.length > 1) {
    throw new Complaint(
      `\`--base ${asked}\` is one file, so one file can be compared with it, not ${files.length}. Name that one, or a revision as the base.`,
    )
  }
  const read = await readText(path, asked)
  if ('complaint' in read) throw new Complaint(read.complaint)
  const {text} = read
  return {files: [{path: file.path, tip: text, mergeBase: text, head: file.text, hunks: []}], notes: []}
}
