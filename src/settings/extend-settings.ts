import type {Settings} from './settings.ts'

/** Keys that hold keys: of these each is taken on its own. */
const groups = ['rules', 'review', 'links', 'strikes', 'repositories', 'issue'] as const

/**
 * The settings of a repository that extends those of another one: what it sets itself holds, key by key, within groups too.
 *
 * Headers are never taken from elsewhere, and nobody follows a second `extends`.
 */
export function extendSettings(own: Settings, theirs: Settings): Settings {
  const {extends: _, links, ...rest} = theirs
  const {headers: __, ...theirLinks} = links ?? {}
  const given: Settings = {...rest, ...(links === undefined ? {} : {links: theirLinks})}
  const merged = groups.flatMap(group =>
    given[group] === undefined || own[group] === undefined ? [] : [[group, {...given[group], ...own[group]}] as const],
  )
  return {...given, ...own, ...Object.fromEntries(merged)}
}
