/** The status of GitHub's refusal, or undefined if the error is none. */
export const statusOf = (error: unknown): number | undefined =>
  error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : undefined

/** Whether what we asked for is not ours to look at any more: deleted, hidden, taken down, or its installation suspended. */
export function isGone(error: unknown): boolean {
  const status = statusOf(error)
  if (status === 403) return error instanceof Error && /suspended/i.test(error.message)
  return status === 404 || status === 410 || status === 451
}
