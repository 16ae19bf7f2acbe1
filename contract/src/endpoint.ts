/**
 * The API as data. An endpoint is a value that says everything about one operation; handlers, the typed client,
 * OpenAPI and the authorization matrix test are derived from it.
 */
import type { Access } from './access.ts'
import type { ProblemCode } from './problems.ts'

/**
 * What the kit needs of a schema. Any zod schema fits; naming `z.ZodType` here instead would make every
 * instantiation compare zod's whole class and cost 2–3 times the type-checking time.
 */
export interface Schema {
  readonly _zod: { readonly output: unknown; readonly input: unknown }
}

/** HEAD and OPTIONS where a protocol asks for them; `none` is what they answer. */
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD' | 'OPTIONS'

export interface Endpoint {
  readonly method: Method
  /** Below `/api/v1`, parameters as `{name}`. */
  readonly path: `/${string}`
  readonly summary: string
  /** Who may call it; see access.ts. */
  readonly access: Access
  readonly params?: Schema
  readonly query?: Schema
  /** JSON body. */
  readonly body?: Schema
  /** Instead of it bytes, which the handler reads as they come: their content type, `*` for any. */
  readonly bytes?: string
  /**
   * What a success answers: a schema (JSON), `none` (204), `stream` (the handler writes to the socket: text, events,
   * files), `websocket`, or `redirect` (the handler says where to).
   */
  readonly response: Schema | 'none' | 'stream' | 'websocket' | 'redirect'
  /** Success status; when not given 200, and 204 when the response is `none`. */
  readonly status?: 200 | 201 | 202 | 204
  /** Problems beyond those every endpoint can answer (input, access, internal). */
  readonly problems?: readonly ProblemCode[]
  /**
   * Also for who must do something first: change the password, set a second factor up. Everything else is refused to
   * them until they have.
   */
  readonly beforeReady?: true
  /**
   * Refused to programs that act with a credential. A key that leaked must be worth nothing once it is revoked, so it
   * lets nobody in, makes nobody an admin, and opens no other way in: who was let in by it would stay. What is done among
   * those who are in already (groups, projects, names, taking away) is for programs too: that is what they are for, and
   * it helps nobody who holds no more than the key. The command line does the rest after `berth login` in a browser.
   */
  readonly byPerson?: true
  /** Asked by pages on their own, so it is no use of the login and never puts off its end. */
  readonly background?: true
  /** May a caller repeat it with the same `Idempotency-Key`? */
  readonly idempotent?: true
}

/** A noun's endpoints: the unit that a slice handles. */
export type Endpoints = Readonly<Record<string, Endpoint>>

/** Keeps the literal types of what it is given. */
export const endpoint = <const E extends Endpoint>(value: E): E => value

type OutputOf<S> = S extends Schema ? S['_zod']['output'] : undefined
type InputOf<S> = S extends Schema ? S['_zod']['input'] : undefined

/** What a handler receives, parsed. */
export interface HandlerInput<E extends Endpoint> {
  readonly params: OutputOf<E['params']>
  readonly query: OutputOf<E['query']>
  readonly body: OutputOf<E['body']>
}

/** What a handler returns: the response schema's input, so that defaults and transforms may fill it. */
export type HandlerResult<E extends Endpoint> = E['response'] extends Schema ? InputOf<E['response']> : void

type Part<Name extends string, S> = S extends Schema
  ? Record<never, never> extends S['_zod']['input']
    ? { readonly [K in Name]?: S['_zod']['input'] }
    : { readonly [K in Name]: S['_zod']['input'] }
  : Record<never, never>

/** What a client passes in. */
export type CallInput<E extends Endpoint> = Part<'params', E['params']> &
  Part<'query', E['query']> &
  Part<'body', E['body']>

/** What a client gets back. */
export type CallResult<E extends Endpoint> = E['response'] extends Schema ? OutputOf<E['response']> : undefined

/** Fills `{name}` in a path. */
export function fillPath(path: string, params: Readonly<Record<string, unknown>> = {}): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name])))
}
