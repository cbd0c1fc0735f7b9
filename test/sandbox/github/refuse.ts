import {HTTPException} from 'hono/http-exception'
import type {ContentfulStatusCode} from 'hono/utils/http-status'

/** What a refusal tells beside its message, as GitHub puts it into the answer. */
export interface Details {
  readonly errors?: readonly unknown[]
  readonly headers?: Readonly<Record<string, string>>
  /** More fields of the answer's body. */
  readonly fields?: Readonly<Record<string, unknown>>
}

/** A refusal in GitHub's words: a person's act rejects with it, the API answers with its status. */
export function refusal(status: ContentfulStatusCode, message: string, details: Details = {}): HTTPException {
  const errors = details.errors ?? []
  const words = [message, ...errors.map(error => (typeof error === 'string' ? error : JSON.stringify(error)))].join(': ')
  return new HTTPException(status, {message: words, cause: {message, ...details}})
}

/** The body that GitHub answers a refusal with. */
export function refusalBody(error: HTTPException): Record<string, unknown> {
  const cause: {message?: unknown; errors?: unknown; fields?: object} = Object(error.cause)
  return {
    message: cause.message ?? error.message,
    ...(cause.errors === undefined ? {} : {errors: cause.errors}),
    ...cause.fields,
    documentation_url: 'https://docs.github.com/rest',
    status: String(error.status),
  }
}

export const refusalHeaders = (error: HTTPException): Readonly<Record<string, string>> => {
  const cause: {headers?: Readonly<Record<string, string>>} = Object(error.cause)
  return cause.headers ?? {}
}

/** Invalid input in the shape that GitHub gives most of it. */
export const invalid = (...errors: readonly unknown[]): HTTPException => refusal(422, 'Unprocessable Entity', {errors})

export const notFound = (): HTTPException => refusal(404, 'Not Found')
