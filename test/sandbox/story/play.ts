import {readFile} from 'node:fs/promises'
import type {GitHub} from '../github/github.ts'
import type {Pull} from '../github/pull.ts'
import type {Repository} from '../github/repository.ts'
import {settled} from '../settled.ts'
import type {Sandbox} from '../start-sandbox.ts'
import {until} from '../until.ts'
import type {StoryPull} from './pulls.ts'

/** Where the story takes place, and in which file. */
export const storyRepository = 'ada/awesome-mlops'
export const listPath = 'README.md'

const seed = new URL('../../fixtures/awesome-mlops-2018.md', import.meta.url)

/** A page that never answers is waited for this long, so that the story does not drag on. */
const settings = `# What Listkeeper may be told by a list: all of it has defaults.
links:
  timeoutSeconds: 1
  retries: 0
`

const contributing = '# Contributing\n\nOne tool a line: `* [Name](address) - What it does`.\n'

/** The repository of the story: a real list of 2018, unchanged, with a guide. */
export const makeStoryRepository = async (github: GitHub): Promise<Repository> =>
  github.createRepository(storyRepository, {
    [listPath]: await readFile(seed, 'utf8'),
    '.github/listkeeper.yml': settings,
    'CONTRIBUTING.md': contributing,
  })

/** Waits until the list was scanned for the first time: its hundreds of links are asked for by then, so that they disturb no review. */
export const firstScanned = ({app}: Pick<Sandbox, 'app'>, fullName: string): Promise<boolean> =>
  until(() => app.log.some(line => line.msg === 'scan closed' && line['repository'] === fullName), {
    deadlineMs: 120_000,
    told: () => `${fullName} was not scanned`,
  })

/** Opens a pull request and waits until it is reviewed. */
export async function play(
  sandbox: Pick<Sandbox, 'github' | 'app'>,
  repository: Repository,
  {title, branch, author, body, edit}: Omit<StoryPull, 'outcome'>,
): Promise<Pull> {
  const pull = await repository.openPull({title, branch, author, body, files: {[listPath]: edit}})
  await settled(sandbox, repository.fullName, pull)
  return pull
}
