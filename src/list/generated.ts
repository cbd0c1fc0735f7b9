/** How we know that a tool writes a file, and from which files, as far as that is told. */
export type Generated =
  | {readonly by: 'comment' | 'settings'; readonly sources: readonly string[]}
  /** `count` of the last `of` commits to it say the same thing. */
  | {readonly by: 'history'; readonly subject: string; readonly count: number; readonly of: number; readonly sources: readonly []}

/** A commit to a file, as far as it tells whether a tool made it. */
export interface Commit {
  /** Whoever wrote it: a login, an address, a name. */
  readonly author: string
  /** The first line of its message. */
  readonly subject: string
}

/** Where people are told not to edit a file: at its beginning. */
const beginning = 5_000

/** Longer comments are licences and whole guides. */
const longestComment = 1_000

/** Nobody names more files than these for one to edit. */
const mostSources = 3

/**
 * Does a comment at the beginning of a file say that a tool writes this file? One that speaks of a section (contents, contributors,
 * badges) does not.
 */
export function generatedByComment(text: string, path: string): Generated | undefined {
  const ownName = path.split('/').at(-1) ?? path
  for (const group of commentGroups(text.slice(0, beginning))) {
    if (group.some(comment => saysGenerated(comment, ownName)))
      return {by: 'comment', sources: sourcesIn(group.join('\n'), ownName)}
  }
  return undefined
}

