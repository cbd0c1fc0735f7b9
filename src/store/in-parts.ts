/** In the same order, so many a part; nothing gives none. */
export function* inParts<Item>(items: readonly Item[], atOnce: number): Generator<readonly Item[]> {
  for (let from = 0; from < items.length; from += atOnce) yield items.slice(from, from + atOnce)
}
