import {mkdtempSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {readChanges} from './read-changes.ts'

function fileWith(text: string, name = 'pulls.jsonl'): {readonly folder: string; readonly file: string} {
  const folder = mkdtempSync(join(tmpdir(), 'listkeeper-changes-'))
  const file = join(folder, name)
  writeFileSync(file, text)
  return {folder, file}
}

test('changes are read from a file with one a line, or from its folder; blank lines are none', () => {
  const {folder, file} = fileWith(
    '{"id": "1", "base": "a", "head": "b"}\n\n{"id": "2", "path": "list.md", "base": "", "head": "c"}\n',
  )
  const changes = [
    {id: '1', path: 'README.md', subject: 'Change the list', base: 'a', head: 'b'},
    {id: '2', path: 'list.md', subject: 'Change the list', base: '', head: 'c'},
  ]
  expect(readChanges(file)).toEqual(changes)
  expect(readChanges(folder)).toEqual(changes)
})

test('what is no change is told with its line', () => {
  const {file} = fileWith('{"id": "1", "base": "a", "head": "b"}\n{"id": "2"}\nnonsense\n')
  expect(() => readChanges(file)).toThrow(`${file}:2 is no change`)
})

test('where no changes are it says so', () => {
  expect(() => readChanges('/nowhere/at/all')).toThrow('/nowhere/at/all is no file of changes')
})
