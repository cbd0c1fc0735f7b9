import {emit} from './events.ts'
import {presentApp} from './present/account.ts'
import {presentCheckRun, presentSuite} from './present/check.ts'
import {invalid} from './refuse.ts'
import {type Account, type Annotation, type CheckRunState, type CheckSuite, nodeId, type RepoState, type World} from './world.ts'

/** What a request says of a check run. Absent fields stay as they are. */
export interface CheckRunInput {
  readonly name?: string | undefined
  readonly status?: CheckRunState['status'] | undefined
  readonly conclusion?: NonNullable<CheckRunState['conclusion']> | 'stale' | undefined
  readonly details_url?: string | undefined
  readonly external_id?: string | undefined
  readonly started_at?: string | undefined
  readonly completed_at?: string | undefined
  readonly output?:
    | {
        readonly title?: string | undefined
        readonly summary?: string | undefined
        readonly text?: string | undefined
        readonly annotations?: readonly Annotation[] | undefined
      }
    | undefined
  readonly actions?: CheckRunState['actions'] | undefined
}

/** The suite of a commit, made when first needed: a push makes one, and so does a check run. */
export function suiteOf(world: World, repo: RepoState, headSha: string, headBranch?: string): CheckSuite {
  const known = repo.suites.find(suite => suite.headSha === headSha)
  if (known !== undefined) return known
  const branch = headBranch ?? [...repo.branches].find(([, sha]) => sha === headSha)?.[0]
  const suite = {id: world.newId(), headSha, headBranch: branch, createdMs: world.now()}
  repo.suites.push(suite)
  return suite
}

export async function createCheckRun(
  world: World,
  repo: RepoState,
  headSha: string,
  input: CheckRunInput & {name: string},
): Promise<CheckRunState> {
  checkInput(input)
  const isCommit = /^[\da-f]{40}$/.test(headSha) && (await repo.objects.commit(headSha)) !== undefined
  if (!isCommit) throw invalid(`No commit found for SHA: ${headSha}`)
  const id = world.newId()
  const run: CheckRunState = {
    kind: 'check run',
    id,
    nodeId: nodeId('CR', id),
    repo,
    suite: suiteOf(world, repo, headSha),
    headSha,
    name: input.name,
    status: 'queued',
    conclusion: undefined,
    title: undefined,
    summary: undefined,
    text: undefined,
    externalId: undefined,
    detailsUrl: undefined,
    annotations: [],
    actions: [],
    startedMs: world.now(),
    completedMs: undefined,
    stamp: world.stamp(),
  }
  repo.checkRuns.push(run)
  world.nodes.set(run.nodeId, run)
  assign(world, run, input)
  emit(world, 'check_run.created', repo, world.bot, {check_run: presentRunOfEvent(world, run)})
  if (run.status === 'completed') tellCompleted(world, run)
  return run
}

export function updateCheckRun(world: World, run: CheckRunState, input: CheckRunInput): void {
  checkInput(input)
  const wasCompleted = run.status === 'completed'
  assign(world, run, input)
  if (run.status === 'completed' && !wasCompleted) tellCompleted(world, run)
}

/** The button "Re-run". */
export function rerequest(world: World, run: CheckRunState, by: Account): void {
  emit(world, 'check_run.rerequested', run.repo, by, {check_run: presentRunOfEvent(world, run)})
}

/** The button "Re-run all checks" of a commit. */
export function rerequestSuite(world: World, repo: RepoState, headSha: string, by: Account): void {
  emit(world, 'check_suite.rerequested', repo, by, {check_suite: presentSuite(world, repo, suiteOf(world, repo, headSha))})
}

/** One of the buttons that the run brought along. */
export function pressAction(world: World, run: CheckRunState, identifier: string, by: Account): void {
  if (!run.actions.some(action => action.identifier === identifier)) throw invalid(`No action ${identifier}`)
  const parts = {check_run: presentRunOfEvent(world, run), requested_action: {identifier}}
  emit(world, 'check_run.requested_action', run.repo, by, parts)
}

