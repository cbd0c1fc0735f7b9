import {existsSync} from 'node:fs'

/** Where a file of the package is. It lies above the source and above what was built from it, at different heights. */
export function packageFile(path: string): URL | undefined {
  const up = ['../../', '../../../'].find(up => existsSync(new URL(`${up}package.json`, import.meta.url)))
  const url = up === undefined ? undefined : new URL(`${up}${path}`, import.meta.url)
  return url !== undefined && existsSync(url) ? url : undefined
}
