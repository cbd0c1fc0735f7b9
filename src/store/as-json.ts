/**
 * A value as JSON that `jsonb` takes. It refuses the character U+0000 and halves of surrogate pairs, and titles of strangers can hold both: they
 * become U+FFFD.
 */
export const asJson = (value: unknown): string =>
  JSON.stringify(value).replaceAll(escapes, found => (found.length > 2 ? '\\ufffd' : found))

/** Escapes that `JSON.stringify` writes, so that `\\u0000`, a backslash and four digits, is not taken for one. It escapes halves alone. */
const escapes = /\\(?:u0000|ud[89a-f][0-9a-f]{2}|.)/g

/**
 * What was read of a `jsonb` column, under the type that was written there. Only we write these tables, and a migration comes with every change of
 * such a type that is more than one more optional property.
 */
export const fromJson = <Value>(column: unknown): Value => column as Value
