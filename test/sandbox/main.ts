import {once as onceOf} from 'node:events'
import {parseArgs} from 'node:util'
import colors from 'picocolors'
import {dayMs} from './clock.ts'
import type {GitHub} from './github/github.ts'
import type {Repository} from './github/repository.ts'
import {describeLine} from './log-line.ts'
import type {StepView} from './page/issue-view.ts'
import {servePage} from './page/serve-page.ts'
import {settled} from './settled.ts'
import {type Sandbox, startSandbox} from './start-sandbox.ts'
import {checkOutcome} from './story/check-outcome.ts'
import {conversation, conversationPull, differences, look} from './story/conversation.ts'
import {firstScanned, listPath, makeStoryRepository, play, storyRepository} from './story/play.ts'
import {lacking, playScans, scanRepository} from './story/play-scans.ts'
import {storyPulls} from './story/pulls.ts'
import {measureSpeed} from './story/speed.ts'
import {startTelling, type Teller} from './story/tell.ts'

const usage = `npm run sandbox -- [--story pulls|scans] [--once] [--latency MS]

A GitHub and a small web on this machine, and Listkeeper at work on a real list.

  --story pulls three pull requests that are opened, and one that is pushed to, fixed, rebased, argued with and merged (the default)
  --story scans eight weeks of the list in a minute: links die, flicker, move, come back and change hands, people tick, comment and close
  --once        end after the story: exit status 0 only if all went as told
  --latency MS  how long each answer of GitHub and of the web takes (default: 50)
`

const {values} = parseArgs({
  options: {
    story: {type: 'string', default: 'pulls'},
    once: {type: 'boolean', default: false},
    latency: {type: 'string'},
    help: {type: 'boolean', default: false},
  },
})
const say = (line = ''): void => void process.stdout.write(`${line}\n`)

if (values.help) say(usage)
else if (values.story === 'scans') await show(values.once, latency(0), true, tellScans)
else if (values.story === 'pulls') await show(values.once, latency(50), false, tellPulls)
else throw new Error(`--story takes pulls or scans, not ${values.story}.`)

/** Of a story in which weeks go by none is felt, so there it is none unless asked for. */
function latency(otherwise: number): number {
  const latencyMs = Number(values.latency ?? otherwise)
  if (Number.isFinite(latencyMs) && latencyMs >= 0) return latencyMs
  throw new Error(`--latency takes milliseconds, not ${values.latency}.`)
}

/** A story that was told: how many things went otherwise than they must, and what to look at afterwards. */
interface Told {
  readonly mistakes: number
  readonly repository: Repository
  readonly steps?: readonly StepView[]
}

async function show(
  once: boolean,
  latencyMs: number,
  travels: boolean,
  tell: (sandbox: Sandbox, latencyMs: number) => Promise<Told>,
): Promise<void> {
  // Also in the middle of the story: `exit` is heard by the app's keeper, which cleans up.
  const interrupted = () => process.exit(130)
  process.on('SIGINT', interrupted)
  process.on('SIGTERM', interrupted)
  const startedMs = performance.now()
  say(colors.dim('Starting a GitHub, a small web and the app …'))
  const sandbox = await startSandbox({latencyMs, ports: {github: 4000, web: 8080}, travels})
  const {github, app} = sandbox
  try {
    introduce(sandbox, latencyMs, performance.now() - startedMs)
    const {mistakes, repository, steps = []} = await tell(sandbox, latencyMs)
    say(mistakes === 0 ? colors.green('\nAll went as told.') : colors.red(`\n${mistakes} things did not go as told.`))
    process.off('SIGINT', interrupted)
    process.off('SIGTERM', interrupted)
    if (once) process.exitCode = mistakes === 0 ? 0 : 1
    else await keepOpen(github, repository, steps)
  } catch (error) {
    for (const line of app.log) if (line.level >= 50) say(colors.red(describeLine(line)))
    throw error
  } finally {
    await sandbox.close()
  }
}

/** Pull requests as people see them. */
async function tellPulls(sandbox: Sandbox, latencyMs: number): Promise<Told> {
  const {github, web} = sandbox
  const teller = startTelling(() => ({deliveries: github.deliveries(), calls: github.calls(), visits: web.visits}), say)
  try {
    const repository = await makeStoryRepository(github)
    await firstScanned(sandbox, storyRepository)
    const mistakes = (await tellStory(sandbox, repository, teller)) + (await tellConversation(sandbox, repository, teller))
    await quiet(sandbox, repository)
    teller.flush()
    await tellSpeed(sandbox, latencyMs)
    return {mistakes, repository}
  } finally {
    teller.stop()
  }
}

