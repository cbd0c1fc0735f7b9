/** A statement and what is put into it, kept apart until the database joins them. */
export interface Sql {
  readonly text: string
  readonly values: readonly SqlValue[]
}

/** A list is for `= any(…)` and `unnest`: the planner sees how long it is, which it cannot of what stands in a JSON text. */
export type SqlValue = string | number | boolean | null | readonly (string | number | null)[]

/** One statement: sql`select … where guid = ${guid}`. A hole is always a value, never a piece of SQL. */
export const sql = (own: TemplateStringsArray, ...values: readonly SqlValue[]): Sql => ({
  text: own.reduce((text, piece, index) => `${text}$${index}${piece}`),
  values,
})
