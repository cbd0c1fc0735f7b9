import type {Link, List} from './list.ts'

/** All that a list links to or shows. A definition that only images refer to is one of them. */
export function linksAndImages({links, images}: List): readonly {readonly link: Link; readonly isImage: boolean}[] {
  const shown = new Set(images)
  return [
    ...links.filter(link => !shown.has(link)).map(link => ({link, isImage: false})),
    ...images.map(link => ({link, isImage: true})),
  ]
}
