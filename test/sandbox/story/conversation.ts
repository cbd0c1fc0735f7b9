import type {GitHub} from '../github/github.ts'
import type {Pull} from '../github/pull.ts'
import type {Repository} from '../github/repository.ts'
import type {Web} from '../web/web.ts'
import {append, type EditList} from './edit-list.ts'
import {listPath} from './play.ts'

/** What people do next, and what must be seen after it. */
export interface Act {
  /** `pushed`: one word that heads it. */
  readonly name: string
  readonly what: string
  readonly do: (pull: Pull, repository: Repository) => Promise<unknown>
  readonly seen: Seen
}

/** What is seen of a pull request, as numbers. */
export interface Seen {
  readonly conclusion: string
  readonly state: 'open' | 'merged'
  readonly reviews: number
  /** Comments of ours that are open, and those that say that they are fixed and are folded away. */
  readonly open: number
  readonly fixed: number
  readonly notifications: number
}

/** How the pull request that the conversation is about begins. */
export const conversationPull = (url: Web['url']) => ({
  title: 'Add tools for notebooks',
  branch: 'notebooks',
  author: 'hedy',
  body: 'We run all of them.',
  edit: added(url).first,
})

/** The edits that its pushes are made of. Each is of the whole list as the base has it. */
function added(url: Web['url']): {readonly first: EditList; readonly second: EditList; readonly rebased: EditList} {
  const entries = {
    good: `* [Paper Trail](${url('alive.example', '/paper-trail')}) - Keeps a record of each cell that was ever run`,
    dash: `* [Night Shift](${url('alive.example', '/night-shift')}) – Runs notebooks while nobody looks`,
    dead: `* [Loose Leaf](${url('gone.example', '/loose-leaf')}) - Turns notebooks into pages`,
    bare: `* [Carbon Copy](${url('alive.example', '/carbon-copy')})- Compares two runs of a notebook`,
  }
  const section = 'Model & Pipeline Versioning'
  const {good, dash, dead, bare} = entries
  return {
    first: append({[section]: [good, dash, dead]}),
    second: text => text.replace(dead, `${dead}\n${bare}`),
    rebased: append({[section]: [good, dash.replace(' – ', ' - '), dead, bare]}),
  }
}

/** A pull request as it goes: pushed to, fixed by a click, rebased, argued with, merged. People are notified twice in all. */
export const conversation = (url: Web['url']): readonly Act[] => [
  {
    name: 'opened',
    what: 'with a wrong separator and a dead link',
    do: async () => {},
    seen: {conclusion: 'failure', state: 'open', reviews: 1, open: 2, fixed: 0, notifications: 1},
  },
  {
    name: 'pushed',
    what: 'one more entry, with a mistake of its own',
    do: pull => pull.push({[listPath]: added(url).second}),
    seen: {conclusion: 'failure', state: 'open', reviews: 2, open: 3, fixed: 0, notifications: 2},
  },
  {
    name: 'fixed',
    what: 'the author commits the first suggestion by a click',
    do: pull => pull.applySuggestion(commentOn(pull, 'entry-separator', ' – '), pull.author),
    seen: {conclusion: 'failure', state: 'open', reviews: 2, open: 2, fixed: 1, notifications: 2},
  },
  {
    name: 'rebased',
    what: 'the list got an entry meanwhile, and the branch is written anew on top of it',
    do: async (pull, repository) => {
      const entry = `* [Common Ground](${url('alive.example', '/common-ground')}) - Data that teams share, with who may see what`
      await repository.push(pull.base().branch, {[listPath]: append({'Data Storage / Standardisation / Privacy': [entry]})})
      await pull.push({[listPath]: added(url).rebased}, {rebase: true})
    },
    seen: {conclusion: 'failure', state: 'open', reviews: 2, open: 2, fixed: 1, notifications: 2},
  },
  {
    name: 'argued with',
    what: 'the author answers about the dead link, and commits the other suggestion',
    do: async pull => {
      await pull.reply(commentOn(pull, 'dead-link'), pull.author, 'They are moving, it is back tomorrow.')
      await pull.push({[listPath]: text => text.replace(')- Compares', ') - Compares')})
    },
    seen: {conclusion: 'success', state: 'open', reviews: 2, open: 1, fixed: 2, notifications: 2},
  },
  {
    name: 'merged',
    what: 'nothing is left to say',
    do: pull => pull.merge(),
    seen: {conclusion: 'success', state: 'merged', reviews: 2, open: 1, fixed: 2, notifications: 2},
  },
]

function commentOn(pull: Pull, rule: string, words = ''): number {
  const found = pull.comments().find(({body}) => body.includes(`[${rule}]`) && body.includes(words))
  if (found === undefined) throw new Error(`No comment tells of ${rule}.`)
  return found.id
}

/** What is seen of a pull request now. */
export function look(github: GitHub, repository: Repository, pull: Pull): Seen {
  const ours = pull.comments()
  const isFixed = ({body, minimized}: (typeof ours)[number]) => body.startsWith('Fixed in') && minimized === 'outdated'
  return {
    conclusion: pull.checkRuns()[0]?.conclusion ?? 'none',
    state: pull.merged() ? 'merged' : 'open',
    // A reply is a review, too, by whoever wrote it.
    reviews: pull.reviews().filter(({author}) => author === github.botLogin).length,
    open: ours.filter(comment => !isFixed(comment)).length,
    fixed: ours.filter(isFixed).length,
    notifications: github
      .notifications()
      .filter(({where, by}) => where === `${repository.fullName}#${pull.number}` && by === github.botLogin).length,
  }
}

/** What is otherwise than it must be, a sentence each. */
export const differences = (seen: Seen, wanted: Seen): readonly string[] =>
  Object.entries(wanted).flatMap(([key, value]) => {
    const is = Object.entries(seen).find(([name]) => name === key)?.[1]
    return is === value ? [] : [`${key}: ${String(is)}, not ${String(value)}`]
  })
