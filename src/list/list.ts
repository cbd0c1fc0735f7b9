import type {Place} from '../markdown/place.ts'
import type {Span} from './span.ts'
import type {Vocabulary} from './vocabulary.ts'

/** A stretch of an entry's text: what stands there, and where. */
export interface Piece {
  readonly text: string
  /** As long as the text; links, images, code, HTML and emphasis are one character a kind (src/list/mask.ts), so that a match is a place. */
  readonly masked: string
  readonly place: Place
}

/** A link as it stands in a document: in an entry or anywhere else. Code and comments hold no links. */
export interface Link {
  readonly url: string
  /** Of the whole link, `[name](url)`. */
  readonly place: Place
  /** Of the address alone, so that a fix can replace it; undefined where the text does not hold it verbatim (references, escapes). */
  readonly urlPlace: Place | undefined
}

/** One listed thing: `lead* LINK meta* SEP description suffix*` in an item or a table row (RULES.md, finding 1). */
export interface Entry {
  readonly form: 'item' | 'row'
  readonly name: string
  /** Of the name inside of its link, marks and all; undefined where it stands elsewhere (a literal address, HTML). */
  readonly namePlace: Place | undefined
  readonly link: Link
  /** All links of the entry, its own first. */
  readonly links: readonly Link[]
  /** What joins the link (and what belongs to it) to the description, blanks included: ` - `. Undefined where there is nothing or no description. */
  readonly separator: Piece | undefined
  /** Without suffixes, trimmed. Undefined where there is none. */
  readonly description: Piece | undefined
  /** What stands behind the description, in order: tags, badges, `[(Video)](…)`, `([Source](…))`. */
  readonly suffixes: readonly Piece[]
  /** The item without its nested items, or the row. */
  readonly place: Place
  /** The whole item with its nested items. */
  readonly whole: Place
  /** How many items it is nested in: 0 is the top. */
  readonly depth: number
  /** Items nested in it. */
  readonly children: number
  /** Identity while the entry lives: its address as a target, normalised (src/url/target.ts). */
  readonly key: string
  /** Index into `List.sections`. */
  readonly section: number
  /** Entries with the same number are items of one list or rows of one table, side by side. */
  readonly group: number
}

/** A heading and what it holds, down to the next heading of any depth. */
export interface Section {
  readonly title: string
  /** Of the heading line, or undefined for what stands before the first one. */
  readonly heading: Place | undefined
  readonly depth: number
  /** As GitHub makes it (github-slugger), without `#`. */
  readonly slug: string
  readonly place: Place
  /** Nothing follows the heading, and the next one is not deeper. */
  readonly isEmpty: boolean
}

/** One item of the contents. */
export interface ContentsItem {
  readonly text: string
  /** `#slug` as written, or the address of another document; undefined for plain text. */
  readonly target: string | undefined
  /** Of the target as written, if the text holds it verbatim. */
  readonly targetPlace: Place | undefined
  /** Of what the item says, without its mark and without nested items. */
  readonly place: Place
  /** How many items it is nested in: 0 is the top. */
  readonly depth: number
}

/** The table of contents: found by its name or by its `#` links. */
export interface Contents {
  readonly place: Place
  /** Index into `List.sections` of the section that holds it. */
  readonly section: number
  readonly items: readonly ContentsItem[]
  /** Written and kept by a tool (doctoc and its like): not ours to judge. */
  readonly byTool: boolean
}

/** How an item of a bulleted list is set: its bullet, and the blanks around it. Spans are offsets in the document. */
export interface Mark {
  readonly bullet: string
  /** How many items it is nested in: 0 is the top. */
  readonly depth: number
  /** Items with the same number are siblings. */
  readonly siblings: number
  /** What stands before the bullet in its line. */
  readonly indent: string
  /** What stands between the bullet and the text. */
  readonly padding: string
  /** Where the bullet stands. */
  readonly at: number
  /** Blanks at the end of what the item itself says, without nested items. */
  readonly trailing: Span
  /** Does the item fill one line, so that nothing depends on where its text begins? */
  readonly isOneLine: boolean
  /** The column from 0 at which the text of the item around it begins; 0 at the top. */
  readonly within: number
  /** The empty lines between the item and its sibling before it; undefined for the first. */
  readonly gap: Span | undefined
}

