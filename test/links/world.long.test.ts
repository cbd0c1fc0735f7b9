import {spawn} from 'node:child_process'
import {existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join, resolve} from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {isInside} from '../../src/links/address.ts'
import {worldOfFates} from './world-fates.ts'

/**
 * A script that runs a command in a network namespace of its own, where names, addresses and certificates are as a file says (it needs root):
 * `LISTKEEPER_WORLD=/path/to/world.sh npm run test:long`.
 */
const script = process.env['LISTKEEPER_WORLD'] ?? ''

interface Report {
  readonly files: readonly {
    readonly findings: readonly {readonly rule: string; readonly line: number; readonly expected: readonly string[]}[]
  }[]
  readonly links: readonly {
    readonly url: string
    readonly verdict: string
    readonly reason: string
    readonly finalUrl: string | null
  }[]
}

const {world, fates} = worldOfFates()
const rebinding = 'https://rebinds.test/a'

describe.skipIf(!existsSync(script))('the whole program, on an internet of its own', () => {
  const folder = mkdtempSync(join(tmpdir(), 'listkeeper-world-'))
  const told = new Map<string, string>()
  const findings: string[] = []
  let tookMs = 0

  beforeAll(async () => {
    writeFileSync(join(folder, 'world.json'), JSON.stringify(world))
    writeFileSync(
      join(folder, 'list.md'),
      `# Fates\n\n${[...fates.map(({link}) => link), rebinding].map((link, n) => `- [Fate ${n}](<${link}>) - Waits.`).join('\n')}\n`,
    )
    const began = performance.now()
    const report = await run(['links', 'list.md', '--format', 'json'])
    tookMs = performance.now() - began
    for (const {rule, line, expected} of report.files.flatMap(file => file.findings))
      findings.push(`${rule} ${fates[line - 3]?.link} ${expected.join(' ')}`.trim())
    for (const {url, verdict, reason} of report.links) told.set(url, `${verdict} ${reason}`)
  }, 170_000)
  afterAll(() => rmSync(folder, {recursive: true, force: true}))

  async function run(args: readonly string[]): Promise<Report> {
    const cli = resolve('bin/listkeeper.js')
    const child = spawn('bash', [script, 'world.json', 'logs', process.execPath, cli, ...args], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let [out, err] = ['', '']
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString()
    })
    child.stderr.on('data', (chunk: Buffer) => {
      err += chunk.toString()
    })
    await new Promise(done => child.on('close', done))
    if (!out.startsWith('{')) throw new Error(err)
    return JSON.parse(out)
  }

  const log = <Line>(name: string): Line[] =>
    readFileSync(join(folder, 'logs', name), 'utf8')
      .split('\n')
      .filter(line => line !== '')
      .map(line => JSON.parse(line))

  test.each(fates)('$link: $proves', ({link, proves}) => {
    expect(told.get(link)).toMatch(new RegExp(`^(?:${proves})$`))
  })

  test('what is told aloud is what is proven, with the address that should stand there', () => {
    const dead = fates.filter(({proves}) => proves.startsWith('dead')).map(({link}) => `dead-link ${link}`)
    expect(findings.toSorted()).toEqual(
      [
        ...dead,
        'moved-link https://for-good.test/a#usage https://for-good.test/b#usage',
        'moved-link https://for-good-308.test/a https://for-good-308.test/b',
        'moved-link https://for-good-utf8.test/a https://for-good-utf8.test/w%C3%A4lder',
        'no-shortener https://bit.ly/ants https://fine1.test/long',
        'prefer-https http://to-https.test/a https://to-https.test/a',
        'prefer-https http://twin.test/a#usage https://twin.test/a#usage',
      ].toSorted(),
    )
  })

  test('a name that says something else each time is believed once, or refused', () => {
    expect(told.get(rebinding)).toMatch(/^(?:alive answers|refused private-address)$/)
  })

  test('there are more than a hundred hosts', () => {
    expect(Object.keys(world.hosts).length).toBeGreaterThan(100)
  })

  test('not one connection reached an inside address', () => {
    const reached = log<{local: string; port: number}>('connections.jsonl')
    expect(reached.length).toBeGreaterThan(100)
    expect(reached.filter(({local}) => isInside(local))).toEqual([])
  })

  test('what is dead was asked twice, and what lives once', () => {
    const asked = Map.groupBy(
      log<{host: string; url: string; method?: string}>('access.jsonl').filter(({method}) => method !== undefined),
      ({host}) => host,
    )
    expect(asked.get('gone.test')).toHaveLength(2)
    expect(asked.get('fine0.test')).toHaveLength(1)
    expect([...asked.values()].flat().every(({method}) => method === 'GET')).toBe(true)
  })

  test('endless pages are let go of', () => {
    const sent = log<{endlessBytes?: number}>('access.jsonl').flatMap(({endlessBytes}) => endlessBytes ?? [])
    expect(Math.max(...sent)).toBeLessThan(5_000_000)
  })

  test('nobody who hangs, drips or asks for patience holds up the run', () => {
    expect(tookMs).toBeLessThan(75_000)
  })
})
