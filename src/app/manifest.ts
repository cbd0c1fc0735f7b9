import {existsSync, readFileSync} from 'node:fs'
import {fileURLToPath} from 'node:url'
import {parse} from 'yaml'
import {z} from 'zod'
import {webhookPath} from './github-access.ts'

const appFile = z.object({
  name: z.string(),
  description: z.string(),
  url: z.url(),
  public: z.boolean(),
  default_permissions: z.record(z.string(), z.enum(['read', 'write'])),
  default_events: z.array(z.string()),
})

/** What GitHub is asked to register: `app.yml`, and where this app is. */
export function manifestFor(base: string) {
  return {
    ...appFile.parse(parse(readFileSync(pathOfAppFile(), 'utf8'))),
    hook_attributes: {url: `${base}${webhookPath}`, active: true},
    redirect_url: `${base}/setup`,
  }
}

/** At the root of the project; one folder further up when this runs from `dist/`. */
function pathOfAppFile(): string {
  const [source, built] = ['../../app.yml', '../../../app.yml'].map(path => fileURLToPath(new URL(path, import.meta.url)))
  if (source !== undefined && existsSync(source)) return source
  if (built !== undefined && existsSync(built)) return built
  throw new Error('app.yml is missing from the package')
}
