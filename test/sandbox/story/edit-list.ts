/** From a list's text to another. */
export type EditList = (list: string) => string

/** Adds lines after the last entry of sections, which are named by their headings. */
export const append =
  (sections: Readonly<Record<string, readonly string[]>>): EditList =>
  list =>
    Object.entries(sections).reduce((text, [heading, entries]) => appendTo(text, heading, entries), list)

function appendTo(list: string, heading: string, entries: readonly string[]): string {
  const lines = list.split('\n')
  const start = lines.findIndex(line => /^#+ /.test(line) && line.replace(/^#+ /, '') === heading)
  if (start === -1) throw new Error(`The list has no section "${heading}".`)
  const next = lines.findIndex((line, index) => index > start && /^#+ /.test(line))
  const last = lines.findLastIndex((line, index) => (next === -1 || index < next) && line.startsWith('* '))
  return [...lines.slice(0, last + 1), ...entries, ...lines.slice(last + 1)].join('\n')
}

/** Adds a section of its own before another one; the contents are not touched. */
export const insertSection =
  (before: string, heading: string, entries: readonly string[]): EditList =>
  list =>
    list.replace(`### ${before}\n`, there => `### ${heading}\n${entries.map(entry => `${entry}\n`).join('')}\n${there}`)
