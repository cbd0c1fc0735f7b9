/** What a page that was not found, by its status, holds. */
export interface PageFacts {
  readonly html: string
  /** Characters that a reader sees, scripts and styles left out. */
  readonly textLength: number
  readonly scripted: boolean
  /** It sends its readers on to another page than the front page of its site. */
  readonly sendsOn: boolean
}

/**
 * Whether a page goes on by itself, although its status says that there is none: it sends its readers on, or a script makes all that they see.
 * Hosts of files answer so for every address that a program in a page knows (`404.html` on GitHub Pages). Then the status proves nothing, unless
 * the page says itself that it found nothing.
 */
export const goesOn = ({html, textLength, scripted, sendsOn}: PageFacts): boolean =>
  sendsOn || (textLength < readableCharacters && (scripted || reloads.test(html)) && !saysMissing.test(withoutScripts(html)))

/** Whoever has a page of errors has more to say, or says what it is about. */
const readableCharacters = 200

/** Itself: there is no address to go to. */
const reloads = /http-equiv\s{0,5}=\s{0,5}["']?refresh["']?\s{1,5}content\s{0,5}=\s{0,5}["']?\s{0,5}\d{1,2}\s{0,5}["'\s/>]/i

/** What a script would say if something went wrong is nothing that the page says. */
const withoutScripts = (html: string): string =>
  html
    .split(/<script/i)
    .map((piece, index) =>
      index === 0
        ? piece
        : piece
            .split(/<\/script/i)
            .slice(1)
            .join(''),
    )
    .join('')

const saysMissing = new RegExp(
  [
    '\\b40[34]\\b|\\b410\\b|not[\\s_-]{0,3}(?:be[\\s_-])?(?:found|exist)|no longer|(?:can|could)[^<]{0,8}(?:find|found)|\\berror|missing|unavailable|oops|not here|gone\\b',
    'nicht gefunden|introuvable|no encontrad|não encontrad|non trovat|niet gevonden|не найден|找不到|不存在|未找到|見つかりません|찾을 수 없',
  ].join('|'),
  'i',
)
