import {type CheckMarker, readMarker} from '../markdown/marker.ts'
import type {Annotation, CheckResult} from '../review/plan.ts'
import {statusOf} from './is-gone.ts'
import type {Octokit} from './octokit.ts'
import {numberIn, type PullRef} from './pull-ref.ts'

/** What people and branch rules know our check by: an interface. */
export const checkRunName = 'Listkeeper'

/** Our check run of one commit, for one pull request. Its id is a string, since it can exceed 2^53. */
export interface CheckRun {
  readonly id: string
  readonly headSha: string
  /** Complete already, from an earlier look at the same commit. */
  readonly isComplete: boolean
  /** What it remembers of that look. */
  readonly remembers: CheckMarker | undefined
  /** What it shows, to tell whether anything is new. */
  readonly shows: Pick<CheckResult, 'title' | 'summary' | 'text'> | undefined
  /** Annotations are only ever added: who has some can't have others. */
  readonly annotations: number
  /** Those of other pull requests with the same commit. */
  readonly others: readonly OtherCheckRun[]
}

/** What our latest check run for another pull request says of the same commit. */
export interface OtherCheckRun {
  readonly id: string
  readonly number: number
  /** Undefined: it is not complete, or from an earlier version of ours. */
  readonly remembers: CheckMarker | undefined
}

/** GitHub takes no more at once. */
const annotationsAtOnce = 50

/** The check run that a commit has from us, or a new one in progress. */
export async function startCheckRun(octokit: Octokit, ref: PullRef, headSha: string, signal: AbortSignal): Promise<CheckRun> {
  const listed = await listCheckRuns(octokit, ref, headSha, signal)
  const others = othersThan(ref, listed)
  const ours = listed.find(({number}) => number === ref.number)?.run
  if (ours !== undefined) return {...ours, others}
  const id = await createCheckRun(octokit, ref, headSha, {status: 'in_progress'}, signal)
  return {id, headSha, isComplete: false, remembers: undefined, shows: undefined, annotations: 0, others}
}

/** Our check runs of the same commit for other pull requests, the latest of each: a check run belongs to a commit. */
export async function otherCheckRuns(
  octokit: Octokit,
  ref: PullRef,
  headSha: string,
  signal: AbortSignal,
): Promise<readonly OtherCheckRun[]> {
  return othersThan(ref, await listCheckRuns(octokit, ref, headSha, signal))
}

const othersThan = (ref: PullRef, listed: readonly Listed[]): OtherCheckRun[] =>
  listed
    .filter(({number}) => number !== ref.number)
    .map(({number, run}) => ({id: run.id, number, remembers: run.isComplete ? run.remembers : undefined}))

/** What a button of a check run is about: what that run told. Undefined where there is no such run of ours. */
export async function rememberedBy(
  octokit: Octokit,
  {owner, repo}: PullRef,
  id: string,
  signal: AbortSignal,
): Promise<CheckMarker | undefined> {
  try {
    const {data} = await octokit.request(`GET /repos/{owner}/{repo}/check-runs/${id}`, {owner, repo, request: {signal}})
    const summary: unknown = data?.output?.summary
    return checkMarker(typeof summary === 'string' ? summary : null)
  } catch (error) {
    if (statusOf(error) === 404) return undefined
    throw error
  }
}

/**
 * Completes a check run, in place also where it was complete before, even if it says the same: who asked for it to be run again had
 * its suite reset. One that can't be changed (any more), or whose annotations are of another look, gets a successor of the same name.
 * GitHub shows the newest of a name, so where others have the commit, too, ours has to be that one: it sums up all.
 */
export async function completeCheckRun(
  octokit: Octokit,
  ref: PullRef,
  run: CheckRun,
  result: CheckResult,
  signal: AbortSignal,
): Promise<void> {
  const isNewest = run.others.every(({id}) => BigInt(id) < BigInt(run.id))
  const isSame = run.annotations === result.annotations.length && run.shows !== undefined && isAlike(run.shows, result)
  if (isNewest && (run.annotations === 0 || isSame)) {
    const annotations = run.annotations === 0 ? result.annotations : []
    if (await updated(octokit, ref, run.id, result, annotations, signal)) return
  } else if (!run.isComplete) {
    // It is shown no more, but it would turn for ever.
    await updated(octokit, ref, run.id, result, [], signal)
  }
  const [first, ...rest] = chunks(result.annotations)
  const id = await createCheckRun(octokit, ref, run.headSha, part(result, first, rest.length === 0), signal)
  for (const [index, chunk] of rest.entries())
    await updateCheckRun(octokit, ref, id, part(result, chunk, index === rest.length - 1), signal)
}

