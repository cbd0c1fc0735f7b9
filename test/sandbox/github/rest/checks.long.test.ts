import {expect} from 'vitest'
import {ants, type Started, test} from '../as-app.ts'

const at = {owner: 'ada', repo: 'ants'}

async function opened(github: Started, fromFork = false) {
  const repository = await github.createRepository('ada/ants', {'readme.md': ants})
  const pull = await repository.openPull({
    title: 'More',
    branch: 'more',
    files: {'readme.md': text => `${text}- x\n`},
    author: 'bob',
    fromFork,
  })
  const create = async (rest: object = {}) =>
    (await github.as('ada').rest.checks.create({...at, name: 'Listkeeper', head_sha: pull.head(), ...rest})).data
  return {repository, pull, create, rest: github.as('ada').rest}
}

const annotation = (rest: object = {}) => ({
  path: 'readme.md',
  start_line: 1,
  end_line: 1,
  annotation_level: 'warning',
  message: 'Hm.',
  ...rest,
})

const output = (rest: object = {}) => ({output: {title: 'Title', summary: 'Summary', ...rest}})

test('a check run begins, completes, and is told of', async ({github}) => {
  const {pull, create, rest} = await opened(github)
  const run = await create({status: 'in_progress', external_id: 'ada/ants#1'})
  expect(run).toMatchObject({status: 'in_progress', conclusion: null, pull_requests: [{number: 1}], app: {slug: 'listkeeper'}})
  await rest.checks.update({...at, check_run_id: run.id, conclusion: 'failure', ...output({text: 'Text'})})
  expect(pull.checkRuns()).toMatchObject([
    {
      name: 'Listkeeper',
      status: 'completed',
      conclusion: 'failure',
      title: 'Title',
      summary: 'Summary',
      text: 'Text',
      externalId: 'ada/ants#1',
    },
  ])
  await github.delivered()
  const told = github.deliveries().filter(({event}) => event === 'check_run')
  expect(told.map(({action}) => action)).toEqual(['created', 'completed'])
})

const refused: readonly [string, object][] = [
  ['a commit that there is not', {head_sha: '1234567890123456789012345678901234567890'}],
  ['a short commit id', {head_sha: 'abcdef1'}],
  ['completed without a conclusion', {status: 'completed'}],
  ['a conclusion that only GitHub gives', {conclusion: 'stale'}],
  ['an output without a summary', {output: {title: 'Title'}}],
  ['a summary that is too long', output({summary: 'x'.repeat(65_536)})],
  ['a text that is too long', output({text: 'x'.repeat(65_536)})],
  ['51 annotations', output({annotations: Array.from({length: 51}, () => annotation())})],
  ['an annotation that ends before it starts', output({annotations: [annotation({start_line: 2})]})],
  ['columns over several lines', output({annotations: [annotation({end_line: 2, start_column: 1, end_column: 2})]})],
  ['four actions', {actions: Array.from({length: 4}, (_, n) => ({label: `${n}`, description: 'd', identifier: `${n}`}))}],
  ['a label that is too long', {actions: [{label: 'x'.repeat(21), description: 'd', identifier: 'i'}]}],
  ['a description that is too long', {actions: [{label: 'l', description: 'x'.repeat(41), identifier: 'i'}]}],
  ['an identifier that is too long', {actions: [{label: 'l', description: 'd', identifier: 'x'.repeat(21)}]}],
  ['a details_url that is none', {details_url: 'javascript:alert(1)'}],
  ['an unknown key', {colour: 'red'}],
  ['an unknown key in its output', output({colour: 'red'})],
  ['a time that is none', {started_at: 'yesterday'}],
]

test('what GitHub refuses of a check run is refused, and nothing is made', async ({github}) => {
  const {pull, create} = await opened(github)
  for (const [why, rest] of refused) {
    await expect(create(rest), why).rejects.toMatchObject({status: 422})
  }
  expect(pull.checkRuns()).toEqual([])
})

test('annotations are only ever appended; the longest texts are taken', async ({github}) => {
  const {pull, create, rest} = await opened(github)
  const fifty = Array.from({length: 50}, (_, index) => annotation({message: `${index}`}))
  const run = await create(output({summary: 'x'.repeat(65_535), text: 'x'.repeat(65_535), annotations: fifty}))
  await rest.checks.update({
    ...at,
    check_run_id: run.id,
    output: {summary: 'S', annotations: [annotation({message: '50'})]} as never,
  })
  expect(pull.checkRuns()[0]?.annotations).toHaveLength(51)
  const {data} = await rest.checks.listAnnotations({...at, check_run_id: run.id, per_page: 100})
  expect(data.map(({message}) => message)).toEqual(Array.from({length: 51}, (_, index) => `${index}`))
})

test('the newest run of a name is listed unless all are asked for', async ({github}) => {
  const {pull, create, rest} = await opened(github)
  const first = await create()
  const second = await create({conclusion: 'success'})
  const other = await create({name: 'Other'})
  const list = async (rest_: object) =>
    (await rest.checks.listForRef({...at, ref: pull.head(), ...rest_})).data.check_runs.map(({id}) => id)
  expect(await list({})).toEqual([other.id, second.id])
  expect(await list({filter: 'all', check_name: 'Listkeeper'})).toEqual([second.id, first.id])
  expect(await list({app_id: 1, check_name: 'Other'})).toEqual([other.id])
  expect(await list({app_id: 2})).toEqual([])
  expect(await list({status: 'completed'})).toEqual([second.id])
})

test('a fork’s check run and its events name no pull request', async ({github}) => {
  const {pull, create} = await opened(github, true)
  const run = await create({external_id: 'ada/ants#1', conclusion: 'success'})
  expect(run.pull_requests).toEqual([])
  await pull.rerequest(run.id)
  await github.delivered()
  const told = github.deliveries().find(({event, action}) => event === 'check_run' && action === 'rerequested')
  expect(told?.payload).toMatchObject({check_run: {external_id: 'ada/ants#1', pull_requests: []}})
})

test('only people with write access see a run’s buttons', async ({github}) => {
  const {pull, create} = await opened(github)
  const run = await create({actions: [{label: 'Fix', description: 'Fix it', identifier: 'fix'}]})
  await expect(pull.pressAction(run.id, 'fix', 'bob')).rejects.toThrow('does not see')
  await pull.pressAction(run.id, 'fix', 'ada')
  await github.delivered()
  const told = github.deliveries().find(({action}) => action === 'requested_action')
  expect(told?.payload).toMatchObject({requested_action: {identifier: 'fix'}, sender: {login: 'ada'}})
})
