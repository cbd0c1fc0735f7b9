import {domainLabelOf} from '../url/domain.ts'
import {saysChallenge, saysNotFound} from '../verdict/page-signs.ts'
import {saysForSale, saysParked} from '../verdict/parking.ts'

/** More are not kept of one title. */
const mostWords = 24

/**
 * The words of a page's title that tell whose page it is, small letters, without accents, each once. Empty where a title tells nothing: it is
 * that of a wall, of a login, of an error, of a placeholder, or one of those that a thousand sites have.
 */
export function titleWords(title: string | undefined): readonly string[] {
  if (title === undefined || title.trim() === '') return []
  if (saysChallenge(title) || saysNotFound(title) || saysForSale(title) || saysParked(title) || emptyTitle.test(title)) return []
  const words = folded(title.slice(0, 1000)).match(/[\p{L}\p{N}]+/gu) ?? []
  return [...new Set(words.filter(word => [...word].length > 1 && !fillers.has(word)))].slice(0, mostWords)
}

/** Titles that say what happened and not whose page it is. They need not be the whole title: whoever shows them is not the page. */
const emptyTitle = new RegExp(
  [
    '\\b(?:log ?in|log ?on|sign ?in|sign ?up|anmelden|connexion|iniciar sesi[oó]n|entrar|accedi|войти)\\b',
    '\\b(?:captcha|robot|bot check|human|verif(?:y|ying|ication)|security check|checking your browser|cloudflare|ddos|firewall|are you there)\\b',
    '\\b(?:error|errors|exception|[45]\\d\\d|denied|forbidden|unauthori[sz]ed|blocked|not found|not available|unavailable|cannot|problem|oops|failed)\\b',
    '\\b(?:maintenance|coming soon|under construction|suspended|expired|offline|temporarily|be right back|wartung|mantenimiento)\\b',
    '\\b(?:just a moment|one moment|please wait|loading|redirect(?:ing|ed)?|hold on|rate limit|too many requests|consent|cookies?|before you continue|moment)\\b',
    '\\b(?:index of|default page|test page|it works|welcome to (?:nginx|apache|caddy|openresty)|apache2|iis windows|plesk|cpanel|hosting)\\b',
    '^\\W*(?:untitled|document|home|homepage|home page|index|start|main|welcome|new tab|website|site|blog|page|app|vite|react app|title|null|undefined)\\W*$',
  ].join('|'),
  'i',
)

/** Words that titles have whoever's they are. */
const fillers: ReadonlySet<string> = new Set(
  `a an the of for and or in on at to by with from your you our we is are it its this that how what why new best free more all get
  home page homepage welcome official website site web online www com org net io dev html index main blog news docs documentation
  der die das und für von mit ein eine zu im auf la le les des du et pour un une de el los las y en con para por o os e da do`.split(
    /\s+/,
  ),
)

/** What counts as the same letter: no capitals, no accents. */
const folded = (text: string): string => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()

/**
 * Whether a title may still be that of the page whose titles had the words `known`: it has one of them, or one that begins alike, as in another
 * language or another form, or the name of its own domain; or it is written in another script, which a translation is.
 */
export function isAkin(title: string, words: readonly string[], known: readonly string[], url: string): boolean {
  if (words.some(word => known.some(one => isAlike(word, one)))) return true
  const label = folded(domainLabelOf(url) ?? '').replaceAll(/[^\p{L}\p{N}]/gu, '')
  const together = folded(title).replaceAll(/[^\p{L}\p{N}]/gu, '')
  if (label.length > 2 && together.includes(label)) return true
  return isLatin(words) !== isLatin(known)
}

/** `ants` and `ant`, `dokumentation` and `documentacion`, `antkeeper` and `ant`. */
function isAlike(one: string, other: string): boolean {
  if (one === other) return true
  const [short, long] = one.length < other.length ? [one, other] : [other, one]
  if (short.length > 2 && long.includes(short)) return true
  return short.length > 4 && skeleton(short).slice(0, 4) === skeleton(long).slice(0, 4)
}

/** Without what languages write differently in the same foreign word. */
const skeleton = (word: string): string =>
  word
    .replaceAll(/k|q/g, 'c')
    .replaceAll('ph', 'f')
    .replaceAll(/z/g, 's')
    .replaceAll(/(.)\1+/g, '$1')

const isLatin = (words: readonly string[]): boolean => words.every(word => /^[\p{Script=Latin}\p{N}]+$/u.test(word))
