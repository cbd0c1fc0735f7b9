import {VFile} from 'vfile'
import {type ReadList, readList} from '../../src/list/read-list.ts'
import {parseMarkdown} from '../../src/markdown/parse.ts'

/** A text read as a list. */
export const read = (text: string): ReadList => readList(parseMarkdown(text), new VFile(text))

/** The text of a place, to see that it is exact. */
export const cut = (text: string, place: {start: {offset: number}; end: {offset: number}} | undefined): string | undefined =>
  place && text.slice(place.start.offset, place.end.offset)
