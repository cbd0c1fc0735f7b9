import {GraphQLError} from 'graphql'
import type {Context} from 'hono'
import {labelOf} from './issues.ts'
import {read} from './lag.ts'
import {allows, type Need} from './permissions.ts'
import {iso, isoOrNull} from './present/account.ts'
import {pullPage} from './present/pull.ts'
import {association, pageUrl} from './present/repository.ts'
import type {ReactionContent} from './pull.ts'
import {refusal} from './refuse.ts'
import {addReaction, deleteRemark, editRemark, mayEdit, topicOf} from './remarks.ts'
import {type Env, lack} from './rest/route.ts'
import {commentsOf, mayResolve, setResolved} from './reviews.ts'
import {
  type Account,
  type CheckRunState,
  findMovedRepo,
  findRepo,
  fullName,
  hasRole,
  installationOf,
  isPull,
  type LineComment,
  type Node,
  type PullState,
  pullsOf,
  type Reaction,
  type RepoState,
  type ReviewState,
  type ThreadState,
  type Topic,
  type TopicComment,
  type Turn,
} from './world.ts'

type C = Context<Env>

/** What a list takes: GitHub wants to be told how many, and gives a hundred at most. */
interface ListArguments {
  readonly first?: number | null
  readonly after?: string | null
  readonly last?: number | null
  readonly before?: string | null
}

/** The objects that queries walk through: a field is a property or a function; `__typename` tells interfaces and unions apart. */
export function queryRoot(c: C): object {
  const {world, caller, limits} = c.var
  return {
    viewer: {...showPerson(c, world.bot), __typename: 'User', login: world.bot.login},
    rateLimit: () => {
      const key = caller.kind === 'installation' ? `installation ID ${caller.installation.id}` : 'nobody'
      const {limit, remaining, used, resetMs} = limits.left(key)
      return {limit, remaining, used, resetAt: iso(resetMs), cost: 1, nodeCount: 1}
    },
    repository: ({owner, name, followRenames = true}: {owner: string; name: string; followRenames?: boolean}) => {
      const moved = followRenames ? findMovedRepo(world, owner, name) : undefined
      const repo = findRepo(world, owner, name) ?? moved
      if (repo === undefined || (repo.private && !isOurs(c, repo))) {
        throw new GraphQLError(`Could not resolve to a Repository with the name '${owner}/${name}'.`, {
          extensions: {type: 'NOT_FOUND'},
        })
      }
      return showRepository(c, repo)
    },
    node: ({id}: {id: string}) => findNode(c, id),
    nodes: ({ids}: {ids: readonly string[]}) => ids.map(id => findNode(c, id)),
    ...mutations(c),
  }
}

function mutations(c: C): object {
  const {world} = c.var
  const bot = world.bot
  const fold = (id: string, reason: string | undefined) => {
    const remark = remarkOf(c, id)
    demand(c, 'pull_requests:write')
    if (!mayEdit(remark, bot)) throw forbidden()
    remark.minimized = reason
    return {minimizedComment: show(c, remark), clientMutationId: null}
  }
  const settle = (threadId: string, resolved: boolean) => {
    const thread = world.nodes.get(threadId)
    if (thread?.kind !== 'thread') throw unresolvable(threadId)
    // Strange but so: settling a thread is a write to the repository's contents.
    demand(c, 'contents:write')
    setResolved(world, thread, bot, resolved)
    return {thread: showThread(c, thread), clientMutationId: null}
  }
  return {
    minimizeComment: ({input}: {input: {subjectId: string; classifier: string}}) =>
      fold(input.subjectId, input.classifier.toLowerCase()),
    unminimizeComment: ({input}: {input: {subjectId: string}}) => {
      const {minimizedComment, ...rest} = fold(input.subjectId, undefined)
      return {unminimizedComment: minimizedComment, ...rest}
    },
    resolveReviewThread: ({input}: {input: {threadId: string}}) => settle(input.threadId, true),
    unresolveReviewThread: ({input}: {input: {threadId: string}}) => settle(input.threadId, false),
    addReaction: ({input}: {input: {subjectId: string; content: string}}) => {
      const remark = remarkOf(c, input.subjectId)
      demand(c, 'pull_requests:write')
      const {reaction} = addReaction(world, remark, bot, reactionOf(input.content))
      return {reaction: showReaction(c, reaction), subject: show(c, remark), clientMutationId: null}
    },
    updatePullRequestReviewComment: ({input}: {input: {pullRequestReviewCommentId: string; body: string}}) => {
      const comment = lineComment(c, input.pullRequestReviewCommentId)
      demand(c, 'pull_requests:write')
      if (!mayEdit(comment, bot)) throw forbidden()
      editRemark(world, comment, bot, input.body)
      return {pullRequestReviewComment: showLineComment(c, comment), clientMutationId: null}
    },
    deletePullRequestReviewComment: ({input}: {input: {id: string}}) => {
      const comment = lineComment(c, input.id)
      demand(c, 'pull_requests:write')
      if (!mayEdit(comment, bot)) throw forbidden()
      deleteRemark(world, comment, bot)
      return {pullRequestReviewComment: null, clientMutationId: null}
    },
  }
}