/** Comments with nothing but blanks between them: often one thing is said in many. */
function commentGroups(start: string): string[][] {
  const plain = start.replaceAll(/^(?<fence>```|~~~)[^\n]*\n(?:(?!\k<fence>)[^\n]*\n){0,500}\k<fence>/gm, '')
  const groups: string[][] = []
  let end: number | undefined
  const html = /<!--(?<html>[\s\S]{0,1000}?)-->|^\[\/\/\]: # \((?<label>[^\n)]{0,300})\)$|^# (?<front>[^\n]{0,300})$/gm
  for (const found of plain.matchAll(html)) {
    const {html, label, front} = found.groups ?? {}
    // Comments of YAML are comments in front matter only; elsewhere they are headings.
    if (front !== undefined && !isFrontMatter(plain, found.index)) continue
    const said = (html ?? label ?? front ?? '').replaceAll(/\s+/g, ' ').trim().slice(0, longestComment)
    const isNext = end !== undefined && plain.slice(end, found.index).trim() === ''
    if (isNext) groups.at(-1)?.push(said)
    else groups.push([said])
    end = found.index + found[0].length
  }
  return groups
}

const isFrontMatter = (text: string, offset: number): boolean =>
  /^\uFEFF?---\r?\n/.test(text) && text.indexOf('\n---', 3) > offset

/** What a comment speaks of that is not the whole file. */
const speaksOfPart =
  /\b(?:section|region|block|toc|table of contents|between|list of contributors|contributors list|(?:everything|anything|text|table|lines?) (?:below|above))\b/i

/** The beginning or the end of what a tool keeps within a file. */
const marksPart = /^[^\w]{0,5}(?:[\w.-]{1,40}[ :_-]{1,3})?(?:start|begin|end|stop)\b/i

const forbids = String.raw`(?:do not|don['’]?t|never|please not|must not|should not|cannot)(?: be)?(?: manually| directly| hand)?[ -](?:edit|modif(?:y|ied)|change|update|touch|alter)(?:e?d)?\b`
const wholeFile = String.raw`(?:this|the)(?: entire| whole| markdown)? (?:readme|file|document|page|list)(?:\.md)?(?: file| below| itself)?`
const made = String.raw`(?:(?:auto|auto-|automatically |programmatically )?(?:generated|rendered)|(?:automatically|programmatically) (?:built|compiled|created|produced|written|updated|maintained))\b`

/** Do what follows only then, says who writes so: no ban. */
const unless = String.raw`(?! (?:without|unless|before|until|if|when)\b)`

const bansFile = new RegExp(`${forbids}(?: (?:${wholeFile}|FILE|it|by hand|manually|directly))+${unless}`, 'i')
const bans = new RegExp(`${forbids}${unless}`, 'i')
const isMade = new RegExp(`(?:${wholeFile}|FILE)[\`'" ]{1,3}(?:is|was|has been|gets) ${made}`, 'i')
const madeFrom = /\b(?:generated|built|compiled|rendered|created|produced) (?:automatically )?from (?:the )?[`'"]?SOURCE\b/i
const generated = /\b(?:auto-?)?generated\b/i

function saysGenerated(comment: string, ownName: string): boolean {
  // Names of files hold words, too; what they say is not meant.
  const words = withoutAddresses(comment).replaceAll(fileName, (name: string) => (isSameName(name, ownName) ? 'FILE' : 'SOURCE'))
  const said = words.replaceAll(/[`'"()*_]/g, letter => (letter === "'" ? letter : '')).replaceAll(/ {2,}/g, ' ')
  if (speaksOfPart.test(said) || marksPart.test(said)) return false
  return bansFile.test(said) || isMade.test(said) || madeFrom.test(said) || (generated.test(said) && bans.test(said))
}

const withoutAddresses = (text: string): string => text.replaceAll(/\bhttps?:\/\/[^\s)>]{1,500}/g, '')

/** A file that people write data, text or a template in. Programs are what makes the list of it. */
const fileName =
  /(?<![\w/.@-])(?:[\w*.-]{1,60}\/){0,8}[\w*-]{1,60}(?:\.[\w*-]{1,30}){0,3}\.(?:ya?ml|json[5lc]?|csv|tsv|toml|md|markdown|j2|jinja2?|tmpl|tpl|template|hbs|mustache|ejs|erb|liquid|njk|txt|xml|org|adoc|rst|bib|db|sqlite)(?![\w/])/gi

const guide = /^(?:contributing|code[_-]of[_-]conduct|licen[sc]e|changelog)(?:\.\w{1,10})?$/i

/** The files that are named beside the one that is written, guides left out. */
function sourcesIn(comments: string, ownName: string): string[] {
  const names = [...withoutAddresses(comments).matchAll(fileName)].map(([name]) => name.replace(/^\.\//, ''))
  const others = names.filter(name => !isSameName(name, ownName) && !guide.test(lastName(name)))
  return [...new Set(others)].slice(0, mostSources)
}

const lastName = (path: string): string => path.split('/').at(-1) ?? path
const isSameName = (one: string, other: string): boolean => lastName(one).toLowerCase() === lastName(other).toLowerCase()

/** So many of the last commits to a file are looked at. */
export const commitsThatTell = 60

/** How many there must be, and how much of them must be the same. */
const history = {least: 20, share: 0.6} as const

/**
 * Do most of the last commits to a file (newest first) say the same by the same hand, once numbers, dates and hashes are cut? Then a
 * tool writes it. What the button of GitHub's editor says (`Update README.md`) is what people say.
 */
export function generatedByHistory(commits: readonly Commit[]): Generated | undefined {
  const last = commits.slice(0, commitsThatTell)
  if (last.length < history.least) return undefined
  const said = last.map(({author, subject}) => ({author, subject: bare(subject)})).filter(({subject}) => !isPeoples(subject))
  const groups = Map.groupBy(said, ({author, subject}) => `${author}\0${subject}`)
  for (const group of groups.values()) {
    const [first] = group
    if (first !== undefined && group.length >= last.length * history.share)
      return {by: 'history', subject: first.subject, count: group.length, of: last.length, sources: []}
  }
  return undefined
}

const isPeoples = (subject: string): boolean =>
  subject === '' || /^(?:update|create|edit) [\w./-]{0,100}\.(?:md|markdown|mkd)$/i.test(subject) || /^merge\b/i.test(subject)

/** A subject without what differs from one run of a tool to the next. */
const bare = (subject: string): string =>
  subject
    .slice(0, 200)
    .replaceAll(/\b[\da-f]{7,40}\b/g, '')
    .replaceAll(/\[(?:skip ci|ci skip)\]/gi, '')
    .replaceAll(/\d[\d.,:/+TZ-]{0,40}/g, '')
    .replaceAll(/[\s#()]+/g, ' ')
    .trim()
