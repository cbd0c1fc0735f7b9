import {repositoryOf} from '../url/repository.ts'
import type {Convention, Entry, List, NameForm} from './list.ts'

/** Fewer entries than this show nothing. */
const fewestEntries = 20

/** Names are a matter of taste as long as more than a few are otherwise. */
const clearShare = 0.95

/** How a list writes names that are those of their repositories but for letter case and blanks. Other names have reasons of their own. */
export function nameFormOf({entries}: List): Convention<NameForm> | undefined {
  const alike = entries.flatMap(entry => namesOf(entry) ?? [])
  if (alike.length < fewestEntries) return undefined
  const forms: readonly NameForm[] = ['repository', 'owner/repository']
  return forms
    .map(value => ({value, count: alike.filter(names => names.name === names[value]).length, of: alike.length}))
    .find(({count, of}) => count >= clearShare * of)
}

/** An entry's name, and its repository's in both forms. */
export interface Names extends Readonly<Record<NameForm, string>> {
  readonly name: string
}

/** Undefined for an entry that links to no repository or is called something else. */
export function namesOf({name, link}: Entry): Names | undefined {
  const repository = repositoryOf(link.url)
  if (repository === undefined) return undefined
  const whole = `${repository.owner}/${repository.name}`
  const path = link.url.replace(/[?#].*$/s, '').replace(/(?:\.git)?\/?$/, '')
  if (!path.endsWith(`/${whole}`)) return undefined
  const letters = lettersOf(name)
  if (letters === '' || (letters !== lettersOf(repository.name) && letters !== lettersOf(whole))) return undefined
  return {name, repository: repository.name, 'owner/repository': whole}
}

const lettersOf = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')
