import {readFileSync} from 'node:fs'

/**
 * The one place where rules touch a disk: words that come with them and never change, as plain as code, read when first needed.
 *
 * The files stand beside this one, also in dist/; who bundles it puts them beside the bundle.
 */
export const readData = (name: 'english.txt' | 'misspellings.txt' | 'proper-names.txt'): string =>
  readFileSync(new URL(name, import.meta.url), 'latin1')
