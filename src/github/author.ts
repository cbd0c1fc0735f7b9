/** Who wrote or did something, as GraphQL tells it. */
export interface Author {
  readonly __typename: string
  readonly login: string
}

/** Whether an author is the viewer. An app is `name[bot]` as the viewer and `name` as an author; an account of a person may have that name too. */
export const isSame = (author: Author, viewer: string): boolean =>
  author.login.replace(/\[bot\]$/, '') === viewer.replace(/\[bot\]$/, '') &&
  (author.__typename === 'Bot') === viewer.endsWith('[bot]')

/** Who deleted their account was a person. */
export const isPerson = (author: Author | null): boolean =>
  author === null || (author.__typename !== 'Bot' && !author.login.endsWith('[bot]'))
