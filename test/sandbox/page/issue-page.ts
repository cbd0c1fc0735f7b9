import type {Element} from 'hast'
import {h} from 'hastscript'
import {viewAuthor} from './author-view.ts'
import {issueIcon} from './icons.ts'
import type {IssueView, SaidView, StepView, TurnView} from './issue-view.ts'
import {viewMarkdown} from './markdown-view.ts'
import {viewTasks} from './task-view.ts'

/** An issue: what it says, with boxes that can be ticked, what was said and done below it, and how it was at each step of a story. */
export const viewIssue = (issue: IssueView): Element[] => [
  viewTitle(issue),
  h('article.statement.box', [
    h('header', [
      ...viewAuthor(issue),
      ' opened this',
      issue.editor === undefined ? undefined : h('span.muted', ` · edited by ${issue.editor}`),
    ]),
    h('div.markdown', viewTasks(issue.body, `${addressOf(issue)}/tick`)),
  ]),
  ...issue.timeline.map(event => (event.kind === 'said' ? viewSaid(event) : viewTurn(event))),
  viewActs(issue),
  ...(issue.steps.length === 0 ? [] : [h('h2', 'How it was'), ...issue.steps.map(viewStep)]),
]

const viewTitle = (issue: IssueView): Element =>
  h('header.pull', [
    h('h1', [issue.title, h('span.muted', ` #${issue.number}`)]),
    h('p', [
      h(`span.state.${stateClass(issue)}`, [issueIcon(issue.state), ` ${stateWords(issue)}`]),
      ...issue.labels.map(label => h('span.badge', label)),
      issue.locked ? h('span.badge', 'locked') : undefined,
      h('span.muted', ` People were notified of it ${issue.notifications === 1 ? 'once' : `${issue.notifications} times`}.`),
    ]),
  ])

const stateClass = ({state, reason}: IssueView): string =>
  state === 'open' ? 'open' : reason === 'completed' ? 'merged' : 'draft'

function stateWords({state, reason}: IssueView): string {
  if (state === 'open') return 'Open'
  return reason === undefined || reason === 'completed' ? 'Closed' : `Closed as ${reason.replace('_', ' ')}`
}

const viewSaid = (said: SaidView): Element =>
  h('article.statement.box', [
    h('header', [...viewAuthor(said), ' commented']),
    h('div.markdown', viewMarkdown(said.body)),
    said.reactions.length === 0
      ? undefined
      : h(
          'p.reactions',
          said.reactions.map(({emoji, count}) => h('span.badge', `${emoji} ${count}`)),
        ),
  ])

const viewTurn = ({kind, by, reason}: TurnView): Element =>
  h('p.turn.muted', [
    h('b', by.replace(/\[bot\]$/, '')),
    kind === 'closed' ? ` closed this as ${(reason ?? 'completed').replace('_', ' ')}` : ' reopened this',
  ])

/** What a maintainer can do. */
const viewActs = (issue: IssueView): Element =>
  h('form.acts', {method: 'post', action: `${addressOf(issue)}/act`}, [
    h('textarea', {name: 'comment', rows: 3, ariaLabel: 'Comment', placeholder: '/listkeeper scan'}),
    h('p.buttons', [
      ...(issue.state === 'open'
        ? [act('close', 'Close'), act('not_planned', 'Close as not planned')]
        : [act('reopen', 'Reopen')]),
      act('comment', 'Comment'),
    ]),
  ])

const act = (value: string, label: string): Element => h('button.button', {name: 'act', value}, label)

const viewStep = ({name, what, state, body, notifications}: StepView): Element =>
  h('details.step.box', [
    h('summary.step-name', [
      h('b', name),
      h('span', ` ${what} `),
      h('span.muted', `${state === 'none' ? 'no issue' : state} · notifications so far: ${notifications}`),
    ]),
    state === 'none' ? undefined : h('div.markdown', viewMarkdown(body)),
  ])

const addressOf = ({repository, number}: IssueView): string => `/${repository}/issues/${number}`

/** All issues of a repository, newest first. */
export const viewIssueList = (repository: string, issues: readonly IssueView[]): Element =>
  h('section.pulls', [
    h('h2', issues.length === 1 ? '1 issue' : `${issues.length} issues`),
    issues.length === 0
      ? h('p.note', 'No issue yet.')
      : h(
          'ul.box',
          issues
            .toReversed()
            .map(issue =>
              h('li.pull-row', [
                h(`span.state-icon.${stateClass(issue)}`, issueIcon(issue.state)),
                h('div', [
                  h('p.pull-title', h('a', {href: `/${repository}/issues/${issue.number}`}, issue.title)),
                  h('p.muted', `#${issue.number} by ${issue.author.replace(/\[bot\]$/, '')} · ${stateWords(issue)}`),
                ]),
              ]),
            ),
        ),
  ])
