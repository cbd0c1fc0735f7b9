import type {ServerResponse} from 'node:http'
import {expect, test} from 'vitest'
import {forever, limits, openLocalWeb, openTestEngine} from './local-web.ts'

const page = 'https://ant.example/hill?a=1'
const snapshot = `http://web.archive.org/web/20200102030405/${page}`
const found = JSON.stringify({
  archived_snapshots: {closest: {available: true, status: '200', timestamp: '20200102030405', url: snapshot}},
})
const nothing = JSON.stringify({archived_snapshots: {}})
const copy = {kind: 'copy', url: snapshot.replace('http:', 'https:'), atMs: Date.UTC(2020, 0, 2, 3, 4, 5)}

/** An archive on this machine; `answer` is given what was asked about. */
async function openArchive(answer: (asked: URLSearchParams, response: ServerResponse, nth: number) => void) {
  const asked: (string | null)[] = []
  const web = await openLocalWeb((request, response) => {
    const url = new URL(request.url ?? '', 'http://archive.example')
    expect(url.pathname).toBe('/wayback/available')
    asked.push(url.searchParams.get('url'))
    answer(url.searchParams, response, asked.length)
  })
  const archive = `http://archive.example:${web.port}`
  return {asked, web, archive, engine: openTestEngine({archive})}
}

test('the archive is asked about the page, without fragment, name and password', async () => {
  const {engine, asked} = await openArchive((_, response) => response.end(found))
  expect(await engine.findCopy('https://ada:secret@ant.example/hill?a=1#top', forever)).toEqual(copy)
  expect(asked).toEqual([page])
})

test('there is none only if it knows none either without the scheme and for a time', async () => {
  const {engine, asked} = await openArchive((_, response) => response.end(nothing))
  expect(await engine.findCopy(page, forever)).toEqual({kind: 'none'})
  expect(asked).toEqual([page, 'ant.example/hill?a=1'])

  const forgetful = await openArchive((params, response) =>
    response.end(/^\d{14}$/.test(params.get('timestamp') ?? '') ? found : nothing),
  )
  expect(await forgetful.engine.findCopy(page, forever)).toEqual(copy)
})

test.each<[string, (response: ServerResponse) => void]>([
  ['has a problem', response => response.writeHead(500).end(found)],
  ['sends elsewhere', response => response.writeHead(302, {location: 'http://bee.example/'}).end(found)],
  ['answers with a page', response => response.writeHead(200, {'content-type': 'text/html'}).end('<title>Sorry</title>')],
  ['answers without end', response => response.end(found.padEnd(100_000))],
  ['breaks off', response => response.writeHead(200, {'content-length': '9999'}).write(found, () => response.destroy())],
  ['says nothing', response => response.destroy()],
])('nobody can say, where the archive %s', async (_, answer) => {
  const {engine} = await openArchive((_params, response) => answer(response))
  expect(await engine.findCopy(page, forever)).toEqual({kind: 'unknown'})
})

test('a pause that the archive asks for is obeyed, also by the next question', async () => {
  const {engine, asked} = await openArchive((_, response) => response.writeHead(429, {'retry-after': '3600'}).end())
  expect(await engine.findCopy(page, forever)).toEqual({kind: 'unknown'})
  expect(await engine.findCopy('https://bee.example/', forever)).toEqual({kind: 'unknown'})
  expect(asked).toEqual([page])
})

test('however many are wanted, one is asked for at a time', async () => {
  let open = 0
  let most = 0
  const {engine} = await openArchive((_, response) => {
    open += 1
    most = Math.max(most, open)
    setImmediate(() => {
      open -= 1
      response.end(found)
    })
  })
  const copies = await Promise.all(Array.from({length: 12}, () => engine.findCopy(page, forever)))
  expect(copies.every(({kind}) => kind === 'copy')).toBe(true)
  expect(most).toBe(1)
})

test('nobody is told of a host that the world does not know, and nobody is asked without an archive', async () => {
  const {engine, asked} = await openArchive((_, response) => response.end(found))
  for (const url of [
    'http://wiki.internal/a',
    'http://wiki/a',
    'http://10.0.0.1/a',
    'http://[fd00::1]/a',
    'http://localhost/a',
    'mailto:a@ant.example',
    'a',
  ])
    expect(await engine.findCopy(url, forever)).toEqual({kind: 'none'})
  expect(asked).toEqual([])
  expect(await openTestEngine().findCopy(page, forever)).toEqual({kind: 'unknown'})
})

test('the archive is behind the same door as all else', async () => {
  const {archive, web} = await openArchive((_, response) => response.end(found))
  expect(await openTestEngine({archive, allowPrivate: []}).findCopy(page, forever)).toEqual({kind: 'unknown'})
  expect(await openTestEngine({archive, never: ['archive.example']}).findCopy(page, forever)).toEqual({kind: 'unknown'})
  expect(web.connections()).toBe(0)
})

test('who does not want to know any more is rejected at once, and an engine that is closed can not say', async () => {
  const asking = new AbortController()
  const {engine, asked} = await openArchive(() => asking.abort(new Error('enough')))
  await expect(Promise.all([engine.findCopy(page, asking.signal), engine.findCopy(page, asking.signal)])).rejects.toThrow(
    'enough',
  )
  await expect(engine.findCopy(page, asking.signal)).rejects.toThrow('enough')
  expect(asked).toHaveLength(1)

  const closing = await openArchive(() => void closing.engine.close())
  expect(await closing.engine.findCopy(page, forever)).toEqual({kind: 'unknown'})
  expect(await closing.engine.checkLinks([], limits, forever)).toEqual(new Map())
})

test.each(['archive', 'ftp://archive.example', 'https://ada:secret@archive.example'])(
  '%s is no address of an archive',
  archive => {
    expect(() => openTestEngine({archive})).toThrow('The archive must be an http or https address without a password')
  },
)
