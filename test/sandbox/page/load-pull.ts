import type {GitHub} from '../github/github.ts'
import type {CheckRun, Comment, Pull, Thread} from '../github/pull.ts'
import type {Repository} from '../github/repository.ts'
import type {CheckView, CommentView, FileView, PullView, ThreadView} from './pull-view.ts'

/** A pull request as people see it now. */
export async function loadPull(github: GitHub, repository: Repository, pull: Pull): Promise<PullView> {
  const isBot = (login: string) => login === github.botLogin
  const viewComment = (comment: Comment): CommentView => ({
    id: String(comment.id),
    author: comment.author,
    isBot: isBot(comment.author),
    body: comment.body,
    atMs: comment.createdMs,
    edited: comment.updatedMs > comment.createdMs,
    folded: comment.minimized,
  })
  const threads = pull.comments()
  return {
    repository: repository.fullName,
    number: pull.number,
    title: pull.title,
    author: pull.author,
    state: stateOf(pull),
    base: pull.base().branch,
    head: pull.branch,
    headSha: pull.head(),
    body: pull.body,
    check: viewCheck(pull.checkRuns()[0]),
    reviews: pull
      .reviews()
      .filter(({state}) => state !== 'PENDING')
      .map(({id, author, body, submittedMs}) => ({
        author,
        isBot: isBot(author),
        body,
        atMs: submittedMs ?? 0,
        comments: threads.filter(({reviewId}) => reviewId === id).length,
      })),
    conversation: pull.conversation().map(viewComment),
    files: await Promise.all(
      pull.files().map(
        async ({path, patch, additions, deletions}): Promise<FileView> => ({
          path,
          patch,
          additions,
          deletions,
          text: await pull.text(path),
        }),
      ),
    ),
    threads: threads.map(thread => ({
      path: thread.path,
      lines: linesOf(thread),
      resolved: thread.resolved,
      comments: [thread, ...thread.replies].map(viewComment),
    })),
    remote: repository.remote,
  }
}

function stateOf(pull: Pull): PullView['state'] {
  if (pull.merged()) return 'merged'
  if (pull.state() === 'closed') return 'closed'
  return pull.draft() ? 'draft' : 'open'
}

const viewCheck = (run: CheckRun | undefined): CheckView | undefined =>
  run && {
    name: run.name,
    conclusion: run.conclusion ?? undefined,
    title: run.title ?? '',
    summary: run.summary ?? '',
    text: run.text ?? '',
    annotations: run.annotations,
    buttons: run.actions.map(({label}) => label),
  }

const linesOf = ({line, startLine}: Thread): ThreadView['lines'] =>
  line === undefined ? undefined : {start: startLine ?? line, end: line}
