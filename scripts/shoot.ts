import {fileURLToPath} from 'node:url'
import {chromium, type Page} from 'playwright-core'

/** A part of the sandbox's page, as a picture of docs/. */
export interface Shot {
  /** `review`: docs/review.png. */
  readonly name: string
  readonly url: string
  /** From the start of the first of these elements … */
  readonly from: string
  /** … to the end of one of those: the first, unless `nth` says otherwise (-1: the last). */
  readonly to: string
  readonly nth?: number
  /** Space below it. */
  readonly below?: number
  /** What is folded and has to be open. */
  readonly unfold?: string
}

const width = 1100
const margin = 10

/** Takes a picture with the system's Chromium (`CHROMIUM`: where it is). */
export async function shoot({name, url, from, to, nth = 0, below = margin, unfold}: Shot): Promise<void> {
  const browser = await chromium.launch({executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: quiet})
  try {
    const tab = await browser.newPage({viewport: {width, height: 1000}, deviceScaleFactor: 2, colorScheme: 'light'})
    await tab.goto(url)
    if (unfold !== undefined) {
      await tab.locator(unfold).evaluateAll(all => {
        for (const one of all) one.setAttribute('open', '')
      })
    }
    const [start, end] = [await boxOf(tab, from, 0), await boxOf(tab, to, nth)]
    const y = Math.max(0, start.y - margin)
    const path = fileURLToPath(new URL(`../docs/${name}.png`, import.meta.url))
    await tab.screenshot({path, fullPage: true, clip: {x: 0, y, width, height: end.y + end.height - y + below}})
  } finally {
    await browser.close()
  }
}

async function boxOf(tab: Page, selector: string, nth: number) {
  const box = await tab.locator(selector).nth(nth).boundingBox()
  if (box === null) throw new Error(`The page shows no ${selector}.`)
  return box
}

const quiet = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
