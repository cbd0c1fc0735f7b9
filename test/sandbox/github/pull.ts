import type {FileEdit} from './repository.ts'

/** A file of a pull request, as `GET /pulls/{n}/files` tells of it. */
export interface ChangedFile {
  readonly path: string
  readonly previousPath: string | undefined
  readonly status: 'added' | 'removed' | 'modified' | 'renamed'
  readonly additions: number
  readonly deletions: number
  /** From the first `@@` on. Undefined: binary, unchanged, or too large for GitHub to show. */
  readonly patch: string | undefined
}

export interface Review {
  readonly id: number
  readonly nodeId: string
  readonly author: string
  readonly state: 'PENDING' | 'COMMENTED' | 'APPROVED' | 'CHANGES_REQUESTED' | 'DISMISSED'
  readonly body: string
  readonly commitId: string
  readonly submittedMs: number | undefined
}

/** A comment on a line. Those that start a thread carry the thread. */
export interface Comment {
  readonly id: number
  readonly nodeId: string
  readonly reviewId: number
  readonly author: string
  readonly body: string
  readonly createdMs: number
  readonly updatedMs: number
  /** Why it is folded, as GraphQL says it (`OUTDATED`), or undefined. */
  readonly minimized: string | undefined
  readonly reactions: readonly {readonly login: string; readonly content: string}[]
}

/** The first comment of a thread, with its thread. */
export interface Thread extends Comment {
  readonly threadId: string
  readonly path: string
  readonly side: 'RIGHT' | 'LEFT'
  /** Where it stands on today's head; undefined once outdated. */
  readonly line: number | undefined
  /** Only of comments on several lines. */
  readonly startLine: number | undefined
  readonly originalLine: number | undefined
  readonly originalStartLine: number | undefined
  readonly outdated: boolean
  readonly resolved: boolean
  readonly resolvedBy: string | undefined
  readonly replies: readonly Comment[]
}

export interface CheckRun {
  readonly id: number
  readonly name: string
  readonly headSha: string
  readonly status: string
  readonly conclusion: string | null
  readonly title: string | null
  readonly summary: string | null
  readonly text: string | null
  readonly externalId: string | null
  readonly detailsUrl: string | null
  readonly annotations: readonly {
    readonly path: string
    readonly line: number
    readonly level: string
    readonly message: string
  }[]
  readonly actions: readonly {readonly label: string; readonly description: string; readonly identifier: string}[]
  readonly startedMs: number
  readonly completedMs: number | undefined
}

export interface IssueComment extends Comment {
  readonly number: number
}

/** A pull request: what a person sees of it, and what people do to it. Acts are done when their promise resolves; webhooks follow. */
export interface Pull {
  readonly number: number
  readonly title: string
  readonly body: string
  readonly author: string
  /** Of the API: `http://127.0.0.1:4000/api/v3/repos/ada/ants/pulls/1`. */
  readonly url: string
  readonly branch: string
  base(): {readonly branch: string; readonly sha: string}
  head(): string
  state(): 'open' | 'closed'
  draft(): boolean
  merged(): boolean
  files(): readonly ChangedFile[]
  /** The whole unified diff, as git makes it. */
  diff(): Promise<string>
  /** A file at head, undefined where there is none. */
  text(path: string): Promise<string | undefined>
  reviews(): readonly Review[]
  /** Comments on lines, one a thread, with their replies. Pending ones are not seen. */
  comments(): readonly Thread[]
  /** Comments of the conversation, on no line. */
  conversation(): readonly Comment[]
  /** Of head, newest first. */
  checkRuns(): readonly CheckRun[]

  push(
    files: Readonly<Record<string, FileEdit>>,
    options?: {message?: string; author?: string /** Rewrites the branch: one commit on the base's tip. */; rebase?: true},
  ): Promise<string>
  comment(login: string, body: string): Promise<number>
  reply(commentId: number, login: string, body: string): Promise<number>
  review(
    login: string,
    review: {
      body?: string
      event: 'COMMENT' | 'APPROVE' | 'REQUEST_CHANGES'
      comments?: readonly {path: string; line: number; body: string}[]
    },
  ): Promise<number>
  deleteComment(commentId: number, login: string): Promise<void>
  resolve(threadId: string, login: string): Promise<void>
  unresolve(threadId: string, login: string): Promise<void>
  react(
    commentId: number,
    login: string,
    content: '+1' | '-1' | 'laugh' | 'confused' | 'heart' | 'hooray' | 'rocket' | 'eyes',
  ): Promise<void>
  minimize(commentId: number, login: string, classifier: string): Promise<void>
  /** Commits the suggestion as the button does; rejects with what GitHub would say where it can't be applied. Resolves with the new head. */
  applySuggestion(commentId: number, login: string): Promise<string>
  edit(change: {title?: string; body?: string}, login?: string): Promise<void>
  changeBase(branch: string, login?: string): Promise<void>
  markReady(login?: string): Promise<void>
  convertToDraft(login?: string): Promise<void>
  close(login?: string): Promise<void>
  reopen(login?: string): Promise<void>
  merge(login?: string): Promise<string>
  lock(login?: string): Promise<void>
  unlock(login?: string): Promise<void>
  /** Asks for the check run again, as its button does. */
  rerequest(checkRunId: number, login?: string): Promise<void>
  /** Presses a button of the check run. */
  pressAction(checkRunId: number, identifier: string, login?: string): Promise<void>
}
