/** Whether a part of a path or the first label of a host names a language, maybe with its country: `en`, `pt-BR`, `zh_hans`. */
export const isLanguage = (part: string): boolean =>
  /^[a-z]{2}(?:[-_][a-z]{2,4})?$/i.test(part) && codes.has(part.slice(0, 2).toLowerCase())

/** The two-letter codes of ISO 639-1 in which websites are written; rare ones are left out, since two letters are a name as well. */
const codes: ReadonlySet<string> = new Set(
  `af ar az be bg bn bs ca cs cy da de el en eo es et eu fa fi fr ga gl gu he hi hr hu hy id is it ja jp ka kk km kn ko lt lv mk ml mn mr ms my nb
  ne nl nn no pa pl pt ro ru si sk sl sq sr sv sw ta te th tl tr uk ur us uz vi zh`.split(/\s+/),
)
