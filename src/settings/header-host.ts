/**
 * The host that a key of `links.headers` names, as the authority of an address has it: `wiki.example`, `wiki.example:8443`. Undefined: it
 * names none, or more than one, or one that is not asked by `https:`.
 */
export function headerHost(key: string): string | undefined {
  const text = key.trim()
  if (/[\s*@?#\\]/.test(text) || /^http:/i.test(text)) return undefined
  const url = URL.parse(/^https:\/\//i.test(text) ? text : `https://${text}`)
  return url === null || url.pathname !== '/' || url.host === '' ? undefined : url.host
}

/** Why this can't be such a key, to stand after it. */
export const headerHostMistake = (key: string): string | undefined =>
  headerHost(key) === undefined
    ? 'is no host such as `wiki.example`; headers are sent to single hosts, by `https` only'
    : undefined

/** Why a list can't set this header, to stand after its name. Names are tokens (RFC 9110, 5.6.2); some belong to the connection, and who asks is no list's to say. */
export function headerNameMistake(name: string): string | undefined {
  if (!/^[!#$%&'*+.^_`|~\dA-Za-z-]+$/.test(name)) return 'is no name of a header such as `authorization`'
  return ours.test(name) ? 'is a header that Listkeeper sets itself' : undefined
}

const ours =
  /^(?:host|connection|content-length|transfer-encoding|te|trailer|upgrade|expect|keep-alive|user-agent|accept-encoding|range|proxy-.*)$/i

/** Why this can't be what a header holds, to stand after it. */
export function headerValueMistake(text: string): string | undefined {
  if (!/^[\x20-\x7e]+$/.test(text)) return 'has letters that no header can hold'
  return variablesIn(text).length > 0
    ? undefined
    : 'names no variable of the environment such as `$TOKEN`: this file is no place for secrets'
}

/** Names of the variables in what a header holds: `TOKEN` of `Bearer $TOKEN`. The operator's variable has a prefix, which may be written too. */
export const variablesIn = (text: string): string[] => [...text.matchAll(variable)].map(([, name = '']) => name)

/** What a header holds, with each variable's value in its place. */
export const withVariables = (text: string, heldBy: (name: string) => string): string =>
  text.replaceAll(variable, (_, name: string) => heldBy(name))

const variable = /\$(?:LISTKEEPER_HEADER_)?([A-Z][A-Z0-9_]*)/g
