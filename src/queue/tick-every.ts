/**
 * Ticks at once, and then so often, in real time: what fell due while nobody ran is begun at start. One tick at a time; one that fails is told of
 * and the next one comes. Gives how to stop it, which waits for the one under way.
 */
export function tickEvery(everyMs: number, tick: () => Promise<void>, failed: (error: unknown) => void): () => Promise<void> {
  let ticking: Promise<void> | undefined
  const begin = () => {
    ticking ??= tick()
      .catch(failed)
      .finally(() => {
        ticking = undefined
      })
  }
  begin()
  const timer = setInterval(begin, everyMs)
  timer.unref()
  return async () => {
    clearInterval(timer)
    await ticking
  }
}
