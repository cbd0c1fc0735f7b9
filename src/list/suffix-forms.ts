import type {Entry, List, SuffixForm} from './list.ts'
import {fewestCases} from './majority.ts'

/**
 * Is a form the list's own, and another one of the same words a slip? It has to be many times as frequent, and more where letter case is all
 * that differs, since that may mean something (`zlib`, `ZLIB`).
 */
export function isSlip(form: string, own: SuffixForm): boolean {
  const times = form.toLowerCase() === own.form.toLowerCase() ? 25 : 10
  return own.form !== form && own.count >= times * (own.others.get(form) ?? 1)
}

/** A suffix without its addresses: `[(Video)](…)`, `` `MIT` ``. Undefined for badges, whose words nobody reads, and where it is too long to be a form. */
export function formOf(suffix: string): string | undefined {
  return suffix.length > 300 || suffix.includes('![') ? undefined : suffix.replaceAll(/\]\([^()\s]{0,300}\)/g, '](…)').trim()
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
      return top !== undefined && top[1] >= fewestCases ? [[words, {form: top[0], count: top[1], others: forms}] as const] : []
    }),
  )
}

const formsOf = ({suffixes}: Entry): string[] => suffixes.flatMap(({text}) => formOf(text) ?? [])
