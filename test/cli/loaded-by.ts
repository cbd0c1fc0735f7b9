import {type Ended, listkeeper} from './listkeeper.ts'

/** Says on stderr what is loaded, and what would open a socket or look a name up. */
const spy = `
import dns from 'node:dns'
import net from 'node:net'
import {registerHooks} from 'node:module'
const say = text => process.stderr.write(text + '\\n')
net.Socket.prototype.connect = () => say('opened: a socket')
dns.lookup = () => say('opened: a look-up')
globalThis.fetch = () => say('opened: a fetch')
registerHooks({load(url, context, next) { say('loaded: ' + url); return next(url, context) }})
`

/** Runs the command line, and tells which modules it loads and what it opens on the way. */
export async function loadedBy(args: readonly string[], cwd: string) {
  const variables = {NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(spy)}`}
  const ended: Ended = await listkeeper(args, {cwd, variables})
  const said = (what: string): readonly string[] =>
    ended.stderr.split('\n').flatMap(line => (line.startsWith(`${what}: `) ? [line.slice(what.length + 2)] : []))
  return {...ended, loaded: said('loaded'), opened: said('opened')}
}
