import type {GitHub} from '../github/github.ts'
import {settled} from '../settled.ts'
import type {Sandbox} from '../start-sandbox.ts'

const sections = 40
const entries = 100
const links = 20

/** How long it takes from the webhook until a review is posted, for a pull request with many new links to a large list. */
export interface Speed {
  readonly listBytes: number
  readonly links: number
  /** Milliseconds; undefined where no review was posted. */
  readonly tookMs: number | undefined
}

/** Opens such a pull request in a repository of its own, and looks at the clocks of this GitHub. Every new link is on a site of its own. */
export async function measureSpeed({github, web, app}: Pick<Sandbox, 'github' | 'web' | 'app'>): Promise<Speed> {
  const fullName = 'mary/awesome-everything'
  const list = largeList(web.url)
  const repository = await github.createRepository(fullName, {'readme.md': list})
  for (let n = 1; n <= links; n++) web.site(`new-${n}.example`, () => ({status: 200, body: `<title>Thing ${n}</title>`}))
  const added = Array.from(
    {length: links},
    (_, index) =>
      `- [Thing ${index + 1}](${web.url(`new-${index + 1}.example`)})${index === 0 ? ': ' : ' - '}Does what the others don't.\n`,
  )
  const from = github.calls().length
  const pull = await repository.openPull({
    title: 'Add twenty things',
    branch: 'things',
    author: 'grace',
    files: {'readme.md': text => `${text}${added.join('')}`},
  })
  await settled({github, app}, fullName, pull)
  return {listBytes: Buffer.byteLength(list), links, tookMs: postedAfter(github, from, fullName)}
}

function postedAfter(github: GitHub, from: number, fullName: string): number | undefined {
  const opened = github
    .deliveries()
    .find(({event, action, payload}) => event === 'pull_request' && action === 'opened' && isOf(payload, fullName))
  const posted = github
    .calls()
    .slice(from)
    .find(({method, path, status}) => method === 'POST' && path.includes(fullName) && path.endsWith('/reviews') && status === 200)
  return opened === undefined || posted === undefined ? undefined : Math.round(posted.atMs + posted.tookMs - opened.deliveredMs)
}

const isOf = (payload: unknown, fullName: string): boolean => JSON.stringify(payload).includes(`"full_name":"${fullName}"`)

function largeList(url: (host: string, path?: string) => string): string {
  const section = (name: number) => {
    const lines = Array.from(
      {length: entries},
      (_, n) =>
        `- [Tool ${name}-${n}](${url('alive.example', `/tool-${name}-${n}`)}) - Does one thing of a kind, and does it quite well.`,
    )
    return `## Section ${name}\n\n${lines.join('\n')}\n`
  }
  return `# Awesome everything\n\n> Tools of all kinds.\n\n${Array.from({length: sections}, (_, n) => section(n + 1)).join('\n')}`
}
