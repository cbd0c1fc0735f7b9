/**
 * What somebody asks of us in the issue: by a tick, where a link is named by its key (`linkKey`), or by a comment, where it is named by its
 * address. `watch` takes an ignoring or a snooze back.
 */
export type Order =
  | {readonly kind: 'scan'}
  | {readonly kind: 'ignore' | 'snooze' | 'watch'; readonly key: string}
  | {readonly kind: 'ignore' | 'snooze' | 'watch'; readonly url: string}