/** Eight weeks of a list, with what people see after each act. */
async function tellScans(sandbox: Sandbox): Promise<Told> {
  const steps: StepView[] = []
  let count = 0
  const startedMs = performance.now()
  for await (const {act, day, step, notifications, mistakes} of playScans(sandbox)) {
    steps.push(step)
    say(`\n  ${colors.bold(`day ${String(day).padStart(2)}  ${act.name}`)}`)
    say(`          ${colors.dim(act.what)}`)
    const shown = step.state === 'none' ? 'no issue' : `the issue is ${step.state}, with ${act.seen.dead.length} dead links`
    say(`          people see: ${shown}; notified so far: ${notifications.join(', ') || 'nobody'}`)
    count += verdict(mistakes, notifications.length)
    if (mistakes.length > 0) say(colors.dim(step.body))
  }
  const missing = lacking(sandbox.github)
  for (const what of missing) say(colors.red(`The sandbox's GitHub lacks ${what}`))
  const weeks = Math.round(steps.length === 0 ? 0 : (sandbox.clock.aheadMs / dayMs / 7) * 10) / 10
  say(
    colors.dim(
      `\n  ${weeks} weeks in ${((performance.now() - startedMs) / 1000).toFixed(0)} s, ${sandbox.web.visits.length} visits to the web`,
    ),
  )
  const repository = sandbox.github.repository(scanRepository)
  if (repository === undefined) throw new Error('The repository of the story is gone.')
  return {mistakes: count + missing.length, repository, steps}
}

function introduce({github, web, app}: Sandbox, latencyMs: number, tookMs: number): void {
  const row = (name: string, where: string, what: string) =>
    say(`  ${colors.green('✓')} ${name.padEnd(9)} ${where.padEnd(28)} ${colors.dim(what)}`)
  row('A GitHub', github.url, `real git; it answers in ${latencyMs} ms`)
  row('A web', web.url('*.example'), 'pages that live, moved, died, refuse, hang')
  row('The app', app.url, `as an operator runs it; all was ready after ${(tookMs / 1000).toFixed(1)} s`)
}

/** Plays the three pull requests one after the other. Gives how many things went otherwise than they must. */
async function tellStory(sandbox: Sandbox, repository: Repository, teller: Teller): Promise<number> {
  const {github, web} = sandbox
  let count = 0
  for (const [index, pull] of storyPulls(web.url).entries()) {
    say(`\n${colors.bold(`#${index + 1} ${pull.title}`)}  ${colors.dim(`by ${pull.author}`)}`)
    const opened = await play(sandbox, repository, pull)
    teller.flush()
    const notifications = github.notifications().filter(({where}) => where === `${storyRepository}#${opened.number}`).length
    count += verdict(await checkOutcome(opened, listPath, notifications, pull.outcome), notifications)
  }
  return count
}

/** Says whether all is as it should be, and gives how many things are not. */
function verdict(mistakes: readonly string[], notifications: number): number {
  for (const mistake of mistakes) say(`             ${colors.red(`✗ ${mistake}`)}`)
  if (mistakes.length === 0)
    say(`             ${colors.green('✓ as it should be')}${colors.dim(`; people notified: ${notifications}`)}`)
  return mistakes.length
}

/** Plays the pull request that lives for a while. Gives how many things went otherwise than they must. */
async function tellConversation(sandbox: Sandbox, repository: Repository, teller: Teller): Promise<number> {
  const {github, web} = sandbox
  const begun = conversationPull(web.url)
  say(`\n${colors.bold(`#4 ${begun.title}`)}  ${colors.dim(`by ${begun.author}`)}`)
  const pull = await play(sandbox, repository, begun)
  let count = 0
  for (const act of conversation(web.url)) {
    teller.flush()
    say(`\n  ${colors.bold(act.name)}  ${colors.dim(act.what)}`)
    await act.do(pull, repository)
    await settled(sandbox, repository.fullName, pull)
    teller.flush()
    const seen = look(github, repository, pull)
    count += verdict(differences(seen, act.seen), seen.notifications)
  }
  return count
}

/** What was merged has the others looked at again: until that is done. */
async function quiet(sandbox: Sandbox, repository: Repository): Promise<void> {
  for (const pull of repository.pulls()) await settled(sandbox, repository.fullName, pull)
}

async function tellSpeed(sandbox: Sandbox, latencyMs: number): Promise<void> {
  say(`\n${colors.bold('How long it takes')}`)
  const {listBytes, links, tookMs} = await measureSpeed(sandbox)
  const where = `${links} new links in a list of ${(listBytes / 1e6).toFixed(1)} MB, every answer after ${latencyMs} ms`
  if (tookMs === undefined) say(`  ${colors.red('✗ no review was posted')}  ${colors.dim(where)}`)
  else
    say(
      `  ${tookMs < 2000 ? colors.green(`✓ ${tookMs} ms`) : colors.yellow(`${tookMs} ms`)} from the webhook to the posted review  ${colors.dim(where)}`,
    )
}

/** The page, until Ctrl-C. Whatever people do there or by git is told as it happens. */
async function keepOpen(github: GitHub, {remote, fullName}: Repository, steps: readonly StepView[]): Promise<void> {
  const ended = Promise.race([onceOf(process, 'SIGINT'), onceOf(process, 'SIGTERM')])
  const page = await servePage(github, {repository: fullName, port: 4080, steps: () => steps})
  say(`\n  Look at them   ${colors.cyan(page.url)}`)
  say('  Change them    press “Commit suggestion” or edit the list there, and the app reviews it again')
  say(`  Or with git    git clone ${remote}`)
  say(colors.dim('\n  Ctrl-C ends it.\n'))
  await ended
  await page.close()
}
