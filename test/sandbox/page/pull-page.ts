import type {Element} from 'hast'
import {h} from 'hastscript'
import {viewAuthor} from './author-view.ts'
import {viewDiff} from './diff-view.ts'
import {checkIcon, fileIcon, pullIcon} from './icons.ts'
import {viewMarkdown} from './markdown-view.ts'
import type {CheckView, CommentView, FileView, PullView, ReviewView, ThreadView} from './pull-view.ts'
import {viewSuggestion} from './suggestion-view.ts'

/** A pull request: what it is, what its check says, what was said, and its changes with the comments in place. */
export const viewPull = (pull: PullView): Element[] =>
  [
    viewTitle(pull),
    pull.body === '' ? undefined : viewStatement({author: pull.author, isBot: false, body: pull.body}, 'wrote'),
    ...pull.reviews.filter(({body}) => body !== '').map(review => viewStatement(review, reviewed(review))),
    ...pull.conversation.map(comment => viewStatement(comment, 'commented')),
    viewCheck(pull.check),
    h('h2.changes', ['Files changed ', h('span.muted', changes(pull.files))]),
    ...pull.files.map(file => viewFile(pull, file)),
    ...outdated(pull),
    viewRemote(pull),
  ].filter(part => part !== undefined)

const viewTitle = ({title, number, state, author, base, head, files}: PullView): Element =>
  h('header.pull', [
    h('h1', [title, h('span.muted', ` #${number}`)]),
    h('p', [
      h(`span.state.${state}`, [pullIcon(), ` ${stateWords[state]}`]),
      h('b', ` ${author}`),
      ` wants to merge ${files.length === 1 ? 'a change of one file' : `changes of ${files.length} files`} into `,
      h('code.branch', base),
      ' from ',
      h('code.branch', head),
    ]),
  ])

const stateWords = {open: 'Open', draft: 'Draft', merged: 'Merged', closed: 'Closed'} as const

const changes = (files: readonly FileView[]): string =>
  `+${files.reduce((sum, {additions}) => sum + additions, 0)} −${files.reduce((sum, {deletions}) => sum + deletions, 0)}`

const reviewed = ({comments}: ReviewView): string =>
  comments === 0 ? 'reviewed' : `reviewed, with ${comments === 1 ? 'a comment' : `${comments} comments`} on the changes below`

interface Statement {
  readonly author: string
  readonly isBot: boolean
  readonly body: string
}

const viewStatement = (statement: Statement, did: string): Element =>
  h('article.statement.box', [
    h('header', [...viewAuthor(statement), ` ${did}`]),
    h('div.markdown', viewMarkdown(statement.body)),
  ])

function viewCheck(check: CheckView | undefined): Element {
  if (check === undefined) return h('section.check.box.running', [h('header', [checkIcon(undefined), h('b', 'No check yet')])])
  const details = [check.summary, check.text].filter(text => text !== '')
  const {annotations = [], buttons = []} = check
  return h('section.check.box', {className: check.conclusion ?? 'running', ariaLabel: 'Check run'}, [
    h('header', [checkIcon(check.conclusion), h('b', check.name), h('span', check.title === '' ? 'In progress' : check.title)]),
    buttons.length === 0
      ? undefined
      : h('p.buttons', [...buttons.map(label => h('span.button', label)), h('span.muted', 'seen by maintainers')]),
    details.length === 0
      ? undefined
      : h('details', [
          h('summary', 'Details'),
          ...details.map(text => h('div.markdown', viewMarkdown(text))),
          ...(annotations.length === 0 ? [] : [viewAnnotations(annotations)]),
        ]),
  ])
}

const viewAnnotations = (annotations: NonNullable<CheckView['annotations']>): Element =>
  h('section.annotations', [
    h('h3', annotations.length === 1 ? '1 annotation' : `${annotations.length} annotations`),
    ...annotations.map(({path, line, level, message}) =>
      h('p.annotation', {className: level}, [h('code', `${path}#L${line}`), h('span', message)]),
    ),
  ])

