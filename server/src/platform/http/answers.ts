/** Answers that are not a handler's result: problems (RFC 9457). */
import { problems, type ProblemBody } from '@berth/contract/problems.ts'
import type { Language } from '@berth/contract/texts/language.ts'
import { languageOf } from '@berth/contract/texts/language.ts'
import { problemTexts } from '@berth/contract/texts/problems.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Log } from '../log/log.ts'
import { bodyLimit } from './json-body.ts'
import { Problem } from './problem.ts'
import { rateLimitHeaders } from './rate-limit.ts'

function problemBody(problem: Problem, language: Language, requestId: string): ProblemBody {
  const text = problemTexts(language, problem.code, problem.params)
  const { status } = problems[problem.code]
  return { type: problem.code, title: text.title, status, detail: text.detail, requestId, ...problem.params }
}

export function sendProblem(request: FastifyRequest, reply: FastifyReply, problem: Problem): FastifyReply {
  const body = problemBody(problem, languageOf(request.headers['accept-language']), request.id)
  if (isRateLimited(problem)) {
    const { limit, window, retryAfter } = problem.params
    void reply.headers(rateLimitHeaders({ limit, window, remaining: 0, reset: retryAfter }))
  }
  if ('retryAfter' in body) void reply.header('retry-after', String(body['retryAfter']))
  if (body.status === 401 && request.headers.authorization !== undefined)
    void reply.header('www-authenticate', 'Bearer realm="berth"')
  return reply
    .code(body.status)
    .header('cache-control', 'no-store')
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(body))
}

const isRateLimited = (problem: Problem): problem is Problem<'rate-limited'> => problem.code === 'rate-limited'

/** What Fastify itself throws, in our words. */
const fastifyProblems: Readonly<Record<string, () => Problem>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: () => new Problem('body-too-large', { limit: bodyLimit }),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () => new Problem('unsupported-media-type', { expected: 'application/json' }),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: () => new Problem('malformed-json', { line: 1, column: 1 }),
  FST_ERR_CTP_EMPTY_JSON_BODY: () => new Problem('malformed-json', { line: 1, column: 1 }),
  FST_ERR_BAD_URL: () =>
    new Problem('invalid-input', { errors: [{ path: 'path', code: 'invalid', message: 'is not a valid address' }] }),
}

/** PostgreSQL is starting, stopping, gone, or full: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const awayStates = new Set(['57P01', '57P02', '57P03', '53300', 'ECONNREFUSED', 'ENOENT', 'ECONNRESET', 'ETIMEDOUT'])
const awayMessages = /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection/

function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code, syscall } = error as NodeJS.ErrnoException
  if (awayMessages.test(error.message)) return true
  if (code === undefined || !awayStates.has(code)) return false
  return /^\d/.test(code) || code.startsWith('57P') || syscall === 'connect' || syscall === 'read'
}

/** A `Problem` stays what it is; anything else is a bug: logged with its stack, answered with the request id only. */
export function problemOf(error: unknown, request: FastifyRequest, log: Log): Problem {
  if (error instanceof Problem) return error
  const code = (error as { code?: unknown }).code
  const known = typeof code === 'string' ? fastifyProblems[code] : undefined
  if (known) return known()
  // Whoever aborted the request does not hear the answer, and must not be able to fill the log.
  if (code === 'ECONNRESET' && request.raw.destroyed) return new Problem('unavailable', { retryAfter: 2 })
  if (isAway(error)) {
    log.warn('the database does not answer', { requestId: request.id, error: (error as Error).message })
    return new Problem('unavailable', { retryAfter: 2 })
  }
  log.error('request failed', {
    requestId: request.id,
    method: request.method,
    route: request.routeOptions.url ?? 'none',
    error: error instanceof Error ? error : new Error(String(error)),
  })
  return new Problem('internal')
}
