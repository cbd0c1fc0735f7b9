import type {Element} from 'hast'
import {h} from 'hastscript'
import {checkIcon, commentIcon, pullIcon} from './icons.ts'
import type {PullView} from './pull-view.ts'

/** All pull requests of a repository, newest first, each with its check. */
export const viewPullList = (repository: string, pulls: readonly PullView[]): Element =>
  h('section.pulls', [
    h('h1', [repository, h('span.muted', ` ${pulls.length} pull requests`)]),
    pulls.length === 0 ? h('p.note', 'No pull request yet.') : h('ul.box', pulls.toReversed().map(viewRow)),
  ])

const viewRow = (pull: PullView): Element =>
  h('li.pull-row', [
    h(`span.state-icon.${pull.state}`, pullIcon()),
    h('div', [
      h('p.pull-title', [
        h('a', {href: `/${pull.repository}/pull/${pull.number}`}, pull.title),
        pull.check === undefined ? undefined : viewMark(pull.check.conclusion),
      ]),
      h('p.muted', `#${pull.number} by ${pull.author}${pull.check?.title ? ` · ${pull.check.title}` : ''}`),
    ]),
    pull.threads.length === 0 ? undefined : h('span.muted.count', [commentIcon(), ` ${pull.threads.length}`]),
  ])

const viewMark = (conclusion: string | undefined): Element =>
  h('span.check-mark', {className: conclusion ?? 'running'}, checkIcon(conclusion))
