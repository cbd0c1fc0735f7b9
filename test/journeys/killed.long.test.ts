import {expect} from 'vitest'
import {type People, type SeenPull, test} from '../sandbox/sandbox.ts'
import {until} from '../sandbox/until.ts'
import {ants, firstAddedLine, hunt, isDead} from './ants.ts'

/** From the new start of the app to the complete review. */
const promisedMs = 30_000

/** A pull request whose review is interrupted: `sabotage` makes the moment last, `moment` says that it has come. */
async function interrupt(
  sandbox: People,
  name: string,
  sabotage: (repository: string) => void,
  moment: () => boolean,
): Promise<{pull: SeenPull; tookMs: number}> {
  const fullName = `ada/${name}`
  const repository = await sandbox.repository(fullName, {'readme.md': ants(sandbox.url)})
  sabotage(fullName)
  const pull = await repository.pull('Add the ghost ant', {'readme.md': hunt(`[Ghost](${sandbox.url('gone.example')}) - Hides.`)})
  await until(moment, {deadlineMs: 30_000, told: () => `the moment to kill it did not come:\n${lastCalls(sandbox)}`})
  await sandbox.app.kill()
  const startMs = performance.now()
  await sandbox.app.start()
  await pull.settled()
  return {pull, tookMs: performance.now() - startMs}
}

const lastCalls = ({github}: People): string =>
  github
    .calls()
    .slice(-12)
    .map(({method, path, status}) => `${method} ${path} ${status}`)
    .join('\n')

function expectOneReview({pull, tookMs}: {pull: SeenPull; tookMs: number}): void {
  expect(pull.pull.reviews()).toHaveLength(1)
  expect(pull.comments).toEqual([{line: firstAddedLine, says: isDead}])
  expect(pull.check).toEqual({conclusion: 'failure', title: '1 dead link'})
  expect(pull.pull.checkRuns().every(({status}) => status === 'completed')).toBe(true)
  expect(pull.notifications).toBe(1)
  expect(tookMs).toBeLessThan(promisedMs)
}

/** Long enough to be killed in; should the next life meet it instead, it costs little. */
const aMoment = {delayMs: 3000}

const reviewsOf = (repository: string) => new RegExp(`/repos/${repository}/pulls/\\d+/reviews$`)

test('killed while it reads: exactly one review after the restart', async ({sandbox}) => {
  const interrupted = await interrupt(
    sandbox,
    'ants-read',
    repository =>
      sandbox.github.fault({
        match: {path: new RegExp(`/repos/${repository}/compare/`)},
        times: 1,
        fault: aMoment,
      }),
    () => sandbox.app.log.some(({msg, ...facts}) => msg === 'pull loaded' && facts['pull'] === 'ada/ants-read#1'),
  )
  expectOneReview(interrupted)
})

test('killed while it asks for links: exactly one review after the restart', async ({sandbox}) => {
  let isAsked = false
  sandbox.site('gone.example', () => {
    if (isAsked) return {status: 404}
    isAsked = true
    return 'silence'
  })
  const interrupted = await interrupt(
    sandbox,
    'ants-asked',
    () => {},
    () => isAsked,
  )
  expectOneReview(interrupted)
})

test('killed while the review is on its way, and GitHub never got it: exactly one review after the restart', async ({
  sandbox,
}) => {
  const seen = () => sandbox.app.log.length
  const interrupted = await interrupt(
    sandbox,
    'ants-lost',
    repository => sandbox.github.fault({match: {method: 'POST', path: reviewsOf(repository)}, times: 1, fault: {reset: true}}),
    () => seen() > 0 && sandbox.github.calls().some(({path, status}) => reviewsOf('ada/ants-lost').test(path) && status === 0),
  )
  expectOneReview(interrupted)
})

test('killed after GitHub took the review and before the app learned of it: exactly one review after the restart', async ({
  sandbox,
}) => {
  const {github} = sandbox
  const pulls = () => github.repository('ada/ants-taken')?.pulls() ?? []
  const interrupted = await interrupt(
    sandbox,
    'ants-taken',
    repository =>
      github.fault({
        match: {method: 'POST', path: reviewsOf(repository)},
        times: 1,
        fault: {after: 'write took effect', delayMs: 20_000, reset: true},
      }),
    () => pulls().some(pull => pull.reviews().length === 1),
  )
  expectOneReview(interrupted)
})

test('killed there, with listings that lag behind and come back empty once: still exactly one review', async ({sandbox}) => {
  const {github} = sandbox
  const pulls = () => github.repository('ada/ants-hidden')?.pulls() ?? []
  const interrupted = await interrupt(
    sandbox,
    'ants-hidden',
    repository => {
      github.fault({
        match: {method: 'POST', path: reviewsOf(repository)},
        times: 1,
        fault: {after: 'write took effect', delayMs: 20_000, reset: true},
      })
    },
    () => {
      const isTaken = pulls().some(pull => pull.reviews().length === 1)
      if (isTaken) github.fault({match: {graphql: /reviewThreads/}, times: 1, fault: {emptyList: true}})
      return isTaken
    },
  )
  expectOneReview(interrupted)
})

test('killed between the review and the check run: the check run is completed after the restart', async ({sandbox}) => {
  const {github} = sandbox
  const pulls = () => github.repository('ada/ants-unchecked')?.pulls() ?? []
  const interrupted = await interrupt(
    sandbox,
    'ants-unchecked',
    repository =>
      github.fault({
        match: {method: 'PATCH', path: new RegExp(`/repos/${repository}/check-runs/`)},
        times: 1,
        // Held, and never done: a delay alone would come after the write, and leave a moment that can be missed.
        fault: {delayMs: 20_000, reset: true},
      }),
    () => pulls().some(pull => pull.reviews().length === 1 && pull.checkRuns().some(({status}) => status === 'in_progress')),
  )
  expectOneReview(interrupted)
})

test('killed again and again at any moment: exactly one review in the end', async ({sandbox}) => {
  const repository = await sandbox.repository('ada/ants-hunted', {'readme.md': ants(sandbox.url)})
  const pull = await repository.pull('Add the ghost ant', {'readme.md': hunt(`[Ghost](${sandbox.url('gone.example')}) - Hides.`)})
  for (let calls = 1; calls <= 12; calls += 3) {
    const before = sandbox.github.calls().length
    await until(() => sandbox.github.calls().length >= before + calls || isReviewed(sandbox), {
      deadlineMs: 30_000,
      told: () => `the app does nothing:\n${lastCalls(sandbox)}`,
    })
    await sandbox.killAndRestart()
  }
  await pull.settled()
  expect(pull.pull.reviews()).toHaveLength(1)
  expect(pull.comments).toEqual([{line: firstAddedLine, says: isDead}])
  expect(pull.notifications).toBe(1)
})

const isReviewed = ({app}: People): boolean =>
  app.log.some(({msg, ...facts}) => msg === 'review finished' && facts['pull'] === 'ada/ants-hunted#1')
