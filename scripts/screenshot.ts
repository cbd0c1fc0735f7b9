import {fileURLToPath} from 'node:url'
import {chromium, type Page} from 'playwright-core'
import {type PageServer, servePage} from '../test/sandbox/page/serve-page.ts'
import {settled} from '../test/sandbox/settled.ts'
import {startSandbox} from '../test/sandbox/start-sandbox.ts'
import {conversation, conversationPull} from '../test/sandbox/story/conversation.ts'
import {makeStoryRepository, play, storyRepository} from '../test/sandbox/story/play.ts'
import {storyPulls} from '../test/sandbox/story/pulls.ts'

/** `node scripts/screenshot.ts`: the pictures of the README and of docs/, taken of real reviews in the sandbox. Needs Chromium on the system. */
const width = 1100
const margin = 10
const picture = (name: string) => fileURLToPath(new URL(`../docs/${name}.png`, import.meta.url))

const sandbox = await startSandbox({ports: {github: 4000, web: 8080}})
try {
  const repository = await makeStoryRepository(sandbox.github)
  const page = await servePage(sandbox.github, {repository: storyRepository})
  for (const pull of storyPulls(sandbox.web.url).slice(0, 2)) await play(sandbox, repository, pull)
  await shoot(page, 2, tab => between(tab, 'body', '.thread-row', 0))

  const pull = await play(sandbox, repository, conversationPull(sandbox.web.url))
  const acts = conversation(sandbox.web.url)
  const doAct = async (name: string) => {
    await acts.find(act => act.name === name)?.do(pull, repository)
    await settled(sandbox, storyRepository, pull)
  }
  await shoot(page, 3, tab => between(tab, '.statement:has(.bot)', '.thread-row', -1), 'review')
  await shoot(page, 3, tab => between(tab, '.check', '.check', 0), 'check-run')
  await doAct('pushed')
  await doAct('fixed')
  await shoot(page, 3, tab => between(tab, '.outdated', '.outdated', 0), 'fixed-comment')
  await page.close()
} finally {
  await sandbox.close()
}

interface Clip {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** From the start of one element to the end of another, of which there may be several. */
async function between(tab: Page, from: string, to: string, nth: number): Promise<Clip> {
  const start = await tab.locator(from).first().boundingBox()
  const end = await tab.locator(to).nth(nth).boundingBox()
  if (start === null || end === null) throw new Error(`The page shows no ${start === null ? from : to}.`)
  const y = Math.max(0, start.y - margin)
  return {x: 0, y, width, height: end.y + end.height - y + (to === '.thread-row' ? 0 : margin)}
}

async function shoot({url}: PageServer, number: number, clip: (tab: Page) => Promise<Clip>, name = 'sandbox'): Promise<void> {
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
  try {
    const tab = await browser.newPage({viewport: {width, height: 1000}, deviceScaleFactor: 2, colorScheme: 'light'})
    await tab.goto(`${url}${storyRepository}/pull/${number}`)
    // What is folded is what the picture is about.
    if (name !== 'sandbox' && name !== 'review')
      await tab.locator('.check > details, .folded').evaluateAll(all => {
        for (const one of all) one.setAttribute('open', '')
      })
    await tab.screenshot({path: picture(name), fullPage: true, clip: await clip(tab)})
  } finally {
    await browser.close()
  }
}
