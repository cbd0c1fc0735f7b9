/** A value as JSON for programs and terminals: characters that could do something to a terminal, which JSON leaves as they are, are escapes. */
export const harmlessJson = (value: unknown): string => `${harmless(JSON.stringify(value, null, 2))}\n`

const harmless = (json: string): string =>
  json.replaceAll(/[[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]--[\n]]/gv, character =>
    Array.from(character.split(''), unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''),
  )
