import type {PageRecord} from '../health/page-record.ts'

/** Whether a check changed what an issue may say of a page: a strike more or none any more, moved, perhaps somebody else's, its repository archived. */
export function standingChanged(before: PageRecord | undefined, after: PageRecord): boolean {
  if (before === undefined) return after.strikes !== undefined || after.verdict.kind === 'moved'
  return JSON.stringify(standing(before)) !== JSON.stringify(standing(after))
}

const standing = ({strikes, verdict, handed, repository, copy}: PageRecord) => [
  strikes?.count ?? 0,
  verdict.kind === 'moved' ? verdict.finalUrl : '',
  handed?.why ?? '',
  repository?.name ?? '',
  repository?.isArchived ?? false,
  copy?.url ?? '',
]
