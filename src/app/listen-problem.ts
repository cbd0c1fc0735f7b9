import type {Environment} from '../environment.ts'

/** Why the server can't listen, as a sentence for the operator. */
export function listenProblem({host, port}: Pick<Environment, 'host' | 'port'>, error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') return `Port ${port} is in use already: stop what uses it, or set PORT to another one.`
  if (code === 'EACCES') return `Port ${port} is not for this user: set PORT to one above 1023.`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return `HOST names \`${host}\`, which is no address of this machine.`
  }
  return `The server can't listen on ${host}:${port}: ${error instanceof Error ? error.message : String(error)}`
}
