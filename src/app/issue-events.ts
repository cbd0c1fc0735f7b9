import type {Probot} from 'probot'
import {readCommand} from '../health/read-command.ts'
import {readOrders} from '../health/read-orders.ts'
import {type AboutRepository, nameOf, refOf, type Sender} from './about.ts'
import type {Event, Receive} from './receive.ts'
import type {ScanReceiving} from './scan-receiving.ts'

/** What an event about an issue carries besides. */
interface AboutIssue extends AboutRepository {
  readonly issue: {
    readonly number: number
    readonly body?: string | null
    readonly user?: {readonly login: string} | null
    readonly updated_at?: string
  }
  readonly sender: Sender
}

/**
 * What people do to our issue: every tick in a delivered body is an order, even if the body has changed since; a comment can hold one; and
 * when it was closed, deleted or moved, whoever looks after it has to know. Our own edits come back as events, and end here.
 */
export function receiveIssueEvents(probot: Pick<Probot, 'on'>, receive: Receive, {tables, now, shrug}: ScanReceiving): void {
  const look = (event: Event & {readonly payload: AboutIssue}, body = ''): Promise<boolean> | undefined => {
    const {issue, sender} = event.payload
    const ref = refOf(event.payload)
    if (ref === undefined || isOurselves(event.payload)) return undefined
    // Another program's edit is put back, and its ticks are nobody's.
    const orders = sender.type === 'Bot' ? [] : readOrders(body)
    const atMs = saidAt(issue.updated_at, now())
    const given = orders.map(order => ({order, login: sender.login, atMs}))
    return receive(event, {
      about: [],
      async inStore(db) {
        if ((await tables.issueOf(db, ref.repositoryId)) !== issue.number) return {}
        if (given.length > 0) await tables.recordOrders(db, ref.repositoryId, given)
        return {keepIssue: [ref]}
      },
    })
  }

  probot.on('issues.edited', async context => {
    await look(context, context.payload.issue.body ?? '')
  })

  probot.on(
    ['issues.closed', 'issues.reopened', 'issues.deleted', 'issues.transferred', 'issues.locked', 'issues.unlocked'],
    async context => {
      await look(context)
    },
  )

  probot.on('issue_comment.created', async context => {
    const {issue, comment, sender} = context.payload
    const ref = refOf(context.payload)
    if (ref === undefined || issue.pull_request != null || sender.type === 'Bot') return
    const command = readCommand(comment.body)
    if (command === undefined) return
    const given = {login: sender.login, atMs: saidAt(comment.created_at, now()), commentId: String(comment.id)}
    let isOurs = false
    await receive(context, {
      about: [{repository: nameOf(ref)}],
      async inStore(db) {
        isOurs = (await tables.issueOf(db, ref.repositoryId)) === Number(issue.number)
        if (!isOurs || command === 'unknown') return {}
        await tables.recordOrders(db, ref.repositoryId, [{order: command, ...given}])
        return {keepIssue: [ref]}
      },
    })
    // For show only: whoever misses it is no worse off than without.
    if (isOurs && command === 'unknown') await shrug(ref, given.commentId).catch(() => {})
  })
}

/**
 * When people said what an event tells of. One that comes late must not undo what they said since; among those that come in time our own clock
 * counts, by which the rest is remembered.
 */
function saidAt(time: string | undefined, nowMs: number): number {
  const ms = Date.parse(time ?? '')
  return nowMs - ms > lateMs ? ms : nowMs
}

const lateMs = 60_000

/** Our issues are written by us, so whoever wrote it and acts now is us. */
const isOurselves = ({issue, sender}: AboutIssue): boolean => sender.type === 'Bot' && sender.login === issue.user?.login
