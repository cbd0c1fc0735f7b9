import type {Generated} from '../list/generated.ts'
import {matchesGlobs} from './glob.ts'
import type {Settings} from './settings.ts'

/** Do the settings say that a tool writes this file? They name such files, or map each to those that it is written from. */
export function generatedBySettings(generated: Settings['generated'], path: string): Generated | undefined {
  if (generated === undefined) return undefined
  if (isGlobs(generated)) return matchesGlobs(generated, path) ? {by: 'settings', sources: []} : undefined
  const found = Object.entries(generated).find(([glob]) => matchesGlobs([glob], path))
  if (found === undefined) return undefined
  const [, sources] = found
  return {by: 'settings', sources: typeof sources === 'string' ? [sources] : sources}
}

/** Array.isArray does not see through `readonly`. */
const isGlobs = (value: NonNullable<Settings['generated']>): value is readonly string[] => Array.isArray(value)

/** What a list may be written from. Programs are not among them: who mends one of these changes the list by hand no less. */
const data =
  /\.(?:ya?ml|json[5lc]?|csv|tsv|toml|j2|jinja2?|te?mpl(?:ate)?|tpl|hbs|mustache|ejs|erb|liquid|njk|xml|org|adoc|rst|bib)$/i

/**
 * Did a change go to what a file is written from? Sources are globs, or names as a comment has them: from the root, from the file's own
 * folder, or without a folder. Where none are known, any file of data counts.
 */
export function changesSource({sources}: Generated, path: string, changed: readonly string[]): boolean {
  const others = changed.filter(other => other !== path)
  if (sources.length === 0) return others.some(other => data.test(other))
  const folder = path.slice(0, path.lastIndexOf('/') + 1)
  const globs = sources.flatMap(source => [source, `${folder}${source}`, `**/${source}`])
  return others.some(other => matchesGlobs(globs, other))
}