function viewFile(pull: PullView, file: FileView): Element {
  const threads = pull.threads.filter(({path}) => path === file.path)
  return h('section.file.box', {ariaLabel: file.path}, [
    h('header', [
      fileIcon(),
      h('code.file-path', file.path),
      h('span.added-count', `+${file.additions}`),
      h('span.deleted-count', `−${file.deletions}`),
    ]),
    h(
      'div.scroll',
      viewDiff(file, threads, thread => viewThread(pull, file, thread)),
    ),
    file.text === undefined || pull.state === 'merged' ? undefined : viewEditor(pull, file.path, file.text),
  ])
}

const viewThread = (pull: PullView, file: FileView | undefined, thread: ThreadView): Element =>
  h(
    'div.thread',
    {className: thread.resolved ? 'resolved' : undefined},
    thread.comments.map(comment => viewComment(pull, file, thread, comment)),
  )

const viewComment = (pull: PullView, file: FileView | undefined, thread: ThreadView, comment: CommentView): Element =>
  comment.folded === undefined ? viewWords(pull, file, thread, comment) : viewFolded(pull, file, thread, comment)

/** A click unfolds it, as on GitHub. */
const viewFolded = (pull: PullView, file: FileView | undefined, thread: ThreadView, comment: CommentView): Element =>
  h('details.folded', [
    h('summary', [
      ...viewAuthor(comment),
      h('span.muted', ` This comment was marked as ${comment.folded}.`),
      h('span.show', 'Show comment'),
    ]),
    viewWords(pull, file, thread, comment),
  ])

const viewWords = (pull: PullView, file: FileView | undefined, thread: ThreadView, comment: CommentView): Element =>
  h('article.comment', [
    h('header', [...viewAuthor(comment), h('span.muted', [` ${lineWords(thread)}`, comment.edited ? ' · edited' : ''])]),
    h('div.markdown', viewMarkdown(comment.body, suggestionsOn(pull, file, thread, comment))),
  ])

function lineWords({lines}: ThreadView): string {
  if (lines === undefined) return 'outdated'
  return lines.start === lines.end ? `on line ${lines.end}` : `on lines ${lines.start} to ${lines.end}`
}

/** Over the lines that it would replace. Once outdated it replaces nothing, and is shown as it was written. */
const suggestionsOn = (pull: PullView, file: FileView | undefined, {lines}: ThreadView, comment: CommentView) =>
  lines === undefined || file?.text === undefined ? undefined : viewSuggestedLines(pull, file.text, lines, comment)

const viewSuggestedLines =
  (pull: PullView, fileText: string, {start, end}: {start: number; end: number}, comment: CommentView) =>
  (suggested: string): Element =>
    viewSuggestion({
      firstLine: start,
      before: fileText.split('\n').slice(start - 1, end),
      after: suggested === '' ? [] : suggested.replace(/\n$/, '').split('\n'),
      action: pull.state === 'merged' ? undefined : `${addressOf(pull)}/suggestion/${comment.id}`,
    })

const viewEditor = (pull: PullView, path: string, text: string): Element =>
  h('details.editor', [
    h('summary', `Edit ${path} in this pull request`),
    h('form', {method: 'post', action: `${addressOf(pull)}/edit`}, [
      h('input', {type: 'hidden', name: 'path', value: path}),
      h('textarea', {name: 'text', rows: 18, spellCheck: 'false', ariaLabel: `Text of ${path}`}, `\n${text}`),
      h('p', [
        h('button.primary', {type: 'submit'}, `Commit to ${pull.head}`),
        h('span.muted', ' Listkeeper then reviews it again.'),
      ]),
    ]),
  ])

/** GitHub folds these away; here they stand below, so that nothing is hidden. */
function outdated(pull: PullView): Element[] {
  const threads = pull.threads.filter(({lines}) => lines === undefined)
  if (threads.length === 0) return []
  return [
    h('details.outdated', {open: true}, [
      h('summary', `Outdated comments (${threads.length})`),
      ...threads.map(thread =>
        h('div.box', [h('header', [fileIcon(), h('code.file-path', thread.path)]), viewThread(pull, undefined, thread)]),
      ),
    ]),
  ]
}

const viewRemote = ({remote, head}: PullView): Element =>
  h('section.remote', [
    h('h2', 'Or push to it'),
    h('pre', [
      h('code', [`git clone --branch ${head} ${remote}`, '\n# … edit and commit …\n', `git push origin ${head}`].join('')),
    ]),
  ])

const addressOf = ({repository, number}: PullView): string => `/${repository}/pull/${number}`