function show(c: C, node: Node): object {
  if (node.kind === 'check run') return showCheckRun(node)
  if (node.kind === 'repository') return showRepository(c, node)
  if (node.kind === 'thread') return showThread(c, node)
  if (node.kind === 'review') return showReview(c, node)
  if (node.kind === 'line comment') return showLineComment(c, node)
  if (node.kind === 'topic comment') return showTopicComment(c, node)
  return isPull(node) ? showPull(c, node) : showIssue(c, node)
}

const showCheckRun = ({nodeId, name, status, conclusion}: CheckRunState): object => ({
  __typename: 'CheckRun',
  id: nodeId,
  name,
  status: status.toUpperCase(),
  conclusion: conclusion?.toUpperCase() ?? null,
})

function showRepository(c: C, repo: RepoState): object {
  const {world, caller, view} = c.var
  const mine = (need: Need) => {
    if (caller.kind !== 'installation' || !allows(caller.permissions, [need])) throw forbidden()
  }
  return {
    __typename: 'Repository',
    id: repo.nodeId,
    databaseId: () => plainId(c, repo.id),
    name: repo.name,
    nameWithOwner: fullName(repo),
    owner: () => showPerson(c, repo.owner),
    url: pageUrl(world, repo),
    description: repo.about.description ?? null,
    homepageUrl: repo.about.homepage ?? null,
    licenseInfo: showLicence(repo),
    isArchived: repo.archived,
    isPrivate: repo.private,
    isFork: repo.parent !== undefined,
    isDisabled: false,
    isEmpty: repo.branches.size === 0,
    isLocked: false,
    isTemplate: false,
    hasIssuesEnabled: repo.hasIssues,
    visibility: repo.private ? 'PRIVATE' : 'PUBLIC',
    stargazerCount: repo.about.stars ?? 0,
    forkCount: world.repositories.filter(({parent}) => parent === repo).length,
    pushedAt: iso(repo.pushedMs),
    createdAt: iso(repo.createdMs),
    updatedAt: iso(repo.pushedMs),
    archivedAt: isoOrNull(repo.archived ? repo.pushedMs : undefined),
    parent: () => (repo.parent === undefined ? null : showRepository(c, repo.parent)),
    defaultBranchRef: () => showRef(repo, repo.defaultBranch),
    ref: ({qualifiedName}: {qualifiedName: string}) => showRef(repo, qualifiedName.replace(/^refs\/heads\//, '')),
    viewerPermission: 'READ',
    pullRequest: ({number}: {number: number}) => {
      mine('pull_requests:read')
      const topic = repo.topics.get(number)
      if (topic === undefined || !isPull(topic)) throw missing('PullRequest', number)
      return showPull(c, topic)
    },
    pullRequests: ({states, baseRefName, orderBy, ...list}: PullArguments) => {
      mine('pull_requests:read')
      const wanted = pullsOf(repo)
        .filter(pull => states == null || states.includes(stateOf(pull)))
        .filter(pull => baseRefName == null || pull.baseBranch === baseRefName)
      const key = (pull: PullState) => (orderBy?.field === 'UPDATED_AT' ? pull.updatedMs : pull.number)
      const ordered = wanted.toSorted((a, b) => (orderBy?.direction === 'DESC' ? key(b) - key(a) : key(a) - key(b)))
      return connection('pullRequests', ordered, list, pull => showPull(c, pull))
    },
    object: ({expression}: {expression: string}) => {
      mine('contents:read')
      return showTree(repo, expression)
    },
    issue: ({number}: {number: number}) => {
      mine('issues:read')
      const topic = repo.topics.get(number)
      if (topic?.kind !== 'issue' || !view.sees(topic.stamp) || !repo.hasIssues) throw missing('Issue', number)
      return showIssue(c, topic)
    },
    issues: ({states, labels, filterBy, orderBy, ...list}: IssueArguments) => {
      mine('issues:read')
      const wanted = [...repo.topics.values()]
        .filter(topic => !isPull(topic) && view.sees(topic.stamp) && repo.hasIssues)
        .filter(({state}) => states == null || states.includes(state.toUpperCase()))
        .filter(topic => labels == null || labels.some(name => topic.labels.includes(name)))
        .filter(
          ({author}) =>
            filterBy?.createdBy == null || author.login.replace(/\[bot\]$/, '') === filterBy.createdBy.replace(/^app\//, ''),
        )
      const key = (topic: Topic) => (orderBy?.field === 'UPDATED_AT' ? topic.updatedMs : topic.createdMs)
      const ordered = wanted.toSorted((a, b) => (orderBy?.direction === 'DESC' ? key(b) - key(a) : key(a) - key(b)))
      return connection('issues', ordered, list, topic => showIssue(c, topic))
    },
  }
}

interface PullArguments extends ListArguments {
  readonly states?: readonly string[] | null
  readonly baseRefName?: string | null
  readonly orderBy?: {readonly field: string; readonly direction: string} | null
}

interface IssueArguments extends ListArguments {
  readonly states?: readonly string[] | null
  readonly labels?: readonly string[] | null
  readonly filterBy?: {readonly createdBy?: string | null} | null
  readonly orderBy?: {readonly field: string; readonly direction: string} | null
}

/** `refs/heads/main:docs`: a folder at a branch. */
async function showTree(repo: RepoState, expression: string): Promise<object | null> {
  const [, branch = '', path = ''] = /^refs\/heads\/([^:]+):(.*)$/.exec(expression) ?? []
  const commit = repo.branches.get(branch)
  const found = commit === undefined ? undefined : await repo.objects.find(commit, path)
  if (found?.type !== 'tree') return null
  const entries = await repo.objects.tree(found.sha)
  return {
    __typename: 'Tree',
    id: `T_${found.sha}`,
    oid: found.sha,
    entries: entries.map(({name, type}) => ({__typename: 'TreeEntry', name, type, path: path === '' ? name : `${path}/${name}`})),
  }
}

function showRef(repo: RepoState, name: string): object | null {
  const oid = repo.branches.get(name)
  if (oid === undefined) return null
  const committedDate = async () => isoOrNull((await repo.objects.commit(oid))?.committer.atMs)
  const target = {__typename: 'Commit', id: `C_${oid}`, oid, committedDate}
  return {__typename: 'Ref', id: `REF_${oid}`, name, prefix: 'refs/heads/', target}
}

function showLicence({about: {licence}}: RepoState): object | null {
  if (licence === undefined) return null
  return {__typename: 'License', id: `L_${licence}`, key: licence.toLowerCase(), name: licence, spdxId: licence}
}

function showTopic(c: C, topic: Topic): object {
  const {world, view} = c.var
  return {
    id: topic.nodeId,
    databaseId: () => plainId(c, topic.id),
    fullDatabaseId: c.var.ids.show(topic.id),
    number: topic.number,
    title: topic.title,
    body: topic.body,
    author: () => showPerson(c, topic.author),
    authorAssociation: association(topic.repo, topic.author.login),
    closed: topic.state === 'closed',
    closedAt: isoOrNull(topic.closedMs),
    createdAt: iso(topic.createdMs),
    updatedAt: iso(topic.updatedMs),
    editor: () => (topic.edited === undefined ? null : showPerson(c, topic.edited.by)),
    lastEditedAt: isoOrNull(topic.edited?.atMs),
    includesCreatedEdit: topic.edited !== undefined,
    labels: (list: ListArguments) => connection('labels', topic.labels, list, name => showLabel(c, topic.repo, name)),
    timelineItems: ({itemTypes, ...list}: ListArguments & {itemTypes?: readonly string[] | null}) =>
      connection('timelineItems', turnsOf(c, topic, itemTypes), list, turn => showTurn(c, topic, turn)),
    viewerCanUpdate: !topic.repo.archived && may(c, 'issues:write'),
    locked: topic.locked,
    activeLockReason: null,
    repository: () => showRepository(c, topic.repo),
    viewerDidAuthor: topic.author === world.bot,
    comments: (list: ListArguments) =>
      connection(
        'comments',
        topic.comments.filter(({stamp}) => view.sees(stamp)),
        list,
        comment => showTopicComment(c, comment),
      ),
    reactionGroups: () => showReactionGroups(c, topic.reactions),
    reactions: (list: ListArguments) => connection('reactions', topic.reactions, list, reaction => showReaction(c, reaction)),
  }
}

/** Closed and reopened is all that is kept of a timeline. */
function turnsOf(c: C, topic: Topic, asked: readonly string[] | null | undefined): readonly Turn[] {
  const served = ['CLOSED_EVENT', 'REOPENED_EVENT']
  if (asked == null || !asked.every(type => served.includes(type)))
    throw lack(c, `a timeline of ${asked?.join(', ') ?? 'everything'}`)
  return topic.turns.filter(({kind}) => asked.includes(`${kind.toUpperCase()}_EVENT`))
}

const showTurn = (c: C, topic: Topic, {kind, id, by, atMs, reason}: Turn): object => ({
  __typename: kind === 'closed' ? 'ClosedEvent' : 'ReopenedEvent',
  id: `${kind === 'closed' ? 'CE' : 'REE'}_${id}`,
  actor: () => showPerson(c, by),
  createdAt: iso(atMs),
  stateReason: reason?.toUpperCase() ?? null,
  closable: () => show(c, topic),
})

function showLabel(c: C, repo: RepoState, name: string): object {
  const {id, color, description} = labelOf(c.var.world, repo, name)
  return {__typename: 'Label', id: `LA_${id}`, name, color, description, isDefault: false}
}

const showIssue = (c: C, topic: Topic): object => ({
  ...showTopic(c, topic),
  __typename: 'Issue',
  url: `${pageUrl(c.var.world, topic.repo)}/issues/${topic.number}`,
  state: topic.state.toUpperCase(),
  // Without being asked to, GraphQL does not tell a duplicate from what is done: `enableDuplicate` says that the asker knows the word.
  stateReason: ({enableDuplicate}: {enableDuplicate?: boolean | null}) =>
    topic.stateReason === 'duplicate' && enableDuplicate !== true ? 'COMPLETED' : (topic.stateReason?.toUpperCase() ?? null),
})

const stateOf = ({merged, state}: PullState): string => (merged === undefined ? state.toUpperCase() : 'MERGED')

function showPull(c: C, pull: PullState): object {
  const {world, view, ids} = c.var
  const head = read(pull.head, view)
  const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0)
  const reviews = () =>
    pull.reviews.filter(({stamp, state, author}) => view.sees(stamp) && (state !== 'PENDING' || author === world.bot))
  const threads = () => pull.threads.filter(thread => commentsSeen(c, thread).length > 0)
  return {
    ...showTopic(c, pull),
    __typename: 'PullRequest',
    databaseId: () => plainId(c, pull.pullId),
    fullDatabaseId: ids.show(pull.pullId),
    url: pullPage(world, pull),
    state: stateOf(pull),
    isDraft: pull.draft,
    merged: pull.merged !== undefined,
    mergedAt: isoOrNull(pull.merged?.atMs),
    isCrossRepository: pull.headRepo !== pull.repo,
    headRefOid: head,
    headRefName: pull.headBranch,
    headRepository: () => (world.repositories.includes(pull.headRepo) ? showRepository(c, pull.headRepo) : null),
    headRepositoryOwner: () => showPerson(c, pull.headRepo.owner),
    baseRefOid: pull.repo.branches.get(pull.baseBranch) ?? pull.baseSha,
    baseRefName: pull.baseBranch,
    baseRepository: () => showRepository(c, pull.repo),
    additions: sum(pull.change.files.map(({additions}) => additions)),
    deletions: sum(pull.change.files.map(({deletions}) => deletions)),
    changedFiles: pull.change.files.length,
    files: (list: ListArguments) =>
      connection('files', pull.change.files, list, ({path, status, additions, deletions}) => ({
        __typename: 'PullRequestChangedFile',
        path,
        additions,
        deletions,
        changeType: {added: 'ADDED', removed: 'DELETED', modified: 'MODIFIED', renamed: 'RENAMED'}[status],
      })),
    maintainerCanModify: pull.headRepo !== pull.repo,
    reviews: (list: ListArguments & {states?: readonly string[] | null; author?: string | null}) => {
      const wanted = reviews()
        .filter(({state}) => list.states == null || list.states.includes(state))
        .filter(({author}) => list.author == null || author.login === list.author)
      return connection('reviews', wanted, list, review => showReview(c, review))
    },
    reviewThreads: (list: ListArguments) => connection('reviewThreads', threads(), list, thread => showThread(c, thread)),
  }
}

function showReview(c: C, review: ReviewState): object {
  const {world, ids, view} = c.var
  const {pull, author} = review
  const comments = () => commentsOf(review).filter(({stamp}) => view.sees(stamp))
  return {
    __typename: 'PullRequestReview',
    id: review.nodeId,
    databaseId: () => plainId(c, review.id),
    fullDatabaseId: ids.show(review.id),
    author: () => showPerson(c, author),
    authorAssociation: association(pull.repo, author.login),
    body: review.body,
    state: review.state,
    submittedAt: isoOrNull(review.submittedMs),
    publishedAt: isoOrNull(review.submittedMs),
    createdAt: iso(review.submittedMs ?? pull.createdMs),
    updatedAt: iso(review.submittedMs ?? pull.createdMs),
    commit: {__typename: 'Commit', id: `C_${review.commitId}`, oid: review.commitId},
    pullRequest: () => showPull(c, pull),
    repository: () => showRepository(c, pull.repo),
    url: `${pullPage(world, pull)}#pullrequestreview-${review.id}`,
    viewerDidAuthor: author === world.bot,
    isMinimized: false,
    minimizedReason: null,
    comments: (list: ListArguments) => connection('comments', comments(), list, comment => showLineComment(c, comment)),
  }
}

const commentsSeen = (c: C, thread: ThreadState): readonly LineComment[] =>
  thread.comments.filter(
    ({stamp, review, author}) => c.var.view.sees(stamp) && (review.state !== 'PENDING' || author === c.var.world.bot),
  )

function showThread(c: C, thread: ThreadState): object {
  const {pull, now, original, resolvedBy} = thread
  const {world} = c.var
  return {
    __typename: 'PullRequestReviewThread',
    id: thread.nodeId,
    path: thread.path,
    line: now?.line ?? null,
    startLine: now?.startLine ?? null,
    originalLine: original.line ?? null,
    originalStartLine: original.startLine ?? null,
    diffSide: thread.side,
    startDiffSide: thread.startSide ?? null,
    subjectType: thread.subject.toUpperCase(),
    isResolved: resolvedBy !== undefined,
    isCollapsed: resolvedBy !== undefined,
    isOutdated: now === undefined,
    resolvedBy: resolvedBy === undefined ? null : showPerson(c, resolvedBy, 'User'),
    pullRequest: () => showPull(c, pull),
    repository: () => showRepository(c, pull.repo),
    viewerCanReply: !pull.locked || hasRole(pull.repo, world.bot.login, 'write'),
    viewerCanResolve: resolvedBy === undefined && (mayResolve(thread, world.bot) || may(c, 'contents:write')),
    viewerCanUnresolve: resolvedBy !== undefined && (mayResolve(thread, world.bot) || may(c, 'contents:write')),
    comments: (list: ListArguments) =>
      connection('comments', commentsSeen(c, thread), list, comment => showLineComment(c, comment)),
  }
}

function showRemark(c: C, remark: TopicComment | LineComment): object {
  const {world, ids, view} = c.var
  const {repo} = topicOf(remark)
  const isOwn = mayEdit(remark, world.bot)
  return {
    id: remark.nodeId,
    databaseId: () => plainId(c, remark.id),
    fullDatabaseId: ids.show(remark.id),
    author: () => showPerson(c, remark.author),
    authorAssociation: association(repo, remark.author.login),
    body: read(remark.body, view),
    createdAt: iso(remark.createdMs),
    updatedAt: iso(remark.updatedMs),
    publishedAt: iso(remark.createdMs),
    lastEditedAt: isoOrNull(remark.updatedMs === remark.createdMs ? undefined : remark.updatedMs),
    includesCreatedEdit: remark.updatedMs !== remark.createdMs,
    isMinimized: remark.minimized !== undefined,
    minimizedReason: remark.minimized ?? null,
    repository: () => showRepository(c, repo),
    viewerDidAuthor: remark.author === world.bot,
    viewerCanMinimize: isOwn && may(c, 'pull_requests:write'),
    viewerCanUpdate: isOwn,
    viewerCanDelete: isOwn,
    viewerCanReact: true,
    reactionGroups: () => showReactionGroups(c, remark.reactions),
    reactions: ({content, ...list}: ListArguments & {content?: string | null}) => {
      const wanted = remark.reactions.filter(reaction => content == null || reaction.content === reactionOf(content))
      return connection('reactions', wanted, list, reaction => showReaction(c, reaction))
    },
  }
}

const showTopicComment = (c: C, comment: TopicComment): object => ({
  ...showRemark(c, comment),
  __typename: 'IssueComment',
  issue: () => showIssue(c, comment.topic),
  pullRequest: () => (isPull(comment.topic) ? showPull(c, comment.topic) : null),
})

function showLineComment(c: C, comment: LineComment): object {
  const {thread, review, replyTo} = comment
  const {now, original, pull} = thread
  return {
    ...showRemark(c, comment),
    __typename: 'PullRequestReviewComment',
    path: thread.path,
    line: now?.line ?? null,
    startLine: now?.startLine ?? null,
    originalLine: original.line ?? null,
    originalStartLine: original.startLine ?? null,
    outdated: now === undefined,
    diffHunk: thread.diffHunk,
    draftedAt: iso(comment.createdMs),
    state: review.state === 'PENDING' ? 'PENDING' : 'SUBMITTED',
    subjectType: thread.subject.toUpperCase(),
    commit: commitOf((now ?? original).commitId),
    originalCommit: commitOf(original.commitId),
    pullRequest: () => showPull(c, pull),
    pullRequestReview: () => showReview(c, review),
    replyTo: () => (replyTo === undefined ? null : showLineComment(c, replyTo)),
    url: `${pullPage(c.var.world, pull)}#discussion_r${comment.id}`,
  }
}

const commitOf = (oid: string) => ({__typename: 'Commit', id: `C_${oid}`, oid})

/** A bot's login has no `[bot]` here, unlike everywhere else. */
function showPerson(c: C, person: Account, as: 'User' | 'Bot' = person.type): object {
  const {world} = c.var
  const login = as === 'Bot' ? person.login.replace(/\[bot\]$/, '') : person.login
  return {
    __typename: as,
    id: `U_${person.id}`,
    databaseId: () => plainId(c, person.id),
    login,
    name: null,
    url: `${world.url}/${as === 'Bot' ? `apps/${login}` : login}`,
    avatarUrl: `${world.url}/avatars/u/${person.id}?v=4`,
    resourcePath: `/${login}`,
  }
}

const contents = {
  '+1': 'THUMBS_UP',
  '-1': 'THUMBS_DOWN',
  laugh: 'LAUGH',
  hooray: 'HOORAY',
  confused: 'CONFUSED',
  heart: 'HEART',
  rocket: 'ROCKET',
  eyes: 'EYES',
} as const satisfies Record<ReactionContent, string>

function reactionOf(content: string): ReactionContent {
  for (const known of ['+1', '-1', 'laugh', 'hooray', 'confused', 'heart', 'rocket', 'eyes'] as const) {
    if (contents[known] === content) return known
  }
  throw refusal(422, `No reaction ${content}`)
}

const showReaction = (c: C, {id, user, content, createdMs}: Reaction): object => ({
  __typename: 'Reaction',
  id: `REA_${id}`,
  databaseId: () => plainId(c, id),
  content: contents[content],
  createdAt: iso(createdMs),
  user: showPerson(c, user, 'User'),
})

// All eight groups are always there, empty or not.
const showReactionGroups = (c: C, reactions: readonly Reaction[]): readonly object[] =>
  Object.entries(contents).map(([known, content]) => {
    const group = reactions.filter(reaction => reaction.content === known)
    const people = (list: ListArguments) => connection('reactors', group, list, ({user}) => showPerson(c, user, 'User'))
    return {
      content,
      createdAt: isoOrNull(group[0]?.createdMs),
      viewerHasReacted: group.some(({user}) => user === c.var.world.bot),
      reactors: people,
      users: people,
    }
  })

/** One stretch of a list, as GitHub pages: cursors, a page's ends, and edges. */
function connection<Item>(name: string, items: readonly Item[], list: ListArguments, present: (item: Item) => object): object {
  const {first, last, after, before} = list
  const count = first ?? last
  if (count == null) {
    const message = `You must provide a \`first\` or \`last\` value to properly paginate the \`${name}\` connection.`
    throw new GraphQLError(message, {extensions: {type: 'MISSING_PAGINATION_BOUNDARIES'}})
  }
  if (count < 0 || count > 100) {
    const message = `Requesting ${count} records on the \`${name}\` connection exceeds the \`first\` limit of 100 records.`
    throw new GraphQLError(message, {extensions: {type: 'EXCESSIVE_PAGINATION'}})
  }
  const from = after == null ? 0 : readCursor(after)
  const to = before == null ? items.length : readCursor(before) - 1
  const start = first == null ? Math.max(from, to - count) : from
  const end = first == null ? to : Math.min(to, from + count)
  const nodes = items.slice(start, end).map(present)
  const cursor = (at: number): string => Buffer.from(`cursor:v2:${at + 1}`).toString('base64')
  return {
    totalCount: items.length,
    nodes,
    edges: nodes.map((node, index) => ({node, cursor: cursor(start + index)})),
    pageInfo: {
      hasNextPage: end < items.length,
      hasPreviousPage: start > 0,
      startCursor: nodes.length === 0 ? null : cursor(start),
      endCursor: nodes.length === 0 ? null : cursor(end - 1),
    },
  }
}

function readCursor(cursor: string): number {
  const at = Number(/^cursor:v2:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString())?.[1])
  if (Number.isInteger(at)) return at
  throw new GraphQLError(`\`${cursor}\` does not appear to be a valid cursor.`, {extensions: {type: 'INVALID_CURSOR_ARGUMENTS'}})
}

/** `databaseId` is a 32-bit number: larger ids are an error, as GitHub's deprecation says. */
function plainId(c: C, id: number): number {
  const shown = Number(c.var.ids.show(id))
  if (shown > 2 ** 31 - 1) throw new GraphQLError('Int cannot represent non 32-bit signed integer value')
  return shown
}

const isOurs = (c: C, repo: RepoState): boolean =>
  c.var.caller.kind === 'installation' && installationOf(c.var.world, repo) === c.var.caller.installation

const may = (c: C, need: Need): boolean => c.var.caller.kind === 'installation' && allows(c.var.caller.permissions, [need])

const demand = (c: C, need: Need): void => {
  if (!may(c, need)) throw forbidden()
}

const forbidden = () => new GraphQLError('Resource not accessible by integration', {extensions: {type: 'FORBIDDEN'}})

const missing = (type: string, number: number) =>
  new GraphQLError(`Could not resolve to a ${type} with the number of ${number}.`, {extensions: {type: 'NOT_FOUND'}})

const unresolvable = (id: string) =>
  new GraphQLError(`Could not resolve to a node with the global id of '${id}'`, {extensions: {type: 'NOT_FOUND'}})

function findNode(c: C, id: string): object | null {
  const node = c.var.world.nodes.get(id)
  if (node === undefined) throw unresolvable(id)
  return show(c, node)
}

function remarkOf(c: C, id: string): TopicComment | LineComment {
  const node = c.var.world.nodes.get(id)
  if (node?.kind !== 'line comment' && node?.kind !== 'topic comment') throw unresolvable(id)
  return node
}

function lineComment(c: C, id: string): LineComment {
  const node = remarkOf(c, id)
  if (node.kind !== 'line comment') throw unresolvable(id)
  return node
}
