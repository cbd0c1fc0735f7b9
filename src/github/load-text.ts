import {createHash} from 'node:crypto'
import {isGone} from './is-gone.ts'
import type {Octokit} from './octokit.ts'
import type {RepositoryRef} from './repository-ref.ts'

/** No list that people keep by hand is larger (bytes). */
export const largestText = 2_000_000

/** A file as a text, or why it is none. `blob` is git's name (SHA-1) for what it holds. */
export type LoadedText =
  | {readonly kind: 'text'; readonly text: string; readonly blob: string}
  | {readonly kind: 'none'}
  | {readonly kind: 'not a text'}
  | {readonly kind: 'too large'}

/** Reads a file at a commit or branch, also one over 1 MB: raw, and not a byte more than we would look at. */
export async function loadText(
  octokit: Octokit,
  ref: RepositoryRef,
  path: string,
  at: string,
  signal: AbortSignal,
): Promise<LoadedText> {
  const {owner, repo} = ref
  try {
    const answer = await octokit.request('GET /repos/{owner}/{repo}/contents/{path}', {
      owner,
      repo,
      path,
      ref: at,
      headers: {accept: 'application/vnd.github.raw+json'},
      request: {signal, parseSuccessResponseBody: false},
    })
    const body: unknown = answer.data
    // Asked for as raw, a folder, a submodule or a symlink that leads nowhere is described in JSON instead.
    if (!(body instanceof ReadableStream)) return {kind: 'not a text'}
    if (/^application\/json\b/.test(answer.headers['content-type'] ?? '')) {
      await body.cancel()
      return {kind: 'not a text'}
    }
    const bytes = await readAll(body)
    return bytes === undefined ? {kind: 'too large'} : decode(bytes)
  } catch (error) {
    if (isGone(error)) return {kind: 'none'}
    if (error instanceof Error && /too_large/.test(error.message)) return {kind: 'too large'}
    throw error
  }
}

/** All bytes of a body, or undefined as soon as there are too many. */
async function readAll(body: ReadableStream<Uint8Array>): Promise<Buffer | undefined> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body) {
    size += chunk.byteLength
    if (size > largestText) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** A byte order mark stays, so that a text counts like the file; what is not UTF-8 is no list. */
function decode(bytes: Buffer): LoadedText {
  const blob = createHash('sha1').update(`blob ${bytes.byteLength}\0`).update(bytes).digest('hex')
  try {
    return {kind: 'text', text: new TextDecoder('utf-8', {fatal: true, ignoreBOM: true}).decode(bytes), blob}
  } catch {
    return {kind: 'not a text'}
  }
}
