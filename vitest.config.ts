import {defineConfig} from 'vitest/config'

const report = process.env['LISTKEEPER_VITEST_REPORT']

/** Proofs that something happens in time, while processes are killed: they have the machine to themselves. */
const timed = [
  'test/app/*kill*.long.test.ts',
  'test/findings/growth.long.test.ts',
  'test/journeys/killed.long.test.ts',
  'test/queue/*.long.test.ts',
]

/** Real servers, processes and clocks on a machine that others use too: what fails by such a chance passes when it is tried once more. */
const long = {testTimeout: 180_000, hookTimeout: 60_000, retry: 1}

/** What everybody runs (`npm test`), and the long proofs (`npm run test:long`): kills, replays, deep fuzzing, scale. */
export default defineConfig({
  test: {
    // Many tests wait for processes and sockets: one worker a core, where vitest would leave one core idle.
    maxWorkers: '100%',
    reporters: report === undefined ? ['default'] : ['default', ['json', {outputFile: report}]],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/**/*.long.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {name: 'long', include: ['test/**/*.long.test.ts'], exclude: timed, sequence: {groupOrder: 1}, ...long},
      },
      {extends: true, test: {name: 'long-alone', include: timed, maxWorkers: 1, sequence: {groupOrder: 2}, ...long}},
    ],
  },
})
