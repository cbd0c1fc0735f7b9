/** The status of GitHub's refusal, or undefined if the error is none. */
export const statusOf = (error: unknown): number | undefined =>
  error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : undefined

/**
 * Whether this may mean that there is nothing for us to do any more: what we asked for is gone, our access was withdrawn (401 once the
 * installation is deleted), or what we may do was narrowed (403; a repository that is archived lets nobody write).
 */
export const mayBeOver = (error: unknown): boolean => isOutOfReach(error) || statusOf(error) === 403 || isForbidden(error)

/** Whether there is nobody to look for any more: what we asked for is gone, or we are nobody there (401, once the installation is deleted). */
export const isOutOfReach = (error: unknown): boolean => isGone(error) || statusOf(error) === 401

/** Whether GitHub does not let an app do this with the permissions that it was given. */
export const isForbidden = (error: unknown): boolean =>
  error instanceof Error && /not accessible by integration/i.test(error.message)

/** Whether what we asked for is not ours to look at any more: deleted, hidden, taken down, or its installation suspended. */
export function isGone(error: unknown): boolean {
  const status = statusOf(error)
  if (status === 403) return error instanceof Error && /suspended/i.test(error.message)
  return status === 404 || status === 410 || status === 451
}
