/** A copy of plain data in which every point is moved behind the byte order mark that its text begins with. */
export function behindMark<Value>(value: Value): Value {
  return moved(value) as Value
}

function moved(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(moved)
  // Sets and maps hold what a list does, and no places.
  if (typeof value !== 'object' || value === null || value instanceof Set || value instanceof Map) return value
  const copy = Object.fromEntries(Object.entries(value).map(([key, child]) => [key, moved(child)]))
  const {line, column, offset} = copy
  if (typeof line !== 'number' || typeof column !== 'number' || typeof offset !== 'number') return copy
  return {line, column: line === 1 ? column + 1 : column, offset: offset + 1}
}