/** A cell, trimmed. */
export interface TableCell extends Piece {
  /** All that stands between its pipes, blanks too. */
  readonly inner: Place
}

/** A row of a table. It may have fewer cells than the header, or more. */
export interface TableRow {
  readonly cells: readonly TableCell[]
  readonly place: Place
  /** Does it begin with a pipe? */
  readonly isOpened: boolean
  /** Does it end with one? */
  readonly isClosed: boolean
  /** What it lists. */
  readonly entry: Entry | undefined
}

/** A table of Markdown. */
export interface Table {
  readonly header: TableRow
  readonly rows: readonly TableRow[]
  /** Index into `List.sections`. */
  readonly section: number
  readonly place: Place
}

/** A parsed document. */
export interface List {
  readonly sections: readonly Section[]
  readonly entries: readonly Entry[]
  readonly contents: Contents | undefined
  readonly tables: readonly Table[]
  /** Every link of the document, entries' included, in order. */
  readonly links: readonly Link[]
  /** Every image and its kin, in order; definitions that only images refer to are among `links`, too. */
  readonly images: readonly Link[]
  /** What a link with `#` can lead to: slugs of headings, ids and names of HTML. */
  readonly anchors: ReadonlySet<string>
  /** Items and rows that could be entries: all outside contents and of sections that tell of the list itself. */
  readonly items: number
  /** How its bulleted items are set, in order. */
  readonly marks: readonly Mark[]
}

/** What the list does itself, with its support: `value` in `count` of `of`. Undefined: no clear majority, so its rules are silent. */
export interface Convention<Value> {
  readonly value: Value
  readonly count: number
  readonly of: number
}

/** How a list's contents are written. */
export interface ContentsForm {
  /** Are its items links, or plain text? */
  readonly linked: Convention<boolean> | undefined
  /** Do its texts repeat the headings' letter by letter? */
  readonly sameText: Convention<true> | undefined
  /** Depths of headings that it lists (nearly) all of. */
  readonly depths: ReadonlySet<number>
  /** Does it list them in the document's order? */
  readonly ordered: Convention<true> | undefined
}

/** Does a description end with a stop? By the sort of its end (src/list/final-stop.ts). */
export interface FinalStops {
  readonly sentence: Convention<'always' | 'never'> | undefined
  readonly sentences: Convention<'always' | 'never'> | undefined
  readonly link: Convention<'always' | 'never'> | undefined
  readonly wide: Convention<'always' | 'never'> | undefined
}

/** How a list writes one suffix, and how often it writes it otherwise. */
export interface SuffixForm {
  readonly form: string
  readonly count: number
  readonly others: ReadonlyMap<string, number>
}

/** How a list sets its items: what cannot be seen on the page, and what people keep alike all the same. */
export interface Layout {
  /** The bullet, by depth. */
  readonly bullets: ReadonlyMap<number, Convention<string>>
  /** What stands before the bullet, by depth. */
  readonly indents: ReadonlyMap<number, Convention<string>>
  /** What stands between bullet and text. */
  readonly padding: Convention<string> | undefined
  /** How many items end with blanks. */
  readonly trailing: {readonly count: number; readonly of: number}
  /** Is there an empty line between two items? */
  readonly gaps: Convention<boolean> | undefined
}

/** How often a list does what a rule would tell (src/list/habits.ts): what it does often, it means. */
export interface Habits {
  readonly entries: number
  readonly links: number
  readonly sections: number
  /** Descriptions that begin with the entry's name and "is". */
  readonly repeatedNames: number
  /** Entries named as an earlier one of their section is. */
  readonly doubledNames: number
  /** Described entries whose name goes on behind a dash: titles. */
  readonly titles: number
  /** Entries that are named by an address. */
  readonly urlNames: number
  /** Links by the tracking parameters that they carry, in lower case. */
  readonly tracking: ReadonlyMap<string, number>
  readonly topHeadings: number
  readonly emptySections: number
  /** Headings that say the same as an earlier one below the same heading. */
  readonly doubledHeadings: number
}

