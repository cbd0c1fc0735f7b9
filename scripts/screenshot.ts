import {fileURLToPath} from 'node:url'
import {chromium} from 'playwright-core'
import {servePage} from '../test/sandbox/page/serve-page.ts'
import {startSandbox} from '../test/sandbox/start-sandbox.ts'
import {makeStoryRepository, play, storyRepository} from '../test/sandbox/story/play.ts'
import {storyPulls} from '../test/sandbox/story/pulls.ts'

/** `node scripts/screenshot.ts`: the picture at the top of the README, taken of a real review in the sandbox. Needs Chromium on the system. */
const width = 1100
const picture = fileURLToPath(new URL('../docs/sandbox.png', import.meta.url))

const sandbox = await startSandbox({ports: {github: 4000, web: 8080}})
try {
  const repository = await makeStoryRepository(sandbox.github)
  for (const pull of storyPulls(sandbox.web.url).slice(0, 2)) await play(sandbox, repository, pull)
  const page = await servePage(sandbox.github, {repository: storyRepository})
  await shoot(`${page.url}${storyRepository}/pull/2`)
  await page.close()
} finally {
  await sandbox.close()
}

async function shoot(url: string): Promise<void> {
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
    await tab.goto(url)
    // Down to the first comment: its end is a good place to end.
    const comment = await tab.locator('.thread-row').first().boundingBox()
    if (comment === null) throw new Error('The page shows no comment.')
    await tab.screenshot({path: picture, fullPage: true, clip: {x: 0, y: 0, width, height: comment.y + comment.height}})
  } finally {
    await browser.close()
  }
}
