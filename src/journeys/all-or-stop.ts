/**
 * Starts several things at once and gives all their results.
 *
 * When one fails, the others are stopped by the signal that they were given, and waited for: nothing goes on behind our back.
 */
export async function allOrStop<Work extends readonly Promise<unknown>[] | []>(
  signal: AbortSignal,
  start: (signal: AbortSignal) => Work,
) {
  const stop = new AbortController()
  const started = start(AbortSignal.any([signal, stop.signal]))
  try {
    return await Promise.all(started)
  } catch (error) {
    stop.abort(error)
    await Promise.allSettled(started)
    throw error
  }
}