/**
 * How names are compared. `lower`: by code points, letter case aside; `locale`: as dictionaries do; `letters`: so, punctuation and blanks
 * aside; `numeric`: so, 9 before 10.
 */
export type Collation = 'lower' | 'locale' | 'letters' | 'numeric' | 'codepoint'

/** In which order a list has its entries. */
export interface EntryOrder {
  /** How names are compared: what fits best, then what fits nearly as well. */
  readonly collations: readonly [Collation, ...Collation[]]
  /** Is the list in order as a whole, and not only here and there? */
  readonly whole: boolean
  /** Groups of entries (those of five or more) that are in order. */
  readonly count: number
  readonly of: number
}

/** How the cells of one column are written. */
export interface TableColumn {
  readonly cells: number
  /** Those that are not empty. */
  readonly filled: number
  /** Values and how often they stand there, where a few of them make up the column. */
  readonly values: ReadonlyMap<string, number> | undefined
  /** Do descriptions of one sentence end with a stop? */
  readonly finalStop: Convention<'always' | 'never'> | undefined
  /** Do descriptions begin with a capital? */
  readonly capital: Convention<boolean> | undefined
  /** Words, in lower case, that they begin with in upper case. */
  readonly openers: ReadonlySet<string>
}

/** How tables of one header are written, all of them taken together. */
export interface TableForm {
  readonly rows: number
  /** Rows with as many cells as the header. */
  readonly full: number
  readonly isOpened: Convention<boolean> | undefined
  readonly isClosed: Convention<boolean> | undefined
  /** Blanks between a pipe and what follows it. */
  readonly before: Convention<'none' | 'one' | 'some'> | undefined
  /** Blanks between what a cell holds and the pipe behind it. */
  readonly after: Convention<'none' | 'one' | 'some'> | undefined
  readonly columns: readonly TableColumn[]
}

/** How names of entries that link to a repository are written: as the repository is called, or with its owner. */
export type NameForm = 'repository' | 'owner/repository'

/** Conventions of a list. More follow with their rules. */
export interface Conventions {
  readonly separator: Convention<string> | undefined
  /** How many described entries have nothing but blanks between link and description. */
  readonly glued: {readonly count: number; readonly of: number}
  /** Are entries described, all in all? */
  readonly described: Convention<true> | undefined
  /** Sections (by `sectionPaths`, which stays when others come or go) in which entries are described. */
  readonly describedSections: ReadonlySet<string>
  /** Sections (by `sectionPaths`) that hold entries without a description, by design or by neglect. */
  readonly undescribedSections: ReadonlySet<string>
  /** How many entries repeat the target of one in another section. */
  readonly repeatsAcrossSections: number
  readonly contents: ContentsForm | undefined
  readonly finalStops: FinalStops
  /** With which letter descriptions begin. */
  readonly capital: Convention<'upper' | 'lower'> | undefined
  /** Words, in lower case, that the list begins descriptions with in upper case. */
  readonly openers: ReadonlySet<string>
  /** Suffixes that are written in one way, by their words (src/list/suffix-forms.ts). */
  readonly suffixForms: ReadonlyMap<string, SuffixForm>
  readonly order: EntryOrder | undefined
  /** By header (`headerOf`, src/list/table-forms.ts). */
  readonly tables: ReadonlyMap<string, TableForm>
  /** What the list holds, by `namesOf` (src/list/listed.ts): what a change only moves is not new. */
  readonly listed: ReadonlySet<string>
  readonly layout: Layout
  readonly habits: Habits
  /** How entries that link to a repository are named. */
  readonly nameForm: Convention<NameForm> | undefined
  /** The words that the list uses, read when first asked for. */
  readonly vocabulary: () => Vocabulary
}
