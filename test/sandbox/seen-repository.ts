import type {Pull} from './github/pull.ts'
import type {Files, NewPull, Repository} from './github/repository.ts'
import {type SeenIssue, seeIssue} from './seen-issue.ts'
import {settled} from './settled.ts'
import type {Sandbox} from './start-sandbox.ts'

export interface SeenRepository {
  readonly repository: Repository
  /** Opens a pull request on a branch of its own. */
  pull(title: string, files: Files, options?: Partial<NewPull>): Promise<SeenPull>
  /** The issue that tells of its links' health, the newest; undefined: there is none. */
  issue(): SeenIssue | undefined
  /** The same, where there must be one. */
  theIssue(): SeenIssue
  /** Of the default branch's tip: what scans say there. */
  readonly check: {readonly conclusion: string | null; readonly title: string | null} | undefined
  /** How often people were notified of anything in this repository. */
  readonly notifications: readonly string[]
}

export interface SeenPull {
  readonly pull: Pull
  /** Of today's head: undefined while there is none. */
  readonly check: {readonly conclusion: string | null; readonly title: string | null} | undefined
  /** What was said on lines, by line; `says` is its words without suggestion and small print. */
  readonly comments: readonly {readonly line: number | undefined; readonly says: string}[]
  /** How often people were notified of this pull request. */
  readonly notifications: number
  /** Waits until the app has looked at today's head and at all that happened. */
  settled(): Promise<void>
  push(files: Files): Promise<void>
  /** Presses the button of the suggestion on a line. */
  applySuggestion(line: number): Promise<void>
}

/** A repository, as its people see it. */
export function seeRepository(sandbox: Sandbox, repository: Repository): SeenRepository {
  const {github} = sandbox
  const issue = () => {
    const found = repository.issues().findLast(({author}) => author === github.botLogin)
    return found === undefined ? undefined : seeIssue(github, found)
  }
  return {
    repository,
    async pull(title, changed, more) {
      const branch = title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')
      return seePull(
        sandbox,
        repository.fullName,
        await repository.openPull({title, branch, author: 'grace', files: changed, ...more}),
      )
    },
    issue,
    theIssue() {
      const found = issue()
      if (found === undefined) throw new Error(`There is no issue of ours in ${repository.fullName}.`)
      return found
    },
    get check() {
      const [run] = repository.checkRuns()
      return run && {conclusion: run.conclusion, title: run.title}
    },
    get notifications() {
      return github
        .notifications()
        .filter(({where}) => where.startsWith(`${repository.fullName}#`))
        .map(({kind, by}) => `${kind} by ${by}`)
    },
  }
}

function seePull({github, app}: Sandbox, fullName: string, pull: Pull): SeenPull {
  return {
    pull,
    get check() {
      const run = pull.checkRuns()[0]
      return run && {conclusion: run.conclusion, title: run.title}
    },
    get comments() {
      return pull
        .comments()
        .map(({line, body}) => ({line, says: wordsOf(body)}))
        .toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0))
    },
    get notifications() {
      return github.notifications().filter(({where}) => where === `${fullName}#${pull.number}`).length
    },
    settled: async () => void (await settled({github, app}, fullName, pull)),
    push: async files => void (await pull.push(files)),
    async applySuggestion(line) {
      const comment = pull.comments().find(comment => comment.line === line)
      if (comment === undefined) throw new Error(`There is no comment on line ${line}.`)
      await pull.applySuggestion(comment.id, pull.author)
    },
  }
}

/** What a person reads first: the words, without the suggestion, the small print and what is hidden. */
const wordsOf = (body: string): string =>
  body
    .replaceAll(/^(`{3,})suggestion[\s\S]*?^\1$/gm, '')
    .replaceAll(/<!--[\s\S]*?-->/g, '')
    .replaceAll(/<sub>[\s\S]*?<\/sub>/g, '')
    .replaceAll('\u200B', '')
    .trim()
    .replaceAll(/\n{2,}/g, '\n')
