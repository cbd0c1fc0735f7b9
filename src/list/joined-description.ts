import type {Entry, Piece} from './list.ts'

/** The description of an item, if a separator joins it to the link: only then a list writes its beginning and its end in some way of its own. */
export const joinedDescription = ({
  form,
  separator,
  description,
}: Pick<Entry, 'form' | 'separator' | 'description'>): Piece | undefined =>
  form === 'item' && separator !== undefined ? description : undefined
