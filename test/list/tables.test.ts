import {expect, test} from 'vitest'
import {headerOf} from '../../src/list/table-forms.ts'
import {cut, read} from './read.ts'

const text =
  'Name | What | Free\n--- | --- | ---\n| [Ant](https://a.example) | Runs `a\\|b` 🐜 | Yes |\n|[Bee](https://b.example)||No|\n| [Wasp](https://w.example) | Stings\n| [Fly](https://f.example) | Buzzes | No | | \n'

test('cells are read as they stand, with pipes and blanks apart', () => {
  const [table] = read(`# T\n\n${text}`).list.tables
  const whole = `# T\n\n${text}`
  expect(table?.section).toBe(1)
  expect(table && headerOf(table)).toBe('name | what | free')
  expect(table?.header.isOpened).toBe(false)
  expect(table?.rows.map(({cells}) => cells.map(cell => cell.text))).toEqual([
    ['[Ant](https://a.example)', 'Runs `a\\|b` 🐜', 'Yes'],
    ['[Bee](https://b.example)', '', 'No'],
    ['[Wasp](https://w.example)', 'Stings'],
    ['[Fly](https://f.example)', 'Buzzes', 'No', ''],
  ])
  for (const {cells} of table?.rows ?? []) {
    for (const cell of cells) {
      expect(cut(whole, cell.place)).toBe(cell.text)
      expect(cut(whole, cell.inner)?.trim()).toBe(cell.text)
      expect(cell.masked).toHaveLength(cell.text.length)
    }
  }
  expect(table?.rows.map(({isOpened, isClosed}) => [isOpened, isClosed])).toEqual([
    [true, true],
    [true, true],
    [true, false],
    [true, true],
  ])
  expect(table?.rows.map(({entry}) => entry?.name)).toEqual(['Ant', 'Bee', 'Wasp', 'Fly'])
})

const row = (index: number, free: string): string => `| [E${index}](https://e.example/${index}) | Runs all day. | ${free} |\n`
const head = '| Name | What | Free |\n| --- | --- | --- |\n'

test('tables with one header are taken together, those without entries have no form', () => {
  const half = (from: number) =>
    head + Array.from({length: 15}, (_, index) => row(from + index, index % 2 === 0 ? 'Yes' : 'No')).join('')
  const {tables} = read(`${half(0)}\n# More\n\n${half(20)}\n| A | B |\n| - | - |\n${'| x | y |\n'.repeat(20)}`).conventions
  expect([...tables.keys()]).toEqual(['name | what | free'])
  const form = tables.get('name | what | free')
  expect(form).toMatchObject({
    rows: 30,
    full: 30,
    isOpened: {value: true},
    isClosed: {value: true},
    before: {value: 'one'},
    after: {value: 'one'},
  })
  expect(form?.columns.map(({values, finalStop}) => [values && [...values.keys()], finalStop?.value])).toEqual([
    [undefined, undefined],
    [['Runs all day.'], 'always'],
    [['Yes', 'No'], undefined],
  ])
})

test('tables of HTML are none of ours', () => {
  expect(read('<table><tr><td><a href="https://a.example">Ant</a></td></tr></table>\n').list.tables).toEqual([])
})
