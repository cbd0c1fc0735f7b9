import type {GitHub} from './github/github.ts'
import type {Issue} from './github/issue.ts'

/** The issue in the words of people: what it shows, and what they do with it. Always as it is now. */
export interface SeenIssue {
  readonly issue: Issue
  readonly number: number
  readonly title: string
  readonly state: Issue['state']
  readonly stateReason: Issue['stateReason']
  /** What is written there, hidden comments and all. */
  readonly body: string
  /** What a person sees of it. */
  readonly words: string
  /** What stands below a heading, or in a folded part, whose words begin like this; '' where there is none. */
  section(name: string): string
  /** How often people were notified of it, by whomever. */
  readonly notifications: number
  /** The same, of what the app itself did. */
  readonly notificationsByUs: number
  /** Clicks the box of that name below the link, or the first one of that name (`Rescan`) where no link is named. */
  tick(name: string, url?: string, login?: string): Promise<void>
  close: Issue['close']
  reopen: Issue['reopen']
  comment: Issue['comment']
  edit(body: (old: string) => string, login?: string): Promise<void>
  delete: Issue['delete']
}

/** An issue, as people see it and use it. */
export function seeIssue(github: GitHub, issue: Issue): SeenIssue {
  const where = `${issue.repository}#${issue.number}`
  const told = () => github.notifications().filter(notification => notification.where === where)
  return {
    issue,
    number: issue.number,
    get title() {
      return issue.title
    },
    get state() {
      return issue.state
    },
    get stateReason() {
      return issue.stateReason
    },
    get body() {
      return issue.body
    },
    get words() {
      return withoutHidden(issue.body)
    },
    section: name => sectionOf(withoutHidden(issue.body), name),
    get notifications() {
      return told().length
    },
    get notificationsByUs() {
      return told().filter(({by}) => by === github.botLogin).length
    },
    tick: (name, url, login) => issue.edit({body: ticked(issue.body, name, url)}, login),
    close: issue.close,
    reopen: issue.reopen,
    comment: issue.comment,
    edit: (change, login) => issue.edit({body: change(issue.body)}, login),
    delete: issue.delete,
  }
}

const withoutHidden = (body: string): string => body.replaceAll(/<!--[\s\S]*?-->/g, '')

/** From its heading (or the summary of a folded part) to the next one of either kind. */
function sectionOf(words: string, name: string): string {
  const lines = words.split('\n')
  const isHead = (line: string) => /^#{1,6} |<summary>/.test(line)
  const plain = (line: string) => line.replaceAll(/<[^>]*>|^#{1,6} |[*_]/g, '').trim()
  const start = lines.findIndex(line => isHead(line) && plain(line).startsWith(name))
  if (start === -1) return ''
  const end = lines.findIndex((line, at) => at > start && isHead(line))
  return lines
    .slice(start + 1, end === -1 ? undefined : end)
    .join('\n')
    .trim()
}

/** As a click does it: the page sends the whole body again, with one box ticked. */
function ticked(body: string, name: string, url: string | undefined): string {
  const lines = body.split('\n')
  const from = url === undefined ? 0 : lines.findIndex(line => holds(withoutHidden(line), url))
  const at = from === -1 ? -1 : lines.findIndex((line, at) => at >= from && isBox(line, name))
  const line = lines[at]
  if (line === undefined) throw new Error(`There is no box “${name}” ${url === undefined ? '' : `below ${url} `}in:\n${body}`)
  return lines.with(at, line.replace('[ ]', '[x]')).join('\n')
}

/** The address and not a longer one that begins with it. */
const holds = (line: string, url: string): boolean => {
  const at = line.indexOf(url)
  return at !== -1 && !/[\w/?#=&%-]/.test(line.charAt(at + url.length))
}

const isBox = (line: string, name: string): boolean =>
  /^\s*[-*+] \[ \] /.test(line) && withoutHidden(line).toLowerCase().includes(name.toLowerCase())
