import type {ServerResponse} from 'node:http'
import type {ElementContent} from 'hast'
import {toHtml} from 'hast-util-to-html'
import {h} from 'hastscript'

/** Answers with a small page of ours. `formsTo`: where its forms may lead, as an origin. */
export function answerPage(
  response: ServerResponse,
  {status = 200, title, content, formsTo}: {status?: number; title: string; content: readonly ElementContent[]; formsTo?: string},
): true {
  const html = toHtml([
    {type: 'doctype'},
    h('html', {lang: 'en'}, [
      h('head', [
        h('meta', {charSet: 'utf-8'}),
        h('meta', {name: 'viewport', content: 'width=device-width'}),
        h('title', title),
        h('style', style),
      ]),
      h('body', [h('main', [h('h1', title), ...content])]),
    ]),
  ])
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': `default-src 'none'; style-src 'unsafe-inline'; form-action 'self'${formsTo === undefined ? '' : ` ${formsTo}`}; frame-ancestors 'none'`,
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  })
  response.end(html)
  return true
}

const style = `
  :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }
  main { max-width: 40rem; margin: 10vh auto; padding: 0 1.5rem }
  h1 { font-size: 1.5rem }
  button { font: inherit; padding: .5rem 1rem; border-radius: .4rem; border: 1px solid #1f883d; background: #1f883d; color: #fff; cursor: pointer }
  input { font: inherit; padding: .4rem }
  code { font-size: .9em }
`
