/**
 * The typed client, for the console, the command line and tests. It needs only methods and paths: schemas are used
 * as types and never loaded for its sake.
 */
import type { CallInput, CallResult, Endpoint, Endpoints } from './endpoint.ts'
import { fillPath } from './endpoint.ts'
import type { ProblemBody } from './problems.ts'

interface Reply {
  readonly ok: boolean
  readonly status: number
  readonly headers: { get(name: string): string | null }
  text(): Promise<string>
}

/** The part of the fetch standard that is used, so that this file needs neither DOM nor Node types. */
export type Fetch = (
  url: string,
  init: { method: string; headers: Record<string, string>; body?: string; signal?: never },
) => Promise<Reply>

/** A problem answer of the server. */
export class ApiProblem extends Error {
  readonly body: ProblemBody
  constructor(body: ProblemBody) {
    super(body.detail)
    this.name = 'ApiProblem'
    this.body = body
  }
}

/** No answer, or one that is not ours (a proxy's page, say). */
export class NoAnswer extends Error {
  readonly status: number | undefined
  constructor(message: string, status?: number, cause?: unknown) {
    super(message, { cause })
    this.name = 'NoAnswer'
    this.status = status
  }
}

export type CallOptions = { readonly headers?: Readonly<Record<string, string>> }

type Call<E extends Endpoint> =
  Record<never, never> extends CallInput<E>
    ? (input?: CallInput<E>, options?: CallOptions) => Promise<CallResult<E>>
    : (input: CallInput<E>, options?: CallOptions) => Promise<CallResult<E>>

export type Client<Api extends Readonly<Record<string, Endpoints>>> = {
  readonly [Noun in keyof Api]: { readonly [Verb in keyof Api[Noun]]: Call<Api[Noun][Verb]> }
}

export interface ClientSettings {
  /** Origin, or empty for the page's own. */
  readonly origin: string
  readonly fetch: Fetch
  readonly headers?: () => Readonly<Record<string, string>>
}

export function createClient<const Api extends Readonly<Record<string, Endpoints>>>(
  api: Api,
  settings: ClientSettings,
): Client<Api> {
  const nouns: Record<string, Record<string, unknown>> = {}
  for (const [noun, endpoints] of Object.entries(api)) {
    const verbs: Record<string, unknown> = {}
    for (const [verb, endpoint] of Object.entries(endpoints))
      verbs[verb] = (input?: LooseInput, options?: CallOptions) => call(settings, endpoint, input, options)
    nouns[noun] = verbs
  }
  return nouns as Client<Api>
}

interface LooseInput {
  readonly params?: Readonly<Record<string, unknown>>
  readonly query?: Readonly<Record<string, unknown>>
  readonly body?: unknown
}

/** The address of a call, for streams and links. */
export function addressOf(endpoint: Pick<Endpoint, 'path'>, input: LooseInput = {}): string {
  const pairs = Object.entries(input.query ?? {})
    .flatMap(([name, value]) =>
      Array.isArray(value) ? value.map((one: unknown) => [name, one] as const) : [[name, value] as const],
    )
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`)
  return `/api/v1${fillPath(endpoint.path, input.params)}${pairs.length > 0 ? `?${pairs.join('&')}` : ''}`
}

/** One call: the parsed answer, or `ApiProblem`, or `NoAnswer`. */
export async function call<const E extends Pick<Endpoint, 'method' | 'path'>>(
  settings: ClientSettings,
  endpoint: E,
  input: LooseInput = {},
  options: CallOptions = {},
): Promise<unknown> {
  const headers: Record<string, string> = { accept: 'application/json', ...settings.headers?.(), ...options.headers }
  if (input.body !== undefined) headers['content-type'] = 'application/json'
  let reply: Reply
  try {
    reply = await settings.fetch(settings.origin + addressOf(endpoint, input), {
      method: endpoint.method,
      headers,
      ...(input.body === undefined ? {} : { body: JSON.stringify(input.body) }),
    })
  } catch (cause) {
    throw new NoAnswer('The server did not answer.', undefined, cause)
  }
  const text = await reply.text()
  if (reply.status === 204) return undefined
  const type = reply.headers.get('content-type') ?? ''
  if (!type.includes('json')) throw new NoAnswer(`Unexpected answer ${reply.status} (${type}).`, reply.status)
  const body: unknown = JSON.parse(text)
  if (!reply.ok) throw new ApiProblem(body as ProblemBody)
  return body
}
