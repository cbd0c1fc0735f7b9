/** All rules by id: a new one is one more line here, and its file. */
export {default as 'entry-casing'} from './entry-casing.ts'
export {default as 'entry-description'} from './entry-description.ts'
export {default as 'entry-punctuation'} from './entry-punctuation.ts'
export {default as 'entry-separator'} from './entry-separator.ts'
export {default as 'entry-suffix'} from './entry-suffix.ts'
export {default as 'no-duplicate-url'} from './no-duplicate-url.ts'
export {default as 'style'} from './style.ts'
export {default as 'toc'} from './toc.ts'