/** The newest run of each name, unless all are asked for. Newest first, as GitHub lists them. */
export function runsOf(repo: RepoState, headSha: string, filter: 'latest' | 'all' = 'latest'): readonly CheckRunState[] {
  const runs = repo.checkRuns.filter(run => run.headSha === headSha).toReversed()
  return filter === 'all' ? runs : runs.filter((run, index) => runs.findIndex(({name}) => name === run.name) === index)
}

const longest = 65_535

function checkInput({status, conclusion, output, actions = []}: CheckRunInput): void {
  if (conclusion === 'stale') throw refuse('conclusion', 'stale is given by GitHub alone')
  if (status === 'completed' && conclusion === undefined) throw refuse('conclusion', 'is required when status is completed')
  for (const part of ['summary', 'text'] as const) {
    if ([...(output?.[part] ?? '')].length > longest) throw refuse(part, `is too long (maximum is ${longest} characters)`)
  }
  const annotations = output?.annotations ?? []
  if (annotations.length > 50) throw refuse('annotations', 'exceeds a maximum quantity of 50')
  for (const annotation of annotations) checkAnnotation(annotation)
  if (actions.length > 3) throw refuse('actions', 'exceeds a maximum quantity of 3')
  for (const {label, description, identifier} of actions) {
    if (label.length > 20) throw refuse('label', 'is too long (maximum is 20 characters)')
    if (description.length > 40) throw refuse('description', 'is too long (maximum is 40 characters)')
    if (identifier.length > 20) throw refuse('identifier', 'is too long (maximum is 20 characters)')
  }
}

function checkAnnotation(annotation: Annotation): void {
  const {start_line, end_line, start_column, end_column, message, title = '', raw_details = ''} = annotation
  if (end_line < start_line) throw refuse('end_line', 'must not be before start_line')
  const hasColumns = start_column !== undefined || end_column !== undefined
  if (hasColumns && start_line !== end_line) throw refuse('start_column', 'is only for annotations on one line')
  if (message === '' || Buffer.byteLength(message) > 64_000) throw refuse('message', 'must be there and at most 64 KB')
  if (title.length > 255) throw refuse('title', 'is too long (maximum is 255 characters)')
  if (Buffer.byteLength(raw_details) > 64_000) throw refuse('raw_details', 'is at most 64 KB')
}

const refuse = (field: string, message: string) =>
  invalid({resource: 'CheckRun', code: 'custom', field, message: `${field} ${message}`})

function assign(world: World, run: CheckRunState, input: CheckRunInput): void {
  const conclusion = input.conclusion === 'stale' ? undefined : input.conclusion
  run.name = input.name ?? run.name
  // A conclusion says that it is done; a status other than completed begins it anew.
  run.status = conclusion === undefined ? (input.status ?? run.status) : 'completed'
  run.conclusion = run.status === 'completed' ? (conclusion ?? run.conclusion) : undefined
  run.detailsUrl = input.details_url ?? run.detailsUrl
  run.externalId = input.external_id ?? run.externalId
  run.startedMs = input.started_at === undefined ? run.startedMs : Date.parse(input.started_at)
  const completed = input.completed_at === undefined ? (run.completedMs ?? world.now()) : Date.parse(input.completed_at)
  run.completedMs = run.status === 'completed' ? completed : undefined
  run.actions = input.actions ?? run.actions
  if (input.output === undefined) return
  run.title = input.output.title ?? run.title
  run.summary = input.output.summary ?? run.summary
  run.text = input.output.text ?? run.text
  run.annotations.push(...(input.output.annotations ?? []))
}

function tellCompleted(world: World, run: CheckRunState): void {
  emit(world, 'check_run.completed', run.repo, world.bot, {check_run: presentRunOfEvent(world, run)})
  const suite = presentSuite(world, run.repo, run.suite)
  if (suite.status === 'completed') emit(world, 'check_suite.completed', run.repo, world.bot, {check_suite: suite})
}

const presentRunOfEvent = (world: World, run: CheckRunState) => ({
  ...presentCheckRun(world, run),
  check_suite: presentSuite(world, run.repo, run.suite),
  app: presentApp(world),
})
