import type {Element} from 'hast'
import {h} from 'hastscript'

/** Who wrote something: a letter for a face, the name, and whether it is a program. */
export const viewAuthor = ({author, isBot}: {readonly author: string; readonly isBot: boolean}): Element[] => [
  h('span.avatar', {ariaHidden: 'true', className: isBot ? 'bot' : undefined}, author.slice(0, 1).toUpperCase()),
  h('b', author.replace(/\[bot\]$/, '')),
  ...(isBot ? [h('span.badge', 'bot')] : []),
]
