/** `listkeeper/links`: what addresses on the web prove to be, as a library of its own. */
export type {Validators} from '../verdict/exchange.ts'
export type {Reason} from '../verdict/reasons.ts'
export {reasonOf} from '../verdict/reasons.ts'
export type {Verdict} from '../verdict/verdict.ts'
export {type CheckLinks, enough, type HostHeaders, type LinkOptions, type SeenPage} from './check-links.ts'
export type {Copy, FindCopy} from './find-copy.ts'
export {type LinkEngine, type LinkEngineOptions, openLinkEngine} from './link-engine.ts'
export type {PlainSite} from './plain-site.ts'
