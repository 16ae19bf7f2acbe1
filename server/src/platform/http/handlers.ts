/** What a slice's routes are made of: one handler for each endpoint of its noun, no more, no fewer. */
import type { Readable } from 'node:stream'
import type { Endpoint, Endpoints, HandlerInput, HandlerResult } from '@berth/contract/endpoint.ts'
import type { Language } from '@berth/contract/texts/language.ts'
import type { FastifyReply } from 'fastify'
import type { WebSocket } from 'ws'
import type { Caller } from './caller.ts'

export type Context<E extends Endpoint> = HandlerInput<E> & {
  readonly caller: E['access'] extends 'public' ? null : Caller
  /** Normalised; behind trusted proxies the right-most hop that is not one. */
  readonly clientIp: string
  readonly userAgent: string
  readonly requestId: string
  readonly language: Language
  readonly idempotencyKey: string | null
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  /** Of endpoints that take bytes: the body as it comes. Whoever reads it bounds how much, and how long that may take. */
  readonly bytes: E['bytes'] extends string ? Readable : unknown
  /** For cookies and headers only; the answer is what the handler returns. */
  readonly reply: FastifyReply
}

/** Answer of a `stream` endpoint. Whoever makes the body sees to it that it ends when the caller's right does. */
export interface StreamAnswer {
  /** 200 when not given. */
  readonly status?: 200 | 206 | 304
  readonly type: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body: Readable
}

/** Answer of a `redirect` endpoint: a path of this site, or the address of a configured identity provider. */
export interface RedirectAnswer {
  readonly location: string
}

export type Handler<E extends Endpoint> = E['response'] extends 'websocket'
  ? (context: Context<E>, socket: WebSocket) => Promise<void>
  : E['response'] extends 'stream'
    ? (context: Context<E>) => Promise<StreamAnswer>
    : E['response'] extends 'redirect'
      ? (context: Context<E>) => Promise<RedirectAnswer>
      : (context: Context<E>) => Promise<HandlerResult<E>>

export type Handlers<Noun extends Endpoints> = { readonly [Verb in keyof Noun]: Handler<Noun[Verb]> }

const sharedReads = new WeakSet<object>()

/**
 * Marks a read whose answer depends only on the caller and the address: identical requests that wait at the same time
 * are answered by one evaluation begun after the last of them arrived (see database/coalesce.ts), so nobody can see
 * less than what was acknowledged before they asked.
 */
export function shared<H extends (context: never) => Promise<unknown>>(handler: H): H {
  sharedReads.add(handler)
  return handler
}
export const isShared = (handler: object): boolean => sharedReads.has(handler)

const databaseReads = new WeakSet<object>()

/**
 * A shared read of the database and nothing else, so that its answer may be given again while nothing was committed
 * (last-answers.ts). For the few lists that every open page asks for.
 */
export function databaseRead<H extends (context: never) => Promise<unknown>>(handler: H): H {
  databaseReads.add(handler)
  return shared(handler)
}
export const readsDatabaseOnly = (handler: object): boolean => databaseReads.has(handler)

type SocketHandler<C> = (context: C, socket: WebSocket) => Promise<void>
const upgradeChecks = new WeakMap<object, (context: never) => Promise<unknown>>()

/** A WebSocket whose refusals are known before it is opened: what `check` throws is an ordinary answer. */
export function beforeUpgrade<C>(check: (context: C) => Promise<unknown>, handler: SocketHandler<C>): SocketHandler<C> {
  upgradeChecks.set(handler, check)
  return handler
}
export const upgradeCheck = (handler: object) =>
  upgradeChecks.get(handler) as ((context: unknown) => Promise<unknown>) | undefined
