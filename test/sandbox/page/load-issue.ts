import type {GitHub} from '../github/github.ts'
import type {Issue} from '../github/issue.ts'
import type {IssueView, StepView} from './issue-view.ts'

/** An issue as people see it now. */
export function loadIssue(github: GitHub, issue: Issue, steps: readonly StepView[] = []): IssueView {
  const where = `${issue.repository}#${issue.number}`
  const isBot = (login: string) => login.endsWith('[bot]')
  const said = issue.comments.map(
    ({author, body, createdMs, reactions}) =>
      ({kind: 'said', author, isBot: isBot(author), body, atMs: createdMs, reactions: countEmoji(reactions)}) as const,
  )
  return {
    repository: issue.repository,
    number: issue.number,
    title: issue.title,
    author: issue.author,
    isBot: isBot(issue.author),
    state: issue.state,
    reason: issue.state === 'closed' ? issue.stateReason : undefined,
    locked: issue.locked,
    labels: issue.labels,
    body: issue.body,
    createdMs: issue.createdMs,
    editor: issue.editor,
    timeline: [...said, ...issue.turns].toSorted((a, b) => a.atMs - b.atMs),
    notifications: github.notifications().filter(notification => notification.where === where).length,
    steps,
  }
}

const emoji: Readonly<Record<string, string>> = {
  '+1': '👍',
  '-1': '👎',
  laugh: '😄',
  hooray: '🎉',
  confused: '😕',
  heart: '❤️',
  rocket: '🚀',
  eyes: '👀',
}

function countEmoji(reactions: readonly {readonly content: string}[]) {
  const counts = new Map<string, number>()
  for (const {content} of reactions) counts.set(content, (counts.get(content) ?? 0) + 1)
  return [...counts].map(([content, count]) => ({emoji: emoji[content] ?? content, count}))
}
