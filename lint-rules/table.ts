import type {Table, TableForm, TableRow} from '../src/list/list.ts'
import {readList} from '../src/list/read-list.ts'
import {fileSource} from '../src/list/source.ts'
import {headerOf, isProse} from '../src/list/table-forms.ts'
import {type OptionsOf, rule, type Told, tell, type Zod} from './rule.ts'
import {emptyCell, oddDescription, oddValue} from './tables/cells.ts'
import {cellCount, padding, pipes, usualCount} from './tables/row-shape.ts'

const options = (z: Zod) =>
  z.strictObject({
    values: z
      .boolean()
      .exactOptional()
      .describe('Look at the values of columns that have only a few, such as `Yes` and `No` (true if not set).'),
    blanks: z.boolean().exactOptional().describe('Look at the blanks between cells and pipes (true if not set).'),
    descriptions: z
      .boolean()
      .exactOptional()
      .describe('Look at the first letters and the final stops of descriptions in cells (true if not set).'),
  })

/**
 * A row is written as the rows of the table are.
 *
 * Why: a cell too many is lost on the page, and a lone `yes` among a thousand `Yes` is lost to whoever filters by it.
 *
 * Told are rows with more cells than the header (or fewer, where nearly all others are full), a first or last pipe that lacks, blanks beside pipes, empty
 * cells in columns that have none, values that differ from a far more frequent one only in letter case, signs or one letter, and
 * descriptions that begin or end unlike the others. What the list does is taken from all its tables with the same header, eight rows or more;
 * a column's values count where a dozen of them make up 95 % of 25 cells or more. Header rows may be written as they like,
 * and tables of HTML too. Order is told by `alphabetical`.
 *
 * @example {"name": "full rows", "conventions": {"tables": [{"header": "name | free", "pipes": true, "blanks": "one", "columns": [{}, {"values": {"Yes": 80, "No": 20}}]}]}}
 *   Name | Free
 *   --- | ---
 *   | [Ant](https://ant.example) | Yes |
 *   | [Bee](https://bee.example) | No |
 *
 * @example {"name": "a value of its own", "conventions": {"tables": [{"header": "name | login", "columns": [{}, {"values": {"`apiKey`": 80, "OAuth": 20}}]}]}}
 *   | Name | Login |
 *   | --- | --- |
 *   | [Ant](https://ant.example) | `X-Ant-Key` |
 *
 * @example {"name": "a column that is filled where there is something to say", "conventions": {"tables": [{"header": "name | source", "blanks": "some", "columns": [{}, {"filled": 40}]}]}}
 *   | Name                       |           Source           |
 *   | -------------------------- | :------------------------: |
 *   | [Ant](https://ant.example) |                            |
 *   | [Bee](https://bee.example) | [code](https://c.example)  |
 *
 * @example {"name": "a table of its own kind", "conventions": {"tables": [{"header": "name | free", "pipes": true, "blanks": "one", "columns": [{}, {"values": {"Yes": 80, "No": 20}}]}]}}
 *   |Letter|Sections|
 *   |---|---|
 *   |A|yes|
 *
 * @example {"name": "several sentences, and words that may be names", "conventions": {"tables": [{"header": "name | what", "columns": [{}, {"finalStop": "never", "openers": ["builds"]}]}]}}
 *   | Name | What |
 *   | --- | --- |
 *   | [Ant](https://ant.example) | Builds hills. Carries needles. |
 *   | [Bee](https://bee.example) | bees that hum all day |
 *
 * @example {"name": "a cell too many, and one that lacks", "conventions": {"tables": [{"header": "name | what | free", "columns": [{}, {}, {}]}]}}
 *   | Name | What | Free |
 *   | --- | --- | --- |
 *   | [Ant](https://ant.example) || Builds | Yes |
 *                                 ~ → ``
 *   Unexpected 4 cells, expected 3 as in the head of the table
 *   | [Bee](https://bee.example) | Hums |
 *   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 *   Unexpected 2 cells, expected 3 as in the head of the table
 *
 * @example {"name": "pipes", "conventions": {"tables": [{"header": "name | free", "pipes": true, "blanks": "one", "columns": [{}, {}]}]}}
 *   | Name | Free |
 *   | --- | --- |
 *   [Ant](https://ant.example) | Yes |
 *   ^ → `| `
 *   Unexpected row without a pipe before it, expected one as in the rest of the list
 *   | [Bee](https://bee.example) | No
 *                                    ^ → ` |`
 *   Unexpected row without a pipe at its end, expected one as in the rest of the list
 *
 * @example {"name": "blanks", "conventions": {"tables": [{"header": "name | free", "blanks": "one", "columns": [{}, {}]}]}}
 *   | Name | Free |
 *   | --- | --- |
 *   |[Ant](https://ant.example)|Yes|
 *    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ → ` [Ant](https://ant.example) | Yes `
 *   Unexpected cell without a blank beside a pipe, expected one as in the rest of the list
 *   | [Bee](https://bee.example) | No  |
 *                                    ~~ → ` `
 *   Unexpected blanks beside a pipe, expected one as in the rest of the list
 *
 * @example {"name": "values", "conventions": {"tables": [{"header": "name | login | cors", "columns": [{}, {"values": {"`apiKey`": 80, "No": 30}}, {"values": {"Unknown": 50, "Yes": 50}}]}]}}
 *   | Name | Login | CORS |
 *   | --- | --- | --- |
 *   | [Ant](https://ant.example) | apikey | Yes |
 *                                  ~~~~~~ → ``apiKey``
 *   Unexpected `apikey` under `Login`, expected `ˋapiKeyˋ` as in the rest of the list
 *   | [Bee](https://bee.example) | No | Unkown |
 *                                       ~~~~~~ → `Unknown`
 *   Unexpected `Unkown` under `CORS`, expected `Unknown` as in the rest of the list
 *   | [Wasp](https://wasp.example) | No | |
 *                                        ~
 *   Unexpected empty cell under `CORS`, expected one that says something as in the rest of the list
 *
 * @example {"name": "descriptions", "conventions": {"tables": [{"header": "name | what", "columns": [{}, {"finalStop": "never", "openers": ["builds"]}]}]}}
 *   | Name | What |
 *   | --- | --- |
 *   | [Ant](https://ant.example) | builds hills of needles |
 *                                  ~~~~~~ → `Builds`
 *   Unexpected small letter at the beginning of the description, expected `Builds` as in the rest of the list
 *   | [Bee](https://bee.example) | Hums all day long. |
 *                                                   ~ → ``
 *   Unexpected `.` at the end of the description, expected none as in the rest of the list
 *
 * @example {"name": "a stop that lacks", "conventions": {"tables": [{"header": "name | what", "columns": [{}, {"finalStop": "always"}]}]}}
 *   | Name | What |
 *   | --- | --- |
 *   | [Ant](https://ant.example) | Builds hills of needles |
 *                                                         ^ → `.`
 *   Unexpected description without a stop at its end, expected `.` as in the rest of the list
 */
