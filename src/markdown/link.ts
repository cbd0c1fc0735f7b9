import type {Link, PhrasingContent} from 'mdast'

/** Pages of github.com on which a link to them leaves a note for their people. */
const notifying = /^https:\/\/github\.com\/[^/]{1,100}\/[^/]{1,100}\/(?:issues|pull|pulls|commit|discussions)\//i

/** A link that we set. A page of github.com that would note it is reached through its redirecting twin, which leaves no trace. */
export const link = (words: readonly PhrasingContent[], url: string): Link => ({
  type: 'link',
  url: notifying.test(url) ? url.replace(/^https:\/\/github\.com\//i, 'https://redirect.github.com/') : url,
  children: words.flatMap(word => (isStatic(word) ? [word] : [])),
})

/** All words but links: a link can't stand in a link. */
const isStatic = (word: PhrasingContent): word is Exclude<PhrasingContent, {type: 'link' | 'linkReference'}> =>
  word.type !== 'link' && word.type !== 'linkReference'
