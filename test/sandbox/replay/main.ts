import {writeFileSync} from 'node:fs'
import {parseArgs} from 'node:util'
import colors from 'picocolors'
import {startSandbox} from '../start-sandbox.ts'
import {readChanges} from './read-changes.ts'
import {type Replayed, replayChange} from './replay-change.ts'

const usage = `npm run replay -- PATH [--first N] [--out FILE]

Opens recorded changes to lists as pull requests, one after the other, and tells what Listkeeper made of each. No link is asked for outside this machine.

  PATH        a file with one change a line ({"id", "base", "head"}, packed by xz or not), or a folder that holds pulls.jsonl
  --first N   only so many of them
  --out FILE  writes all that was said, as JSON, to be read

Exit status 0 only if no request was refused, nothing crashed and nobody had more than two notifications.
`

const {values, positionals} = parseArgs({
  allowPositionals: true,
  options: {first: {type: 'string'}, out: {type: 'string'}, help: {type: 'boolean', default: false}},
})
const say = (line: string): void => void process.stdout.write(`${line}\n`)
const [path] = positionals

if (values.help || path === undefined) {
  say(usage)
  process.exitCode = values.help ? 0 : 2
} else await replay(path)

async function replay(path: string): Promise<void> {
  const changes = readChanges(path).slice(0, values.first === undefined ? undefined : Number(values.first))
  const sandbox = await startSandbox()
  const all: Replayed[] = []
  try {
    for (const [index, change] of changes.entries()) {
      const replayed = await replayChange(sandbox, change, index + 1)
      all.push(replayed)
      tell(replayed)
    }
  } finally {
    await sandbox.close()
  }
  if (values.out !== undefined) writeFileSync(values.out, `${JSON.stringify(all, undefined, 2)}\n`)
  sum(all)
  process.exitCode = all.every(({faults}) => faults.length === 0) ? 0 : 1
}

function tell({id, conclusion, title, comments, faults}: Replayed): void {
  const said = comments.length === 0 ? '' : colors.dim(`, ${comments.length} on its lines`)
  say(`${faults.length === 0 ? colors.green('✓') : colors.red('✗')} ${id}  ${conclusion}: ${title}${said}`)
  for (const fault of faults) say(colors.red(`    ${fault}`))
}

function sum(all: readonly Replayed[]): void {
  const count = (of: (one: Replayed) => number) => all.reduce((total, one) => total + of(one), 0)
  const most = Math.max(0, ...all.map(({notifications}) => notifications))
  say('')
  say(`${all.length} pull requests, ${all.filter(({comments}) => comments.length > 0).length} with a review`)
  say(`${count(({comments}) => comments.length)} comments; at most ${most} notifications for one pull request`)
  say(`${count(({faults}) => faults.length)} things that must not happen`)
}
