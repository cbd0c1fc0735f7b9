import {page} from './pages.ts'
import type {Site} from './web.ts'

/** The hosts that every sandbox has. Who reads a name knows what it does. */
export const namedSites = {
  'alive.example': ({path}) => ({status: 200, body: page(`Alive: ${nameOf(path)}`)}),
  'moved.example': ({host, path, url}) =>
    path.startsWith('/new/')
      ? {status: 200, body: page(`Moved here: ${nameOf(path)}`)}
      : {status: 301, headers: {location: url(host, `/new${path}`)}},
  'gone.example': () => ({status: 404, body: page('Not found')}),
  'refusing.example': () => ({status: 403, body: page('Forbidden')}),
  'limited.example': () => ({status: 429, headers: {'retry-after': '3600'}, body: page('Too many requests')}),
  'failing.example': () => ({status: 500, body: page('Internal server error')}),
  'slow.example': () => 'silence',
  'broken.example': () => 'reset',
  'elsewhere.example': ({path, url}) => ({status: 301, headers: {location: url('alive.example', path)}}),
} satisfies Record<string, Site>

/** Names without a page here: into a private network. Any other name under `.example` does not exist. */
export const sitesOffTheWeb: Readonly<Record<string, readonly string[]>> = {'private.example': ['10.0.0.1']}

/** `/model-registry` → `model registry`: letters and blanks only, so it can stand in HTML. */
const nameOf = (path: string): string => path.replaceAll(/[^a-z0-9]+/gi, ' ').trim()
