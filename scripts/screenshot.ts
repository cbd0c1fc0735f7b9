import {idle, liveDays} from '../test/sandbox/idle.ts'
import {servePage} from '../test/sandbox/page/serve-page.ts'
import {seeRepository} from '../test/sandbox/seen-repository.ts'
import {settled} from '../test/sandbox/settled.ts'
import {startSandbox} from '../test/sandbox/start-sandbox.ts'
import {conversation, conversationPull} from '../test/sandbox/story/conversation.ts'
import {makeStoryRepository, play, storyRepository} from '../test/sandbox/story/play.ts'
import {scanRepository} from '../test/sandbox/story/play-scans.ts'
import {storyPulls} from '../test/sandbox/story/pulls.ts'
import {makeScanList} from '../test/sandbox/story/scan-list.ts'
import {alive, failing, forSale, gone, movedTo, removed} from '../test/sandbox/web/pages.ts'
import {shoot} from './shoot.ts'

/**
 * `node scripts/screenshot.ts [pulls|issue]`: the pictures of the README and of docs/, taken of real reviews and real scans in the sandbox. Needs Chromium
 * on the system.
 */
const [only] = process.argv.slice(2)
if (only !== 'issue') await shootPulls()
if (only !== 'pulls') await shootIssue()

async function shootPulls(): Promise<void> {
  const sandbox = await startSandbox({ports: {github: 4000, web: 8080}})
  try {
    const repository = await makeStoryRepository(sandbox.github)
    const page = await servePage(sandbox.github, {repository: storyRepository})
    const address = (number: number) => `${page.url}${storyRepository}/pull/${number}`
    for (const pull of storyPulls(sandbox.web.url).slice(0, 2)) await play(sandbox, repository, pull)
    await shoot({name: 'sandbox', url: address(2), from: 'body', to: '.thread-row', below: 0})

    const pull = await play(sandbox, repository, conversationPull(sandbox.web.url))
    const acts = conversation(sandbox.web.url)
    const doAct = async (name: string) => {
      await acts.find(act => act.name === name)?.do(pull, repository)
      await settled(sandbox, storyRepository, pull)
    }
    await shoot({name: 'review', url: address(3), from: '.statement:has(.bot)', to: '.thread-row', nth: -1, below: 0})
    await shoot({name: 'check-run', url: address(3), from: '.check', to: '.check', unfold: '.check > details'})
    await doAct('pushed')
    await doAct('fixed')
    await shoot({name: 'fixed-comment', url: address(3), from: '.outdated', to: '.outdated', unfold: '.folded'})
    await page.close()
  } finally {
    await sandbox.close()
  }
}

/** Five weeks of a list: it rots, people act, it is well again. */
async function shootIssue(): Promise<void> {
  // Addresses without a port read as they do in real lists; only root may have them.
  const webPort = process.getuid?.() === 0 ? 80 : 8080
  const sandbox = await startSandbox({latencyMs: 0, ports: {github: 4000, web: webPort}, travels: true})
  try {
    const {github, web, archive, clock} = sandbox
    const list = await makeScanList(web)
    const repository = seeRepository(sandbox, await github.createRepository(scanRepository, {'README.md': list.text}))
    const page = await servePage(github, {repository: scanRepository})
    const picture = (name: string, unfold?: string) =>
      shoot({
        name,
        url: `${page.url}${scanRepository}/issues/${repository.theIssue().number}`,
        from: '.pull',
        to: '.statement',
        ...(unfold === undefined ? {} : {unfold}),
      })
    await idle(sandbox)

    const dvc = 'Data Version Control (DVC)'
    archive.keep(list.urlOf(dvc), clock.now() - 400 * 86_400_000)
    for (const name of [dvc, 'Oozie']) list.become(name, gone)
    list.become('PFA', removed)
    list.become('Apache Arrow', failing)
    list.become('Clipper', forSale)
    list.become('ModelDB', request =>
      request.path === '/projects/modeldb/'
        ? alive('ModelDB: modeldb')(request)
        : movedTo(request.host, '/projects/modeldb/')(request),
    )
    await liveDays(sandbox, 16)
    await picture('issue-rotten')

    await repository.theIssue().tick('ignore', list.urlOf('PFA'))
    await repository.theIssue().tick('snooze', list.urlOf('Oozie'))
    await idle(sandbox)
    await picture('issue-acted', 'details:has(input), details:has(.task)')

    for (const name of [dvc, 'Apache Arrow', 'Clipper']) list.become(name, alive(name))
    await liveDays(sandbox, 16)
    await picture('issue-healthy')
    await page.close()
  } finally {
    await sandbox.close()
  }
}
