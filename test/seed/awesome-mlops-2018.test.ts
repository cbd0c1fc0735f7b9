import {readFileSync} from 'node:fs'
import {expect, test} from 'vitest'
import {lintList} from '../../src/findings/lint-list.ts'

const text = readFileSync(new URL('../fixtures/awesome-mlops-2018.md', import.meta.url), 'utf8')

const bigDl = ' - Deep learning framework on top of Spark/Hadoop to distribute data and computations across a HDFS system'

/** The list as a careful reader goes through it: line, what is wrong there, how it is told, and what belongs there instead (none: no one right answer). */
const reading: readonly (readonly [line: number, rule: string, wrong: string, right: string | undefined])[] = [
  [28, 'single-h1', '# Main Contributors', undefined],
  [30, 'proper-names', 'Github', 'GitHub'],
  [30, 'proper-names', 'Linkedin', 'LinkedIn'],
  [40, 'toc', '', '* Data Pipeline Frameworks\n'],
  [41, 'toc', '', '* Infrastructure Orchestration Frameworks\n'],
  [51, 'entry-punctuation', '.', ''],
  [52, 'spelling', 'PMLL', undefined],
  [
    52,
    'entry-suffix',
    '([Video](https://www.youtube.com/watch?v=_5pZm2PZ8Q8))',
    '[(Video)](https://www.youtube.com/watch?v=_5pZm2PZ8Q8)',
  ],
  [52, 'no-stray', '_', ''],
  [64, 'proper-names', 'python', 'Python'],
  [65, 'entry-punctuation', '.', ''],
  [66, 'spelling', 'inteface', 'interface'],
  [71, 'spelling', 'queryingi', 'querying'],
  [75, 'spelling', 'Differencial', 'Differential'],
  [75, 'entry-punctuation', '.', ''],
  [76, 'no-repeat-name', 'ClickHouse is an', 'An'],
  [83, 'spelling', 'Colombus', undefined],
  [88, 'proper-names', 'kubernetes', 'Kubernetes'],
  [91, 'proper-names', 'Tensorflow', 'TensorFlow'],
  [91, 'spelling', 'Tensofrlow', 'TensorFlow'],
  [91, 'proper-names', 'grpc', 'gRPC'],
  [92, 'no-stray', ' Rise', ''],
  [93, 'spelling', 'Cafe', 'Caffe'],
  [94, 'proper-names', 'Tensorflow', 'TensorFlow'],
  [99, 'spelling', 'tenency', 'tenancy'],
  [99, 'proper-names', 'Tensorflow', 'TensorFlow'],
  [100, 'proper-names', 'python', 'Python'],
  [100, 'spelling', 'Pyhton', 'Python'],
  [101, 'proper-names', 'numpy', 'NumPy'],
  [102, 'no-description-in-link', `${bigDl}](https://bigdl-project.github.io/)`, `](https://bigdl-project.github.io/)${bigDl}`],
  [104, 'spelling', 'MLib', undefined],
  [109, 'no-repeat-name', 'Luigi is a', 'A'],
  [120, 'no-mojibake', 'â€™', '’'],
  [120, 'entry-punctuation', '.', ''],
  [121, 'proper-names', 'kubernetes', 'Kubernetes'],
  [121, 'entry-punctuation', '.', ''],
  [132, 'entry-casing', 'community-friendly', 'Community-friendly'],
  [135, 'entry-description', '* [Talend Studio](https://www.talend.com/)', undefined],
]

test('every defect that a careful reader finds in the first real list is told, with the right fix, and nothing else', () => {
  const {findings} = lintList({path: 'readme.md', text}, {rules: {}})
  const told = findings.map(({rule, place: {start, end}, expected}) => {
    const only = expected.length === 1 ? expected[0] : undefined
    return [start.line, rule, text.slice(start.offset, end.offset), only]
  })
  expect(told).toEqual(reading)
})
