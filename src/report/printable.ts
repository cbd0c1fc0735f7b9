import {visible} from '../markdown/visible.ts'

/** Others' text in a terminal: on one line, tabs as blanks, and whatever could act on the terminal as its code point. */
export const printable = (theirs: string): string => visible(theirs.replaceAll('\t', '  '), Number.POSITIVE_INFINITY)
