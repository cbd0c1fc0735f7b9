/**
 * Why a job failed, as a sentence for an operator. What was thrown may hold anything: addresses of lists' links (some are private), secrets
 * and long bodies are left out. At most 300 characters.
 */
export function reasonOf(error: unknown): string {
  const words = chain(error)
    .map(clean)
    .filter((text, index, all) => text !== '' && all.indexOf(text) === index)
  const sentence = words.join(': ') || 'It failed without saying why'
  return sentence.length <= mostCharacters ? sentence : `${sentence.slice(0, mostCharacters - 1)}…`
}

/** What pg-boss writes where nobody was left to say more, in words of ours. */
export function reasonOfRecord(output: unknown): string {
  const message =
    messageIn(output) ??
    (output !== null && typeof output === 'object' && 'value' in output ? messageIn(output.value) : undefined)
  if (message === undefined) return 'It failed without saying why'
  return known.get(message) ?? reasonOf(message)
}

const known: ReadonlyMap<string, string> = new Map([
  ['job heartbeat timeout', 'The process that worked on it ended, or did not answer any more'],
  ['job timed out', 'It took longer than fifteen minutes'],
  ['pg-boss shut down while active', 'The process was stopped while it worked on it'],
])

const mostCharacters = 300

/** What was thrown, then what caused it; a cause that is thrown in a circle ends it. */
function chain(error: unknown): readonly string[] {
  const messages: string[] = []
  const queue = [error]
  for (let seen = 0; seen < 6 && queue.length > 0; seen++) {
    const next = queue.shift()
    messages.push(messageIn(next) ?? (typeof next === 'string' ? next : ''))
    if (next instanceof AggregateError) queue.push(...next.errors.slice(0, 2))
    if (next instanceof Error && next.cause !== undefined) queue.push(next.cause)
  }
  return messages
}

const messageIn = (value: unknown): string | undefined =>
  value !== null && typeof value === 'object' && 'message' in value && typeof value.message === 'string'
    ? value.message
    : undefined

/** On one line, and of what others wrote only that there was something. */
const clean = (message: string): string =>
  message
    .slice(0, 2000)
    .replaceAll(/[a-z][a-z\d+.-]*:\/\/[^\s"'`)\],;]*/gi, '(an address)')
    .replaceAll(/\b(?:gh[a-z]_|github_pat_|xox[a-z]-|sk-)[\w-]+/g, '(a secret)')
    .replaceAll(/\b(bearer|basic) +(?!\(a)[\w.~+/=-]{6,}/gi, '$1 (a secret)')
    .replaceAll(
      /\b(token|password|secret|authorization|api[-_]?key)(["']?\s*[:=]\s*["']?)(?!\(a|bearer|basic)(?:token )?[^\s"',;]+/gi,
      '$1$2(a secret)',
    )
    .replaceAll(/\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?/g, '(a secret)')
    .replaceAll(/(?<![\w./@-])(?:[\p{L}\d](?:[\p{L}\d-]*[\p{L}\d])?\.)+\p{L}{2,}(?![\p{L}\d])(?:[/?#][^\s"'`)\]]*)?/giu, name =>
      isOurs(name) ? name : '(a host)',
    )
    .replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .replace(/[.:]$/, '')

/** GitHub's own names say where it hangs, and names of files are no hosts. */
const isOurs = (name: string): boolean =>
  /^(?:[\w-]+\.)*github(?:usercontent)?\.com(?:$|[/?#])/i.test(name) ||
  /^[\w-]+\.(?:md|markdown|ya?ml|json|ts|js|sql)$/i.test(name)
