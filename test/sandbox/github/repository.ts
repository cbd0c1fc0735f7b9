import type {Pull} from './pull.ts'

/** What becomes of a file: its text, an edit of its old text (which is empty for a new file), or undefined to delete it. */
export type FileEdit =
  | string
  | Uint8Array
  | undefined
  | ((old: string) => string | undefined)
  | {readonly symlink: string}
  | {readonly submodule: string}

export type Files = Readonly<Record<string, FileEdit>>

export type Role = 'none' | 'read' | 'triage' | 'write' | 'maintain' | 'admin'

export interface RepositoryOptions {
  readonly defaultBranch?: string
  readonly private?: boolean
  /** Who made the first commit (default: the owner). */
  readonly author?: string
}

export interface NewPull {
  readonly title: string
  readonly branch: string
  readonly files: Files
  readonly author?: string
  readonly body?: string
  readonly draft?: boolean
  /** Branch to merge into (default: the default branch). */
  readonly base?: string
  /** From the author's fork, which is made if there is none. */
  readonly fromFork?: boolean
  readonly message?: string
}

/** A repository, as people use it. */
export interface Repository {
  /** `ada/awesome-ants`. */
  readonly fullName: string
  readonly id: number
  readonly installationId: number
  readonly defaultBranch: string
  /** Git URL that a person can clone, fetch and push to. A user name in it (`http://bob@…`) says who pushes (default: the owner). */
  readonly remote: string
  /** Commits to a branch (made from the default branch if it is new) and sends what GitHub sends. Resolves with the commit. */
  push(branch: string, files: Files, message?: string, options?: {author?: string}): Promise<string>
  tip(branch?: string): string | undefined
  text(path: string, ref?: string): Promise<string | undefined>
  openPull(pull: NewPull): Promise<Pull>
  pulls(): readonly Pull[]
  fork(login: string): Promise<Repository>
  addCollaborator(login: string, role: Role): void
  setBranchRules(rules: {requiresResolvedConversations: boolean; branch?: string}): void
  archive(login?: string): void
  rename(name: string, login?: string): void
  disableIssues(): void
  deleteBranch(branch: string, login?: string): Promise<void>
}
