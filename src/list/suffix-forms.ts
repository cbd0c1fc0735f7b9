import type {Entry, List, SuffixForm} from './list.ts'

/** A form is the list's own where it is at least so many times as frequent as another one of the same words. */
export const dominance = 25

/** A suffix without its addresses: `[(Video)](…)`, `` `MIT` ``. Undefined where it is too long to be a form. */
export function formOf(suffix: string): string | undefined {
  return suffix.length > 300 ? undefined : suffix.replaceAll(/\]\([^()\s]{0,300}\)/g, '](…)').trim()
}

/** What two forms of one suffix have in common: their letters and digits. Undefined for those of signs alone. */
export function wordsOfForm(form: string): string | undefined {
  const words = form
    .replaceAll(/[^\p{L}\p{M}\p{N}+#?]+/gu, ' ')
    .trim()
    .toLowerCase()
  return words === '' ? undefined : words
}

/** Forms of suffixes of which one is clearly how the list writes these words, by the words. */
export function suffixFormsOf(list: List): ReadonlyMap<string, SuffixForm> {
  const counts = new Map<string, Map<string, number>>()
  for (const form of list.entries.flatMap(formsOf)) {
    const words = wordsOfForm(form)
    if (words === undefined) continue
    const forms = counts.get(words) ?? new Map<string, number>()
    counts.set(words, forms.set(form, (forms.get(form) ?? 0) + 1))
  }
  return new Map(
    [...counts].flatMap(([words, forms]) => {
      const [top] = [...forms].toSorted(([, a], [, b]) => b - a)
      return top !== undefined && top[1] >= dominance ? [[words, {form: top[0], count: top[1], others: forms}] as const] : []
    }),
  )
}

const formsOf = ({suffixes}: Entry): string[] => suffixes.flatMap(({text}) => formOf(text) ?? [])