/** Whether GitHub let us. Complete is what comes last, so that a kill in between leaves a run that nobody takes for the whole. */
async function updated(
  octokit: Octokit,
  ref: PullRef,
  id: string,
  result: CheckResult,
  annotations: readonly Annotation[],
  signal: AbortSignal,
): Promise<boolean> {
  const all = chunks(annotations)
  try {
    for (const [index, chunk] of all.entries()) {
      await updateCheckRun(octokit, ref, id, part(result, chunk, index === all.length - 1), signal)
    }
    return true
  } catch (error) {
    const status = statusOf(error)
    if (status !== 403 && status !== 404) throw error
    return false
  }
}

/** At least one, which may be empty. */
function chunks(annotations: readonly Annotation[]): (readonly Annotation[])[] {
  const all: (readonly Annotation[])[] = []
  for (let start = 0; start === 0 || start < annotations.length; start += annotationsAtOnce) {
    all.push(annotations.slice(start, start + annotationsAtOnce))
  }
  return all
}

interface Listed {
  readonly number: number
  readonly run: Omit<CheckRun, 'others'>
}

/** The latest of our name for each pull request. */
async function listCheckRuns(octokit: Octokit, ref: PullRef, headSha: string, signal: AbortSignal): Promise<readonly Listed[]> {
  const {owner, repo} = ref
  const {data} = await octokit.rest.checks.listForRef({
    owner,
    repo,
    ref: headSha,
    check_name: checkRunName,
    // The latest alone would hide ours behind another pull request's.
    filter: 'all',
    per_page: 100,
    request: {signal},
  })
  const latest = new Map<number, Listed['run']>()
  for (const run of data.check_runs.toSorted((a, b) => Number(a.id) - Number(b.id))) {
    const number = numberIn(run.external_id ?? '')
    if (run.name === checkRunName && number !== undefined) latest.set(number, readRun(run, headSha))
  }
  return [...latest].map(([number, run]) => ({number, run}))
}

type Run = Awaited<ReturnType<Octokit['rest']['checks']['listForRef']>>['data']['check_runs'][number]

const readRun = ({id, status, output}: Run, headSha: string): Listed['run'] => ({
  id: String(id),
  headSha,
  isComplete: status === 'completed',
  remembers: checkMarker(output.summary),
  shows:
    output.title == null || output.summary == null
      ? undefined
      : {title: output.title, summary: output.summary, text: output.text ?? undefined},
  annotations: output.annotations_count ?? 0,
})

function checkMarker(summary: string | null | undefined): CheckMarker | undefined {
  const marker = readMarker(summary ?? '')
  return marker?.kind === 'check' ? marker : undefined
}

const isAlike = (shown: Pick<CheckResult, 'title' | 'summary' | 'text'>, {title, summary, text}: CheckResult): boolean =>
  shown.title === title && shown.summary.trim() === summary.trim() && (shown.text ?? '').trim() === (text ?? '').trim()

/** What a request says of a check run. */
type Said = {readonly status: 'in_progress'} | ReturnType<typeof part>

async function createCheckRun(octokit: Octokit, ref: PullRef, headSha: string, said: Said, signal: AbortSignal): Promise<string> {
  const {owner, repo} = ref
  const {data} = await octokit.rest.checks.create({
    owner,
    repo,
    name: checkRunName,
    head_sha: headSha,
    external_id: externalId(ref),
    ...said,
    request: {signal},
  })
  return String(data.id)
}

async function updateCheckRun(
  octokit: Octokit,
  {owner, repo}: PullRef,
  id: string,
  said: Said,
  signal: AbortSignal,
): Promise<void> {
  await octokit.request(`PATCH /repos/{owner}/{repo}/check-runs/${id}`, {owner, repo, ...said, request: {signal}})
}

function part(
  {conclusion, title, summary, text, buttons}: CheckResult,
  annotations: readonly Annotation[] | undefined,
  isLast: boolean,
) {
  const output = {
    title,
    summary,
    ...(text === undefined ? {} : {text}),
    ...(annotations === undefined || annotations.length === 0 ? {} : {annotations: annotations.map(asGitHubWantsIt)}),
  }
  return isLast
    ? {status: 'completed' as const, conclusion, output, actions: [...buttons]}
    : {status: 'in_progress' as const, output}
}

const asGitHubWantsIt = ({path, startLine, endLine, level, title, message}: Annotation) => ({
  path,
  start_line: startLine,
  end_line: endLine,
  annotation_level: level,
  title,
  message,
})

/** Events of a check run of a fork name no pull request: this does. */
const externalId = ({owner, repo, number}: PullRef): string => `${owner}/${repo}#${number}`
