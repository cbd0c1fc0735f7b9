/** What `listkeeper --help` says. */
export const overview = `Listkeeper keeps curated Markdown lists healthy.

Usage: listkeeper COMMAND [OPTIONS] [FILE…]

Commands:
  lint            Tell how entries could be written better; asks nobody
  links           Check whether links are alive
  check           Both: what a pull request would get
  fix             Mend what has one right answer
  audit           Tell the health of all links, over several runs
  explain         Tell what a rule asks, and why
  jobs            For who runs the app: how its jobs are doing

Options:
  -h, --help      Show this, or the help of a command
  -v, --version   Show the version

Example: listkeeper lint readme.md
`

const files = `FILE is a Markdown file, a folder (its lists are meant), a glob, or - for standard input.
Without any, the lists of the repository are meant.`

const options = `  --base FILE|REVISION             Only what is new since: an older copy of the one FILE, or a revision of git
  --format pretty|json             How to report (default: pretty)
  --fail-on error|warning|never    From which severity on to end with status 1 (default: error)
  --config FILE                    The settings (default: .github/listkeeper.yml of the repository)`

const status = 'Exit status: 0 nothing to complain about, 1 something, 2 could not run, 130 Ctrl-C.'

/** What `listkeeper COMMAND --help` says. */
export const helpOf = {
  lint: `Tells how a list could be written better, by what the list itself does. Asks no web server.

Usage: listkeeper lint [OPTIONS] [FILE…]

${files}

Options:
${options}
  -h, --help                       Show this

${status}
`,
  links: `Checks whether the links of lists are alive.

Usage: listkeeper links [OPTIONS] [FILE…]

${files}

Options:
${options}
  --verbose                        Name every link that was not verified, or left out, and why
  -h, --help                       Show this

${status}
`,
  check: `Checks lists as a pull request would be checked: how they are written, and whether links are alive.

Usage: listkeeper check [OPTIONS] [FILE…]

${files}

Options:
${options}
  --no-links                       Ask no web server: the same as lint
  --verbose                        Name every link that was not verified, or left out, and why
  -h, --help                       Show this

${status}
`,
  fix: `Mends what has one right answer, changes nothing else, and reports what is left.

Usage: listkeeper fix [OPTIONS] [FILE…]

${files}
What standard input becomes is written to standard output.

Options:
  --dry-run                        Change no file, print a diff
  --links                          Also check links, and replace those that moved for good
${options}
  -h, --help                       Show this

Exit status: 0 nothing left to complain about, 1 something, 2 could not run, 130 Ctrl-C.
`,
  audit: `Tells the health of all links of lists: what is dead, has moved, or may have changed hands.

Usage: listkeeper audit [OPTIONS] [FILE…]

${files}

With --history a link is called dead once it was found dead in several runs over several days (\`strikes\`
of the settings, by default 3 runs over 7 days). Without, nothing is remembered: what is dead today is told.

Options:
  --history FILE                   What is remembered from run to run (JSON); made where there is none
  --format pretty|json|markdown    How to report (default: pretty)
  --config FILE                    The settings (default: .github/listkeeper.yml of the repository)
  --verbose                        Name every link that was not verified, or left out, and why
  -h, --help                       Show this

Exit status: 0 nothing dead, 1 dead links, 2 could not run, 130 Ctrl-C.
`,
  explain: `Tells what a rule asks, why, and what it leaves alone.

Usage: listkeeper explain [RULE…]

Without a RULE: all of them, a line each.

Options:
  -h, --help                       Show this
`,
  jobs: `Tells how the jobs of a running app are doing, and which were given up. It asks the app, never its database.

Usage: listkeeper jobs [--json]
       listkeeper jobs redrive ID|all    Have jobs that were given up done again
       listkeeper jobs discard ID|all    Forget jobs that were given up

Options:
  --json                           How to report: as JSON
  -h, --help                       Show this

The app is asked at LISTKEEPER_URL, else at localhost and PORT (default: 3000), with LISTKEEPER_OPERATOR_TOKEN if it has one.

Exit status: 0 done, 2 could not.
`,
} as const

export type CommandName = keyof typeof helpOf
