/**
 * What is noted of a request. Nothing of it is taken from what was typed or answered: method and path are the
 * contract's own words, with `{names}` in place of values; status and duration are numbers; the request id has the
 * form that the server gives it, and the problem is one of the contract's codes. Queries, headers and bodies have no
 * place in it.
 */
import type { Endpoint } from '@berth/contract/endpoint.ts'

export interface RequestEntry {
  /** Milliseconds since 1970. */
  readonly at: number
  readonly method: string
  /** As in the contract, below `/api/v1`. */
  readonly path: string
  /** 0: no answer. */
  readonly status: number
  readonly ms: number
  readonly request: string | null
  readonly problem: string | null
}

export interface Asked {
  readonly at: number
  readonly ms: number
  readonly method: string
  readonly url: string
  readonly status: number
  readonly requestId: string | null
  readonly problem: unknown
}

/** An address that the contract does not know. */
export const unknownPath = '(elsewhere)'

type Pattern = Pick<Endpoint, 'method' | 'path'>

export function createRequestEntries(
  endpoints: readonly Pattern[],
  isProblem: (code: string) => boolean,
): (asked: Asked) => RequestEntry {
  const patterns = endpoints.map(({ method, path }) => ({ method, path, parts: path.split('/') }))
  const patternOf = (method: string, url: string) => {
    const [, below = ''] = /^(?:https?:\/\/[^/]+)?\/api\/v1(\/[^?#]*)/.exec(url) ?? []
    const parts = below.split('/')
    const fitting = patterns.filter(
      (pattern) => pattern.method === method && pattern.parts.length === parts.length && fits(pattern.parts, parts),
    )
    // `/sessions/explain` is meant by its own name before it is `/sessions/{id}`
    return fitting.toSorted((a, b) => namesIn(a.path) - namesIn(b.path))[0]
  }
  return ({ at, ms, method, url, status, requestId, problem }) => {
    const known = patternOf(method.toUpperCase(), url)
    return {
      at: Math.round(at),
      method: known?.method ?? '',
      path: known?.path ?? unknownPath,
      status,
      ms: Math.round(ms),
      request: requestId !== null && requestForm.test(requestId) ? requestId : null,
      problem: typeof problem === 'string' && isProblem(problem) ? problem : null,
    }
  }
}

/** See the server's request-ids.ts. */
const requestForm = /^[A-Za-z0-9_-]{12}\.[0-9a-z]{1,8}$/

const isName = (part: string) => part.startsWith('{')
const namesIn = (path: string) => path.split('/').filter(isName).length
const fits = (pattern: readonly string[], parts: readonly string[]) =>
  pattern.every((part, index) => isName(part) || part === parts[index])
