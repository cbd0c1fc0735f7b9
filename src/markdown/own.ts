declare const ours: unique symbol

/** Words that are ours alone: nothing of others is in them, so they may stand in HTML, where nothing is escaped. */
export type Own = string & {readonly [ours]: true}

/** Our own words and numbers, as plain text: own`${3} links could not be verified`. */
export const own = (words: TemplateStringsArray, ...numbers: readonly number[]): Own =>
  // The only place that makes one; literal parts and numbers can hold nothing of others.
  String.raw({raw: words}, ...numbers) as Own