export default rule({id: 'table', severity: 'warning', options, followsHabit: true}, (tree, file, given) => {
  const {list, conventions} = readList(tree, file)
  const {blanks = true} = given
  const {text} = fileSource(file)
  for (const table of list.tables) {
    const form = conventions.tables.get(headerOf(table))
    const [expected, usual] = [table.header.cells.length, usualCount(table)]
    for (const row of table.rows) {
      const told = [
        ...cellCount(row, expected, usual, form),
        ...(form === undefined
          ? []
          : [...pipes(row, form), ...(blanks ? padding(row, form, text) : []), ...cells(row, table, form, given)]),
      ]
      for (const each of told) tell(file, each)
    }
  }
})

/** What is wrong with single cells. Where cells are missing or too many, nobody knows which is which. */
function cells(
  row: TableRow,
  {header}: Table,
  {columns}: TableForm,
  {values = true, descriptions = true}: OptionsOf<typeof options>,
): Told[] {
  if (row.cells.length !== columns.length) return []
  return row.cells.flatMap((cell, index) => {
    const column = columns[index]
    const title = header.cells[index]?.text ?? ''
    if (column === undefined) return []
    if (cell.text === '') return emptyCell(row, cell, column, title)
    if (column.values !== undefined) return values ? oddValue(cell, column.values, title) : []
    return descriptions && isProse(cell) ? oddDescription(cell, column) : []
  })
}
