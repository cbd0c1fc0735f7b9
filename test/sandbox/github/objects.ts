import {type ChildProcessByStdio, spawn} from 'node:child_process'
import type {Readable, Writable} from 'node:stream'
import {LRUCache} from 'lru-cache'
import {gitEnvironment} from './git.ts'

interface GitObject {
  readonly sha: string
  readonly type: 'commit' | 'tree' | 'blob' | 'tag'
  readonly data: Buffer
}

export interface TreeEntry {
  readonly mode: '040000' | '100644' | '100755' | '120000' | '160000'
  readonly type: 'tree' | 'blob' | 'commit'
  readonly name: string
  readonly sha: string
}

export interface Commit {
  readonly sha: string
  readonly tree: string
  readonly parents: readonly string[]
  readonly author: Signature
  readonly committer: Signature
  readonly message: string
}

export interface Signature {
  readonly name: string
  readonly email: string
  readonly atMs: number
}

/** Reads git objects through one long-lived `git cat-file --batch`: no process an object. */
export interface Objects {
  /** By a whole or short id, or a path of it (`<commit>:<path>`). Undefined: there is none. */
  read(name: string): Promise<GitObject | undefined>
  commit(sha: string): Promise<Commit | undefined>
  tree(sha: string): Promise<readonly TreeEntry[]>
  /** What stands at a path of a commit, and how (a file, a folder, a symlink, a submodule). */
  find(commit: string, path: string): Promise<TreeEntry | undefined>
  text(commit: string, path: string): Promise<string | undefined>
  close(): Promise<void>
}

type Child = ChildProcessByStdio<Writable, Readable, null>

export function openObjects(folder: string): Objects {
  const cache = new LRUCache<string, GitObject>({max: 500, maxSize: 32e6, sizeCalculation: ({data}) => data.length + 1})
  const waiting: ((answer: GitObject | undefined) => void)[] = []
  let child: Child | undefined

  const start = (): Child => {
    const started = spawn('git', ['cat-file', '--batch'], {
      env: {...gitEnvironment, GIT_DIR: folder},
      stdio: ['pipe', 'pipe', 'ignore'],
    })
    let pieces: Buffer[] = []
    let have = 0
    let need = 1
    started.stdout.on('data', (piece: Buffer) => {
      pieces.push(piece)
      have += piece.length
      if (have < need) return
      let rest = Buffer.concat(pieces)
      for (;;) {
        const answer = takeAnswer(rest)
        if (typeof answer === 'number') {
          need = answer
          break
        }
        rest = rest.subarray(answer.length)
        waiting.shift()?.(answer.object)
      }
      pieces = [rest]
      have = rest.length
    })
    started.stdin.on('error', () => {})
    started.on('close', () => {
      for (const give of waiting.splice(0)) give(undefined)
      child = undefined
    })
    return started
  }

  const ask = (name: string): Promise<GitObject | undefined> =>
    new Promise(resolve => {
      child ??= start()
      waiting.push(resolve)
      child.stdin.write(`${name}\n`)
    })

  const objects: Objects = {
    async read(name) {
      if (name.includes('\n')) return undefined
      const known = cache.get(name)
      if (known !== undefined) return known
      const object = await ask(name)
      if (object !== undefined) cache.set(object.sha, object)
      return object
    },
    async commit(sha) {
      const object = await objects.read(sha)
      return object?.type === 'commit' ? parseCommit(object) : undefined
    },
    async tree(sha) {
      const object = await objects.read(sha)
      return object?.type === 'tree' ? parseTree(object.data) : []
    },
    async find(commit, path) {
      const tree = (await objects.commit(commit))?.tree
      if (tree === undefined) return undefined
      let entry: TreeEntry = {mode: '040000', type: 'tree', name: '', sha: tree}
      for (const name of path.split('/').filter(Boolean)) {
        const found: TreeEntry | undefined =
          entry.type === 'tree' ? (await objects.tree(entry.sha)).find(child => child.name === name) : undefined
        if (found === undefined) return undefined
        entry = found
      }
      return entry
    },
    async text(commit, path) {
      const entry = await objects.find(commit, path)
      if (entry === undefined || entry.type !== 'blob') return undefined
      return (await objects.read(entry.sha))?.data.toString()
    },
    async close() {
      const ending = child
      if (ending === undefined) return
      const closed = new Promise(resolve => ending.once('close', resolve))
      ending.stdin.end()
      await closed
    },
  }
  return objects
}

/** One answer of `cat-file --batch`, or how many bytes it needs at least. */
function takeAnswer(bytes: Buffer): number | {readonly object: GitObject | undefined; readonly length: number} {
  const newline = bytes.indexOf(10)
  if (newline === -1) return bytes.length + 1
  const [sha = '', type = '', size] = bytes.toString('utf8', 0, newline).split(' ')
  if (type !== 'commit' && type !== 'tree' && type !== 'blob' && type !== 'tag') return {object: undefined, length: newline + 1}
  const end = newline + 1 + Number(size)
  if (bytes.length < end + 1) return end + 1
  return {object: {sha, type, data: Buffer.from(bytes.subarray(newline + 1, end))}, length: end + 1}
}

const modes = {
  '40000': {mode: '040000', type: 'tree'},
  '100644': {mode: '100644', type: 'blob'},
  '100755': {mode: '100755', type: 'blob'},
  '120000': {mode: '120000', type: 'blob'},
  '160000': {mode: '160000', type: 'commit'},
} as const

function parseTree(data: Buffer): readonly TreeEntry[] {
  const entries: TreeEntry[] = []
  for (let at = 0; at < data.length; ) {
    const space = data.indexOf(32, at)
    const zero = data.indexOf(0, space)
    const mode = data.toString('utf8', at, space)
    const kind = Object.entries(modes).find(([known]) => known === mode)?.[1] ?? modes['100644']
    entries.push({...kind, name: data.toString('utf8', space + 1, zero), sha: data.toString('hex', zero + 1, zero + 21)})
    at = zero + 21
  }
  return entries
}

function parseCommit({sha, data}: GitObject): Commit {
  const text = data.toString()
  const end = text.indexOf('\n\n')
  const head = text.slice(0, end).split('\n')
  const all = (name: string): string[] =>
    head.filter(line => line.startsWith(`${name} `)).map(line => line.slice(name.length + 1))
  return {
    sha,
    tree: all('tree')[0] ?? '',
    parents: all('parent'),
    author: parseSignature(all('author')[0] ?? ''),
    committer: parseSignature(all('committer')[0] ?? ''),
    message: text.slice(end + 2),
  }
}

function parseSignature(line: string): Signature {
  const {name = '', email = '', seconds = '0'} = /^(?<name>.*) <(?<email>.*)> (?<seconds>\d+) /.exec(line)?.groups ?? {}
  return {name, email, atMs: Number(seconds) * 1000}
}
