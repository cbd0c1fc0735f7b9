import type {ChildProcess} from 'node:child_process'
import {once} from 'node:events'

/** The next message of a child; rejects if it ends before. */
export async function message<Message>(child: ChildProcess): Promise<Message> {
  const end = new AbortController()
  const died = once(child, 'exit', {signal: end.signal}).then(([code]) =>
    Promise.reject(new Error(`${child.spawnargs.slice(1).join(' ')} ended with ${code}.`)),
  )
  const came = once(child, 'message', {signal: end.signal}).then(([said]) => said as Message)
  try {
    return await Promise.race([came, died])
  } finally {
    end.abort()
    await Promise.allSettled([came, died])
  }
}
