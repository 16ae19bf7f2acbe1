import type { FastifyRequest } from 'fastify'
import { expect, test } from 'vitest'
import { createLog } from '../log/log.ts'
import { problemOf } from './answers.ts'

const lines: string[] = []
const log = createLog({ format: 'json', write: (line) => void lines.push(line) })
const request = { id: 'r', method: 'GET', routeOptions: { url: '/x' }, raw: { destroyed: false } } as FastifyRequest
const failure = (message: string, more: object = {}) => Object.assign(new Error(message), more)

test.each([
  failure('connect ENOENT /run/.s.PGSQL.5432', { code: 'ENOENT', syscall: 'connect' }),
  failure('connect ECONNREFUSED', { code: 'ECONNREFUSED', syscall: 'connect' }),
  failure('terminating connection due to administrator command', { code: '57P01' }),
  failure('the database system is starting up', { code: '57P03' }),
  failure('Connection terminated unexpectedly'),
])('a database that is away is worth another try: $message', (error) => {
  expect(problemOf(error, request, log)).toMatchObject({ code: 'unavailable', params: { retryAfter: 2 } })
})

test('a file that is missing, or a bug, is no such thing: it is logged with its stack', () => {
  lines.length = 0
  expect(problemOf(failure('open x', { code: 'ENOENT', syscall: 'open' }), request, log)).toMatchObject({
    code: 'internal',
  })
  expect(problemOf(new TypeError('x is not a function'), request, log)).toMatchObject({ code: 'internal' })
  expect(lines.join('')).toContain('answers.test.ts')
})

test('whoever aborts uploads does not fill the log', () => {
  lines.length = 0
  const aborted = { ...request, raw: { destroyed: true } } as FastifyRequest
  problemOf(failure('aborted', { code: 'ECONNRESET' }), aborted, log)
  expect(lines).toEqual([])
})
