/** A small generator whose numbers a seed decides (mulberry32), the same everywhere: from 0 to 1. */
export function randomFrom(seed: number): () => number {
  const bits = bitsFrom(seed)
  return () => bits() / 4_294_967_296
}

/** The same as whole numbers of 32 bits. */
export function bitsFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
}
