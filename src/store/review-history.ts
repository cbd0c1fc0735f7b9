import type {Database, Queries} from './database.ts'
import {sql} from './sql.ts'

/** Which pull request; more is not needed to remember it. A renamed repository keeps its id. */
interface Pull {
  readonly repositoryId: string
  readonly number: number
}

/** Somebody pressed "Dismiss all" on a check run of a pull request. */
export interface DismissWish {
  readonly login: string
  readonly checkRunId: string
}

/** Remembers that somebody pressed it, to be called in the transaction that sends the job which looks at it. */
export async function wishDismissal(
  queries: Queries,
  {repositoryId, number}: Pull,
  {login, checkRunId}: DismissWish,
): Promise<void> {
  await queries.query(sql`
    insert into listkeeper.dismiss_wishes (repository_id, number, check_run_id, login) values (${repositoryId}, ${number}, ${checkRunId}, ${login})
    on conflict do nothing`)
}

/** `ReviewHistory` of the journeys, kept in tables. */
export function reviewHistory(database: Database) {
  return {
    /** What we remember of a pull request, beside what GitHub shows. */
    async read({repositoryId, number}: Pull, signal: AbortSignal) {
      signal.throwIfAborted()
      const [begun] = await database.query(
        sql`select head_sha, at_ms from listkeeper.reviews_begun where repository_id = ${repositoryId} and number = ${number}`,
      )
      const posted = await database.query(
        sql`select review_id from listkeeper.reviews_posted where repository_id = ${repositoryId} and number = ${number} order by review_id`,
      )
      return {
        begun: begun === undefined ? undefined : {headSha: String(begun['head_sha']), atMs: Number(begun['at_ms'])},
        posted: posted.map(row => String(row['review_id'])),
      }
    },

    /** Before the request that creates a review. A later `begin` replaces an earlier one. */
    async begin({repositoryId, number}: Pull, headSha: string, atMs: number, signal: AbortSignal) {
      signal.throwIfAborted()
      await database.query(sql`
        insert into listkeeper.reviews_begun (repository_id, number, head_sha, at_ms) values (${repositoryId}, ${number}, ${headSha}, ${atMs})
        on conflict (repository_id, number) do update set head_sha = excluded.head_sha, at_ms = excluded.at_ms`)
    },

    /**
     * After its answer: `reviewId` is GitHub's, undefined where it was proven that there is none.
     *
     * Done even when the signal is aborted: GitHub has the review, and forgetting it could only lead to a second one.
     */
    async finish({repositoryId, number}: Pull, reviewId: string | undefined, _signal: AbortSignal) {
      await database.transaction(async transaction => {
        if (reviewId !== undefined) {
          await transaction.query(sql`
            insert into listkeeper.reviews_posted (repository_id, number, review_id) values (${repositoryId}, ${number}, ${reviewId})
            on conflict do nothing`)
        }
        await transaction.query(
          sql`delete from listkeeper.reviews_begun where repository_id = ${repositoryId} and number = ${number}`,
        )
      })
    },

    /** Fingerprints that were dismissed by the button, and wishes that nobody has looked at yet. */
    async dismissals({repositoryId, number}: Pull, signal: AbortSignal) {
      signal.throwIfAborted()
      const dismissed = await database.query(
        sql`select fingerprint from listkeeper.dismissed where repository_id = ${repositoryId} and number = ${number} order by fingerprint`,
      )
      const wishes = await database.query(
        sql`select check_run_id, login from listkeeper.dismiss_wishes where repository_id = ${repositoryId} and number = ${number}`,
      )
      return {
        dismissed: dismissed.map(row => String(row['fingerprint'])),
        wishes: wishes.map((row): DismissWish => ({checkRunId: String(row['check_run_id']), login: String(row['login'])})),
      }
    },

    /** Grants a wish, or (with no fingerprints) forgets it: all or nothing. */
    async dismiss(
      {repositoryId, number}: Pull,
      {checkRunId, login}: DismissWish,
      fingerprints: readonly string[],
      signal: AbortSignal,
    ) {
      signal.throwIfAborted()
      await database.transaction(async transaction => {
        for (const fingerprint of fingerprints) {
          await transaction.query(
            sql`insert into listkeeper.dismissed (repository_id, number, fingerprint) values (${repositoryId}, ${number}, ${fingerprint}) on conflict do nothing`,
          )
        }
        await transaction.query(
          sql`delete from listkeeper.dismiss_wishes where repository_id = ${repositoryId} and number = ${number} and check_run_id = ${checkRunId} and login = ${login}`,
        )
      })
    },
  }
}
