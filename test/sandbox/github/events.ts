import type {components} from '@octokit/openapi-webhooks-types'
import type {Account, RepoState, World} from './world.ts'

type Hooks = components['schemas']

/** What whoever sends an event adds to every payload. */
type Common = 'action' | 'repository' | 'organization' | 'enterprise' | 'sender'

/** A payload checked against GitHub's types wholly. */
type Whole<Payload> = Wide<Omit<Payload, Common | 'installation'>>

// GitHub's types of answers let ids be bigints, those of its events don't, and one presenter serves both.
type Wide<Value> = Value extends number
  ? Value | bigint
  : Value extends object
    ? {[Part in keyof Value]: Wide<Value[Part]>}
    : Value

/** A payload of which only the parts are checked: GitHub's types spell these out inline and leave out what it really sends. */
type Parts<Payload> = {readonly [Part in keyof Omit<Payload, Common | 'installation'>]: unknown}

/** An event of the installation itself, which carries it whole. */
type OfInstallation<Payload> = {readonly [Part in keyof Omit<Payload, Common>]: unknown}

interface Payloads {
  'pull_request.opened': Whole<Hooks['webhook-pull-request-opened']>
  'pull_request.closed': Whole<Hooks['webhook-pull-request-closed']>
  'pull_request.reopened': Whole<Hooks['webhook-pull-request-reopened']>
  'pull_request.edited': Whole<Hooks['webhook-pull-request-edited']>
  'pull_request.ready_for_review': Parts<Hooks['webhook-pull-request-ready-for-review']>
  'pull_request.converted_to_draft': Parts<Hooks['webhook-pull-request-converted-to-draft']>
  'pull_request.synchronize': Parts<Hooks['webhook-pull-request-synchronize']>
  'pull_request.locked': Parts<Hooks['webhook-pull-request-locked']>
  'pull_request.unlocked': Parts<Hooks['webhook-pull-request-unlocked']>
  'pull_request_review.submitted': Parts<Hooks['webhook-pull-request-review-submitted']>
  'pull_request_review.edited': Parts<Hooks['webhook-pull-request-review-edited']>
  'pull_request_review.dismissed': Parts<Hooks['webhook-pull-request-review-dismissed']>
  'pull_request_review_comment.created': Parts<Hooks['webhook-pull-request-review-comment-created']>
  'pull_request_review_comment.edited': Parts<Hooks['webhook-pull-request-review-comment-edited']>
  'pull_request_review_comment.deleted': Parts<Hooks['webhook-pull-request-review-comment-deleted']>
  'pull_request_review_thread.resolved': Parts<Hooks['webhook-pull-request-review-thread-resolved']>
  'pull_request_review_thread.unresolved': Parts<Hooks['webhook-pull-request-review-thread-unresolved']>
  'issue_comment.created': Parts<Hooks['webhook-issue-comment-created']>
  'issue_comment.edited': Parts<Hooks['webhook-issue-comment-edited']>
  'issue_comment.deleted': Parts<Hooks['webhook-issue-comment-deleted']>
  'issues.opened': Parts<Hooks['webhook-issues-opened']>
  'issues.edited': Parts<Hooks['webhook-issues-edited']>
  'issues.closed': Parts<Hooks['webhook-issues-closed']>
  'issues.reopened': Parts<Hooks['webhook-issues-reopened']>
  'issues.deleted': Parts<Hooks['webhook-issues-deleted']>
  'issues.transferred': Parts<Hooks['webhook-issues-transferred']>
  'issues.locked': Parts<Hooks['webhook-issues-locked']>
  'issues.unlocked': Parts<Hooks['webhook-issues-unlocked']>
  'issues.labeled': Parts<Hooks['webhook-issues-labeled']>
  'issues.unlabeled': Parts<Hooks['webhook-issues-unlabeled']>
  'check_run.created': Parts<Hooks['webhook-check-run-created']>
  'check_run.completed': Parts<Hooks['webhook-check-run-completed']>
  'check_run.rerequested': Parts<Hooks['webhook-check-run-rerequested']>
  'check_run.requested_action': Parts<Hooks['webhook-check-run-requested-action']>
  'check_suite.requested': Parts<Hooks['webhook-check-suite-requested']>
  'check_suite.rerequested': Parts<Hooks['webhook-check-suite-rerequested']>
  'check_suite.completed': Parts<Hooks['webhook-check-suite-completed']>
  'repository.archived': Parts<Hooks['webhook-repository-archived']>
  'repository.created': Parts<Hooks['webhook-repository-created']>
  'repository.deleted': Parts<Hooks['webhook-repository-deleted']>
  'repository.edited': Parts<Hooks['webhook-repository-edited']>
  'repository.privatized': Parts<Hooks['webhook-repository-privatized']>
  'repository.publicized': Parts<Hooks['webhook-repository-publicized']>
  'repository.renamed': Parts<Hooks['webhook-repository-renamed']>
  'repository.unarchived': Parts<Hooks['webhook-repository-unarchived']>
  'installation.created': OfInstallation<Hooks['webhook-installation-created']>
  'installation.deleted': OfInstallation<Hooks['webhook-installation-deleted']>
  'installation.suspend': OfInstallation<Hooks['webhook-installation-suspend']>
  'installation.unsuspend': OfInstallation<Hooks['webhook-installation-unsuspend']>
  'installation_repositories.added': OfInstallation<Hooks['webhook-installation-repositories-added']>
  'installation_repositories.removed': OfInstallation<Hooks['webhook-installation-repositories-removed']>
  push: Parts<Hooks['webhook-push']>
}

/** Tells the app of an event, if it hears of it: `pull_request.opened` is event `pull_request`, action `opened`. */
export function emit<Name extends keyof Payloads>(
  world: World,
  name: Name,
  repo: RepoState | undefined,
  sender: Account,
  parts: Payloads[Name],
): void {
  const [event = '', action] = name.split('.')
  world.emit(event, repo, {...(action === undefined ? {} : {action}), ...parts, sender})
}
