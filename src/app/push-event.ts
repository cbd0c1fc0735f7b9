import type {Probot} from 'probot'
import {nameOf, refOf} from './about.ts'
import {aboutPulls, pullRefs} from './pull-events.ts'
import {pullsInto, type Touched, touchedBy} from './pulls-into.ts'
import type {Receive} from './receive.ts'
import type {ScanReceiving} from './scan-receiving.ts'

/**
 * A push: what others merged can make an entry of an open pull request a duplicate, or mend one, and on the default branch it can bring links
 * that nobody has checked yet.
 */
export function receivePushes(probot: Pick<Probot, 'on'>, receive: Receive, {tables, now}: ScanReceiving): void {
  probot.on('push', async context => {
    const {ref, deleted, commits, repository} = context.payload
    const branch = /^refs\/heads\/(.+)$/.exec(ref)?.[1]
    const touched = touchedBy(commits)
    if (branch === undefined || deleted || touched.length === 0) return
    const pulls = pullRefs(context.payload, await pullsInto(context, branch, touched))
    const scanned = branch === repository.default_branch ? refOf(context.payload) : undefined
    if (scanned === undefined && pulls.length === 0) return
    await receive(context, {
      about: [...(scanned === undefined ? [] : [{repository: nameOf(scanned)}]), ...aboutPulls(pulls)],
      pulls,
      inPassing: true,
      async inStore(db) {
        if (scanned === undefined) return {}
        // Whoever was not heard of before is due at once, and needs nothing else.
        await tables.noteRepositories(db, [{...scanned, isPrivate: repository.private}], now())
        if (await tables.holdsLists(db, scanned.repositoryId)) return {openScan: [{ref: scanned, cause: 'push'}]}
        return mayBecomeList(touched) ? {openScan: [{ref: scanned, cause: 'first'}]} : {}
      },
    })
  })
}

/** Whether a repository without a list may have one after this: scans look after those whose readme at the root is one, or that have settings. */
const mayBecomeList = (touched: Touched): boolean =>
  touched === 'anything' || touched.some(path => /^readme\.[a-z]+$/i.test(path))
