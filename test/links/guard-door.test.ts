import {readdir, readFile} from 'node:fs/promises'
import {expect, test} from 'vitest'

const folder = new URL('../../src/links/', import.meta.url)

/** What can open a connection, and which files may have it. `isIP` and the type of a socket can't. */
const openers: readonly (readonly [module: RegExp, names: RegExp, files: readonly string[]])[] = [
  [/^(?:node:)?net$/, /^(?!isIP$|isIPv4$|isIPv6$|BlockList$)/, ['guarded-connector.ts', 'tunnels.ts']],
  [/^(?:node:)?tls$/, /./, ['guarded-connector.ts']],
  [/^undici$/, /^buildConnector$/, ['guarded-connector.ts']],
  // Both are given their connector, see below.
  [/^undici$/, /^Agent$/, ['link-engine.ts']],
  [/^undici$/, /^Pool$/, ['tunnels.ts']],
  [/^undici$/, /^(?!buildConnector$|Agent$|Pool$)/, []],
  // Asks name servers alone.
  [/^(?:node:)?dns(?:\/promises)?$/, /./, ['resolver.ts']],
  [/^(?:node:)?(?:http|https|http2|dgram|quic|inspector|child_process|cluster|worker_threads|vm)(?:\/.*)?$/, /./, []],
  [/(?:axios|got|node-fetch|ws|superagent|socks|request|ky|needle)/, /./, []],
]

/** What is wrong with the doors of these files. */
function doors(sources: ReadonlyMap<string, string>): string[] {
  return [...sources].flatMap(([file, text]) => [
    ...importsOf(text).flatMap(use => wrongImport(file, use)),
    ...globalsOf(text).map(name => `${file} uses ${name}`),
  ])
}

const wrongImport = (file: string, [module, name]: readonly [string, string]): string[] =>
  openers.some(([modules, names, files]) => modules.test(module) && names.test(name) && !files.includes(file))
    ? [`${file} imports ${name} of ${module}`]
    : []

/** Values that are imported; types open nothing. */
function importsOf(text: string): (readonly [module: string, name: string])[] {
  const stated = [...text.matchAll(/^\s*(?:import|export)\s+(?!type\b)([^'";]*?)\s*from\s*'([^']+)'/gm)].flatMap(
    ([, what = '', module = '']) =>
      what
        .replaceAll(/[{}]/g, ',')
        .split(',')
        .map(name => name.trim())
        .filter(name => name !== '' && !name.startsWith('type '))
        .map(name => [module, name.replace(/ as .*/, '')] as const),
  )
  const others = [...text.matchAll(/\b(?:import\s*\(\s*|require\(\s*|import\s+)['"]([^'"]+)/g)].map(
    ([, module = '']) => [module, '*'] as const,
  )
  return [...stated, ...others]
}

/** `fetch` of a file's own is not the global one. */
function globalsOf(text: string): string[] {
  const names = [
    ...text.matchAll(
      /(?<![.\w'`"])(?:fetch(?=\s*\()|WebSocket\b|EventSource\b|XMLHttpRequest\b|getBuiltinModule|createRequire)/g,
    ),
  ]
  const hasOwnFetch = /[{,(]\s*fetch\b\s*(?:[,}:]|= |\))/.test(text)
  return names.map(([name]) => name).filter(name => name !== 'fetch' || !hasOwnFetch)
}

test('only the guarded connector can open a socket', async () => {
  const names = (await readdir(folder)).filter(name => name.endsWith('.ts'))
  const sources = new Map(
    await Promise.all(names.map(async name => [name, await readFile(new URL(name, folder), 'utf8')] as const)),
  )
  expect(sources.size).toBeGreaterThan(15)
  expect(doors(sources)).toEqual([])
  expect(sources.get('link-engine.ts')).toMatch(/new Agent\(\{\s*connect: connector\.connect,/)
  expect(sources.get('tunnels.ts')).toContain('new Pool(origin, {connect,')
  expect(sources.get('guarded-connector.ts')).toContain('openTunnels(patient)')
})

test.each([
  ["import {connect} from 'node:net'", 'imports connect of node:net'],
  ["import net from 'net'", 'imports net of net'],
  ["import * as tls from 'node:tls'", 'imports * of node:tls'],
  ["import {type Dispatcher, fetch} from 'undici'", 'imports fetch of undici'],
  ["import {\n  buildConnector,\n} from 'undici'", 'imports buildConnector of undici'],
  ["import {Agent} from 'undici'", 'imports Agent of undici'],
  ["import https from 'node:https'", 'imports https of node:https'],
  ["const dns = await import('node:dns')", 'imports * of node:dns'],
  ["import 'node:http2'", 'imports * of node:http2'],
  ['const answer = await fetch(url)', 'uses fetch'],
  ['new WebSocket(url)', 'uses WebSocket'],
])('another door, %j, is red', (text, complaint) => {
  expect(doors(new Map([['other.ts', text]]))).toContain(`other.ts ${complaint}`)
})

test.each([
  "import {isIP} from 'node:net'",
  "import type {Dispatcher} from 'undici'",
  "import {type Dispatcher} from 'undici'",
  'shared.fetch(page)',
  'const {fetch, names} = shared; await fetch(page)',
])('%j opens nothing', text => {
  expect(doors(new Map([['other.ts', text]]))).toEqual([])
})
