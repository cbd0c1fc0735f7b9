import type {components} from '@octokit/openapi-types'
import {read, type View} from '../lag.ts'
import type {Label, LineComment, Reaction, RepoState, ReviewState, Topic, TopicComment, World} from '../world.ts'
import {iso, isoOrNull, presentAccount, presentApp} from './account.ts'
import {pullPage, pullUrl} from './pull.ts'
import {apiUrl, association, pageUrl} from './repository.ts'

type Schemas = components['schemas']

/** A comment on a line as GitHub really answers: `line` and `position` are null once outdated, which its types forget. */
export type PresentedLineComment = Omit<
  Schemas['pull-request-review-comment'],
  'line' | 'position' | 'original_line' | 'original_position'
> & {
  readonly line: number | null
  readonly position: number | null
  readonly original_line: number | null
  readonly original_position: number | null
}

export function presentReview(world: World, review: ReviewState): Schemas['pull-request-review'] {
  const page = `${pullPage(world, review.pull)}#pullrequestreview-${review.id}`
  return {
    id: review.id,
    node_id: review.nodeId,
    user: presentAccount(world, review.author),
    body: review.body,
    state: review.state,
    html_url: page,
    pull_request_url: pullUrl(world, review.pull),
    author_association: association(review.pull.repo, review.author.login),
    _links: {html: {href: page}, pull_request: {href: pullUrl(world, review.pull)}},
    ...(review.submittedMs === undefined ? {} : {submitted_at: iso(review.submittedMs)}),
    commit_id: review.commitId,
  }
}

export function presentLineComment(world: World, comment: LineComment, view: View): PresentedLineComment {
  const {thread, review, replyTo} = comment
  const {pull} = thread
  const url = `${apiUrl(world, pull.repo)}/pulls/comments/${comment.id}`
  const page = `${pullPage(world, pull)}#discussion_r${comment.id}`
  return {
    url,
    pull_request_review_id: review.id,
    id: comment.id,
    node_id: comment.nodeId,
    diff_hunk: thread.diffHunk,
    path: thread.path,
    commit_id: (thread.now ?? thread.original).commitId,
    original_commit_id: thread.original.commitId,
    user: presentAccount(world, comment.author),
    body: read(comment.body, view),
    created_at: iso(comment.createdMs),
    updated_at: iso(comment.updatedMs),
    html_url: page,
    pull_request_url: pullUrl(world, pull),
    author_association: association(pull.repo, comment.author.login),
    _links: {self: {href: url}, html: {href: page}, pull_request: {href: pullUrl(world, pull)}},
    ...(replyTo === undefined ? {} : {in_reply_to_id: replyTo.id}),
    reactions: presentReactions(url, comment.reactions),
    start_line: thread.now?.startLine ?? null,
    original_start_line: thread.original.startLine ?? null,
    start_side: thread.startSide ?? null,
    line: thread.now?.line ?? null,
    original_line: thread.original.line ?? null,
    side: thread.side,
    position: thread.now?.position ?? null,
    original_position: thread.original.position ?? null,
    subject_type: thread.subject,
  }
}

export function presentTopicComment(world: World, comment: TopicComment, view: View) {
  const {topic} = comment
  const url = `${apiUrl(world, topic.repo)}/issues/comments/${comment.id}`
  return {
    id: comment.id,
    node_id: comment.nodeId,
    url,
    html_url: `${topicPage(world, topic)}#issuecomment-${comment.id}`,
    issue_url: `${apiUrl(world, topic.repo)}/issues/${topic.number}`,
    body: read(comment.body, view),
    user: presentAccount(world, comment.author),
    created_at: iso(comment.createdMs),
    updated_at: iso(comment.updatedMs),
    author_association: association(topic.repo, comment.author.login),
    performed_via_github_app: comment.author === world.bot ? presentApp(world) : null,
    reactions: presentReactions(url, comment.reactions),
  } satisfies Schemas['issue-comment']
}

/** An issue, or a pull request as the issue that it also is. */
export function presentTopic(world: World, topic: Topic) {
  const url = `${apiUrl(world, topic.repo)}/issues/${topic.number}`
  const page = topicPage(world, topic)
  const api = `${apiUrl(world, topic.repo)}/pulls/${topic.number}`
  const pull =
    topic.kind === 'pull' ? {pull_request: {url: api, html_url: page, diff_url: `${page}.diff`, patch_url: `${page}.patch`}} : {}
  return {
    id: topic.id,
    node_id: topic.nodeId,
    url,
    repository_url: apiUrl(world, topic.repo),
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: page,
    timeline_url: `${url}/timeline`,
    number: topic.number,
    state: topic.state,
    state_reason: topic.stateReason ?? null,
    title: topic.title,
    body: topic.body === '' ? null : topic.body,
    user: presentAccount(world, topic.author),
    labels: topic.labels.flatMap(name => {
      const label = topic.repo.labels.get(name.toLowerCase())
      return label === undefined ? [] : [presentLabel(world, topic.repo, label)]
    }),
    assignee: null,
    assignees: [],
    milestone: null,
    locked: topic.locked,
    active_lock_reason: null,
    comments: topic.comments.length,
    closed_at: isoOrNull(topic.closedMs),
    closed_by: topic.closedBy === undefined ? null : presentAccount(world, topic.closedBy),
    created_at: iso(topic.createdMs),
    updated_at: iso(topic.updatedMs),
    author_association: association(topic.repo, topic.author.login),
    reactions: presentReactions(url, topic.reactions),
    performed_via_github_app: topic.author === world.bot ? presentApp(world) : null,
    ...pull,
  } satisfies Schemas['issue']
}

export const presentLabel = (world: World, repo: RepoState, {id, name, color, description}: Label) =>
  ({
    id,
    node_id: `LA_${id}`,
    url: `${apiUrl(world, repo)}/labels/${encodeURIComponent(name)}`,
    name,
    color,
    description,
    default: false,
  }) satisfies Schemas['label']

export function presentReaction(world: World, reaction: Reaction): Schemas['reaction'] {
  return {
    id: reaction.id,
    node_id: `REA_${reaction.id}`,
    user: presentAccount(world, reaction.user),
    content: reaction.content,
    created_at: iso(reaction.createdMs),
  }
}

function presentReactions(url: string, reactions: readonly Reaction[]): Schemas['reaction-rollup'] {
  const count = (content: Reaction['content']): number => reactions.filter(reaction => reaction.content === content).length
  return {
    url: `${url}/reactions`,
    total_count: reactions.length,
    '+1': count('+1'),
    '-1': count('-1'),
    laugh: count('laugh'),
    hooray: count('hooray'),
    confused: count('confused'),
    heart: count('heart'),
    rocket: count('rocket'),
    eyes: count('eyes'),
  }
}

const topicPage = (world: World, topic: Topic): string =>
  `${pageUrl(world, topic.repo)}/${topic.kind === 'pull' ? 'pull' : 'issues'}/${topic.number}`
