import {spawn} from 'node:child_process'
import {mkdtemp, rm, symlink, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {pathToFileURL} from 'node:url'
import {expect, test} from 'vitest'
import {createMessageConnection, type MessageConnection, StreamMessageReader, StreamMessageWriter} from 'vscode-jsonrpc/node.js'

const root = new URL('../..', import.meta.url).pathname

interface Diagnostic {
  readonly range: {readonly start: Position; readonly end: Position}
  readonly code?: string
  readonly source?: string
  readonly message: string
}

interface Position {
  readonly line: number
  readonly character: number
}

interface CodeAction {
  readonly title: string
  readonly kind?: string
  readonly edit?: {readonly changes?: Readonly<Record<string, readonly {readonly newText: string; readonly range: unknown}[]>>}
}

/** An editor in a folder that is set up as docs/editors.md says, for as long as a test needs it. */
async function withEditor(work: (connection: MessageConnection, folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'listkeeper-'))
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'))
  const preset = JSON.stringify(pathToFileURL(join(root, 'lint-rules/index.ts')).href)
  await writeFile(join(folder, '.remarkrc.mjs'), `export default {plugins: ['remark-gfm', (await import(${preset})).default]}\n`)
  const server = spawn(process.execPath, [join(root, 'test/lint-rules/language-server.ts'), '--stdio'], {
    cwd: folder,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const connection = createMessageConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin))
  connection.listen()
  try {
    const workspace = {name: 'list', uri: pathToFileURL(folder).href}
    await connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: workspace.uri,
      capabilities: {},
      workspaceFolders: [workspace],
    })
    await connection.sendNotification('initialized', {})
    await work(connection, folder)
    await connection.sendRequest('shutdown')
  } finally {
    connection.dispose()
    server.kill()
    await rm(folder, {recursive: true})
  }
}

const entries = Array.from({length: 8}, (_, index) => `- [E${index}](https://e.example/${index}) - Nice.\n`).join('')

test('an editor shows what the rules find, at its place, and offers what may stand there instead', async () => {
  await withEditor(async (connection, folder) => {
    const uri = pathToFileURL(join(folder, 'readme.md')).href
    const shown = new Promise<readonly Diagnostic[]>(fulfil => {
      connection.onNotification('textDocument/publishDiagnostics', ({diagnostics}: {diagnostics: readonly Diagnostic[]}) =>
        fulfil(diagnostics),
      )
    })
    const text = `${entries}- [Ant](https://ant.example): Builds.\n`
    await connection.sendNotification('textDocument/didOpen', {textDocument: {uri, languageId: 'markdown', version: 1, text}})

    const diagnostics = await shown
    const range = {start: {line: 8, character: 28}, end: {line: 8, character: 30}}
    const separator = diagnostics.find(({code}) => code === 'entry-separator')
    expect(separator).toMatchObject({
      source: 'remark-lint',
      range,
      message: expect.stringContaining('expected ` - ` as in the rest of the list'),
    })

    const asked = {textDocument: {uri}, range, context: {diagnostics: separator === undefined ? [] : [separator]}}
    const actions: readonly CodeAction[] = await connection.sendRequest('textDocument/codeAction', asked)
    expect(actions.flatMap(({kind, edit}) => edit?.changes?.[uri]?.map(({newText, range}) => ({kind, newText, range})))).toEqual([
      {kind: 'quickfix', newText: ' - ', range},
    ])
  })
})
