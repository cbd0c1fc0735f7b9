/**
 * What somebody asks of us in the issue: by a tick, where a link is named by its key (`linkKey`), or by a comment, where it is named by its
 * address.
 */
export type Order =
  | {readonly kind: 'scan'}
  | {readonly kind: 'ignore' | 'snooze'; readonly key: string}
  | {readonly kind: 'ignore' | 'snooze'; readonly url: string}
