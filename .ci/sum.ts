import {existsSync, readFileSync} from 'node:fs'

/** The part of vitest's JSON report that is counted. */
interface Report {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests: number
  readonly numTodoTests: number
  readonly numFailedTestSuites: number
}

const [broken, ...files] = process.argv.slice(2)
const missing = files.filter(file => !existsSync(file))
const reports = files.filter(file => existsSync(file)).map((file): Report => JSON.parse(readFileSync(file, 'utf8')))

const sum = (count: (report: Report) => number): number => reports.reduce((total, report) => total + count(report), 0)
const failedTests = sum(report => report.numFailedTests)

// What fails outside of a test (types, lint, a file that does not load, the build) counts as one failure, so that no red is summed away.
const elsewhere = (broken === '1' || missing.length > 0) && failedTests === 0 ? 1 : 0

console.log(
  `${sum(report => report.numPassedTests)} passed, ${failedTests + elsewhere} failed, ${sum(report => report.numPendingTests + report.numTodoTests)} skipped`,
)
process.exitCode = failedTests + elsewhere === 0 ? 0 : 1
