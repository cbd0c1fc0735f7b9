/** What goes wrong. Several fields may be given together. */
interface Fault {
  /** Answer this instead (default with `headers` or `body`: 500). */
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
  /** Wait before answering. */
  readonly delayMs?: number
  /** Cut the connection instead of answering. */
  readonly reset?: boolean
  /** Do what was asked, then misbehave. Without it nothing was done. */
  readonly after?: 'write took effect'
  /** Answer 200 with these errors. With `after`, beside the data; without, `data` is null. */
  readonly graphqlErrors?: readonly {
    readonly type?: string
    readonly message: string
    readonly path?: readonly (string | number)[]
  }[]
  /** Every list in the answer is empty. */
  readonly emptyList?: true
}

/** Which requests a fault meets, and how often. All of `match` must fit; a request meets one fault at most, the oldest. */
export interface FaultPlan {
  readonly match: {readonly method?: string; readonly path?: RegExp; readonly graphql?: RegExp}
  readonly times: number
  readonly fault: Fault
}

/** Faults that were ordered, until they are used up. */
export interface Faults {
  order(plan: FaultPlan): void
  /** The fault that a request meets, if any. */
  meet(method: string, path: string, text: string): Fault | undefined
  /** What is answered instead of what would have been, which is given where the request was carried out. */
  answer(fault: Fault, real: Response | undefined): Promise<Response>
}

export function openFaults(): Faults {
  const plans: {match: FaultPlan['match']; left: number; fault: Fault}[] = []
  return {
    order({match, times, fault}) {
      plans.push({match, left: times, fault})
    },
    meet(method, path, text) {
      const isMet = ({match, left}: (typeof plans)[number]): boolean =>
        left > 0 &&
        (match.method === undefined || match.method === method) &&
        (match.path === undefined || match.path.test(path)) &&
        (match.graphql === undefined || (path === '/api/graphql' && match.graphql.test(text)))
      const plan = plans.find(isMet)
      if (plan !== undefined) plan.left--
      return plan?.fault
    },
    answer,
  }
}

async function answer(fault: Fault, real: Response | undefined): Promise<Response> {
  const headers = {'content-type': 'application/json; charset=utf-8', ...fault.headers}
  if (fault.reset) return new Response(null, {status: 500, headers: {'x-sandbox-reset': '1'}})
  if (fault.graphqlErrors !== undefined) {
    const {data = null}: {data?: unknown} = real === undefined ? {} : Object(await real.json())
    return new Response(JSON.stringify({data, errors: fault.graphqlErrors}), {status: 200, headers})
  }
  if (fault.emptyList && real !== undefined)
    return new Response(JSON.stringify(emptied(await real.json())), {status: real.status, headers})
  const body = fault.body ?? {message: 'Server Error'}
  return new Response(typeof body === 'string' ? body : JSON.stringify(body), {status: fault.status ?? 500, headers})
}

/** The same answer with nothing in its lists. */
function emptied(value: unknown): unknown {
  if (Array.isArray(value)) return []
  if (typeof value !== 'object' || value === null) return value
  const isConnection = 'nodes' in value || 'edges' in value || 'total_count' in value
  const entries = Object.entries(value).map(([key, part]) => {
    if (isConnection && (key === 'totalCount' || key === 'total_count')) return [key, 0]
    if (key === 'pageInfo') return [key, {...part, hasNextPage: false, endCursor: null}]
    return [key, isConnection || typeof part === 'object' ? emptied(part) : part]
  })
  return Object.fromEntries(entries)
}
