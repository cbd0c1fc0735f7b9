/** The longest label that Markdown knows. */
const longest = 999

/**
 * All that a text could refer to by `[label]`, normalised as micromark does it: rather too many than one too few.
 *
 * A label holds no bracket that is not escaped, so each is what stands between an opening bracket and the next bracket.
 */
export function labelsIn(text: string): ReadonlySet<string> {
  const labels = new Set<string>()
  for (let open = text.indexOf('['); open !== -1; open = text.indexOf('[', open + 1)) {
    const close = labelEnd(text, open + 1)
    if (close === undefined) continue
    const label = text.slice(open + 1, close)
    labels.add(normalise(label))
    // In a quote the marks of its next line are not part of the label.
    if (/[\n\r]/.test(label)) labels.add(normalise(label.replaceAll(/[\n\r][ \t>]*/g, ' ')))
  }
  return labels
}

function labelEnd(text: string, start: number): number | undefined {
  // Marks of quotes make a label longer in the text than it is: twice the length leaves room for them.
  const limit = Math.min(text.length, start + 2 * longest)
  for (let index = start; index < limit; index += 1) {
    if (text[index] === ']') return index
    if (text[index] === '[') return undefined
    if (text[index] === '\\') index += 1
  }
  return undefined
}

const normalise = (label: string): string =>
  label
    .replaceAll(/[\t\n\r ]+/g, ' ')
    .replaceAll(/^ | $/g, '')
    .toLowerCase()
    .toUpperCase()
