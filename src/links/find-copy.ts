/** Whether the Wayback Machine has a copy of a page. `atMs`: when it was made (epoch). `unknown`: nobody can say now, ask another time. */
export type Copy =
  | {readonly kind: 'copy'; readonly url: string; readonly atMs: number}
  | {readonly kind: 'none'}
  | {readonly kind: 'unknown'}

/**
 * Looks for the newest copy in the Wayback Machine that shows a page as it was when it answered. Only for addresses that the whole world may see:
 * whoever runs it is told of the address. Rejects only when the signal aborts.
 */
export type FindCopy = (url: string, signal: AbortSignal) => Promise<Copy>
