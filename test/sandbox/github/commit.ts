import {git} from './git.ts'
import type {Objects, Signature} from './objects.ts'
import type {Files} from './repository.ts'

export interface NewCommit {
  readonly branch: string
  /** The commit to start from; undefined for the first one. */
  readonly parent: string | undefined
  readonly files: Files
  readonly message: string
  readonly author: Signature
}

/** Makes one commit and moves the branch to it, in one git process. Resolves with the commit's id. */
export async function commitFiles(
  folder: string,
  objects: Objects,
  {branch, parent, files, message, author}: NewCommit,
): Promise<string> {
  const parts: (string | Uint8Array)[] = []
  const data = (bytes: Uint8Array): void => {
    parts.push(`data ${bytes.length}\n`, bytes, '\n')
  }
  const signature = `${author.name} <${author.email}> ${Math.floor(author.atMs / 1000)} +0000`
  parts.push(`reset refs/heads/${branch}\n`, ...(parent === undefined ? [] : [`from ${parent}\n`]), '\n')
  parts.push(`commit refs/heads/${branch}\nmark :1\nauthor ${signature}\ncommitter ${signature}\n`)
  data(Buffer.from(message))
  if (parent !== undefined) parts.push(`from ${parent}\n`)
  for (const [path, edit] of Object.entries(files)) {
    const name = JSON.stringify(path)
    const now = typeof edit === 'function' ? edit(parent === undefined ? '' : ((await objects.text(parent, path)) ?? '')) : edit
    if (now === undefined) {
      parts.push(`D ${name}\n`)
    } else if (typeof now === 'object' && 'submodule' in now) {
      parts.push(`M 160000 ${now.submodule} ${name}\n`)
    } else {
      const isLink = typeof now === 'object' && 'symlink' in now
      parts.push(`M ${isLink ? '120000' : '100644'} inline ${name}\n`)
      data(isLink ? Buffer.from(now.symlink) : typeof now === 'string' ? Buffer.from(now) : now)
    }
  }
  parts.push('\nget-mark :1\ndone\n')
  const input = Buffer.concat(parts.map(part => (typeof part === 'string' ? Buffer.from(part) : part)))
  const {out} = await git(
    folder,
    ['-c', 'fastimport.unpackLimit=1', 'fast-import', '--quiet', '--done', '--force', '--date-format=raw'],
    {input},
  )
  return out.toString().trim()
}
