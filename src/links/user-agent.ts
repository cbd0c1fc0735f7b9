import {readFileSync} from 'node:fs'
import {findPackageJSON} from 'node:module'

/** Where owners of sites read what asks them, how often, and how to stop it. */
const aboutPage = 'https://github.com/listkeeper/listkeeper/blob/main/docs/visits.md'

/**
 * Who asks, honestly: the name, the version, and a page about it. The beginning is what every browser says, without which some sites answer
 * nobody. Neither "link" nor "bot" in it: some sites turn away whatever has these words, with a 404 that would look like proof.
 */
export const ownUserAgent = (): string => `Mozilla/5.0 (compatible; Listkeeper/${ownVersion()}; +${aboutPage})`

function ownVersion(): string {
  const path = findPackageJSON(import.meta.url)
  const about: unknown = path === undefined ? undefined : JSON.parse(readFileSync(path, 'utf8'))
  return typeof about === 'object' && about !== null && 'version' in about ? String(about.version) : '0'
}
