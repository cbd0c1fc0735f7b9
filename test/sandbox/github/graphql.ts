import {readFileSync} from 'node:fs'
import {
  buildSchema,
  type DocumentNode,
  execute,
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLFormattedError,
  type GraphQLSchema,
  parse,
  validate,
} from 'graphql'
import type {Context} from 'hono'
import {HTTPException} from 'hono/http-exception'
import {z} from 'zod'
import {queryRoot} from './graphql-nodes.ts'
import {refusal} from './refuse.ts'
import {type Env, lack, readBody, send} from './rest/route.ts'

const body = z.strictObject({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
})

let schema: GraphQLSchema | undefined

/** Builds the schema ahead of the first query, which else waits for it. */
export const prepareGraphql = (): void => void githubSchema()

/** GitHub's published schema, built when the first query comes and kept for the process. */
function githubSchema(): GraphQLSchema {
  if (schema !== undefined) return schema
  // The package exports its code alone, and that reads a JSON of 5 MB too.
  const file = new URL('schema.graphql', import.meta.resolve('@octokit/graphql-schema'))
  // The published schema tells nothing of which object is of which type: here every object says so itself.
  schema = buildSchema(readFileSync(file, 'utf8'), {assumeValidSDL: true})
  return schema
}

/** Whether a request's text would change something. */
export const isMutation = (text: string): boolean => /"query"\s*:\s*"(?:\s|\\n)*mutation\b/.test(text)

/** Answers a GraphQL request as GitHub does: errors come with status 200, each with a type and a path. */
export async function answerGraphql(c: Context<Env>): Promise<Response> {
  const {caller} = c.var
  if (caller.kind !== 'installation') throw refusal(401, 'This endpoint requires you to be authenticated.')
  if (caller.installation.suspended) throw refusal(403, 'This installation has been suspended')
  const {query, variables, operationName} = readBody(c, body)
  const document = readDocument(query)
  if (document instanceof GraphQLError) return send(c, {errors: [shape(document)]})
  const mistakes = validate(githubSchema(), document)
  if (mistakes.length > 0) return send(c, {errors: mistakes.map(shape)})
  const {data, errors} = await execute({
    schema: githubSchema(),
    document,
    variableValues: variables ?? null,
    operationName: operationName ?? null,
    rootValue: queryRoot(c),
    contextValue: c,
    fieldResolver: resolveField,
  })
  return send(c, {...(data === undefined ? {} : {data}), ...(errors === undefined ? {} : {errors: errors.map(shape)})})
}

function readDocument(query: string): DocumentNode | GraphQLError {
  try {
    return parse(query)
  } catch (error) {
    if (error instanceof GraphQLError) return error
    throw error
  }
}

/** A field is a property of its object, or a function there. What an object lacks fails loudly instead of being null. */
const resolveField: GraphQLFieldResolver<unknown, Context<Env>> = (source, args, c, info) => {
  const value: unknown = typeof source === 'object' && source !== null ? Reflect.get(source, info.fieldName) : undefined
  if (value === undefined) {
    throw lack(c, `GraphQL ${info.parentType.name}.${info.fieldName}`)
  }
  return typeof value === 'function' ? value(args) : value
}

function shape(error: GraphQLError): GraphQLFormattedError & {readonly type?: string} {
  const {message, path, locations} = error
  const cause = error.originalError
  const type = cause instanceof HTTPException ? typeOf(cause.status) : error.extensions['type']
  return {
    ...(typeof type === 'string' ? {type} : {}),
    ...(path === undefined ? {} : {path}),
    ...(locations === undefined ? {} : {locations}),
    message: cause instanceof HTTPException ? cause.message : message,
  }
}

const typeOf = (status: number): string =>
  status >= 500 ? 'INTERNAL' : status === 404 ? 'NOT_FOUND' : status === 422 ? 'UNPROCESSABLE' : 'FORBIDDEN'
