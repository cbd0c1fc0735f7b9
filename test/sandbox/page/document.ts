import type {Element} from 'hast'
import {toHtml} from 'hast-util-to-html'
import {h} from 'hastscript'

/** A whole page, as text. What changes while one looks at it stands in `main`, which `live.js` keeps fresh. */
export const document = (title: string, ...main: Element[]): string =>
  toHtml({
    type: 'root',
    children: [
      {type: 'doctype'},
      h('html', {lang: 'en'}, [
        h('head', [
          h('meta', {charSet: 'utf-8'}),
          h('meta', {name: 'viewport', content: 'width=device-width, initial-scale=1'}),
          h('meta', {name: 'color-scheme', content: 'light dark'}),
          h('title', title),
          h('link', {rel: 'icon', href: '/page/icon.svg', type: 'image/svg+xml'}),
          h('link', {rel: 'stylesheet', href: '/page/page.css'}),
          h('script', {type: 'module', src: '/page/live.js'}),
        ]),
        h('body', [
          h('header.top', [h('a', {href: '/'}, 'Listkeeper’s sandbox'), h('span.muted', 'a GitHub on this machine')]),
          h('main', main),
        ]),
      ]),
    ],
  })
