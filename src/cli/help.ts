/** What `listkeeper --help` says. */
export const overview = `Listkeeper keeps curated Markdown lists healthy.

Usage: listkeeper COMMAND [OPTIONS] [FILE…]

Commands:
  check           Check lists: how entries are written, and whether links are alive

Options:
  -h, --help      Show this, or the help of a command
  -v, --version   Show the version

Example: listkeeper check readme.md
`

/** What `listkeeper COMMAND --help` says. */
export const helpOf = {
  check: `Checks lists, as a pull request would be checked.

Usage: listkeeper check [OPTIONS] [FILE…]

FILE is a Markdown file, a folder (its lists are checked), a glob, or - for standard input.
Without any, the lists of the repository are checked.

Options:
  --format pretty|json             How to report (default: pretty)
  --fail-on error|warning|never    From which severity on to end with status 1 (default: error)
  --config FILE                    The settings (default: .github/listkeeper.yml of the repository)
  --no-links                       Ask no web server: check only what the text itself shows
  -h, --help                       Show this

Exit status: 0 nothing to complain about, 1 something, 2 could not run.
`,
} as const

export type CommandName = keyof typeof helpOf
