import type {Section} from './list.ts'

const asideTitle =
  /^(?:(?:how to )?contribut(?:e|ing|ions?)(?:$| (?:guidelines?|guide|to|and)\b.*)|(?:(?:main|our|top) )?contributors|(?:the )?licen[cs]es?|foot ?notes?|related|(?:related|other|similar) (?:awesome )?(?:lists?|projects)|thanks|credits|acknowledge?ments?|authors?|maintainers?|sponsors?|backers|code of conduct|star history|stargazers.*|licen[cç](?:ia|a|e)|lizenz|contribu(?:ir|ciones|cion|ição|er|izione)|许可(?:证|协议)?|授权|贡献.*|參與貢獻|ライセンス|라이선스)$/i

/** Does a heading open a section about the list itself (Contributing, License), and not about its topic? */
export const isAsideTitle = (title: string): boolean =>
  asideTitle.test(
    title
      .replaceAll(/[^\p{L}\s]+/gu, ' ')
      .replaceAll(/\s+/g, ' ')
      .trim(),
  )

/**
 * Sections about the list itself, with all that is below them: indices. A heading of the first depth takes nothing along, since it may
 * well have the whole list below it.
 */
export function sectionsAside(sections: readonly Section[]): ReadonlySet<number> {
  const aside = new Set<number>()
  let depth = Number.POSITIVE_INFINITY
  for (const [index, section] of sections.entries()) {
    if (section.depth <= depth) depth = isAsideTitle(section.title) ? section.depth : Number.POSITIVE_INFINITY
    if (depth === Number.POSITIVE_INFINITY) continue
    aside.add(index)
    if (depth === 1) depth = Number.POSITIVE_INFINITY
  }
  return aside
}
