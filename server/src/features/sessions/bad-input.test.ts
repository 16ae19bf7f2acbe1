/** What these routes refuse beyond what every route does (server/test/every-route.test.ts). */
import { GiB } from '@berth/contract/sessions.ts'
import { beforeAll, expect, test } from 'vitest'
import { makeUser, type MadeUser } from '../../../test/make.ts'
import { testApp, type TestApp } from '../../../test/test-app.ts'

let app: TestApp
let user: MadeUser

beforeAll(async () => {
  app = await testApp()
  user = await makeUser(app)
})

const ask = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
  const answer = await fetch(`${app.origin}/api/v1${path}`, {
    method,
    headers: {
      authorization: `Bearer ${user.token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { status: answer.status, problem: (await answer.json()) as { type: string; errors?: { path: string }[] } }
}

const good = { type: 'interactive', resources: { cpu: 1, memory: GiB } }
const manyVariables = Object.fromEntries(Array.from({ length: 201 }, (_, index) => [`V${index}`, '']))

test.each<[string, object, string]>([
  ['no type', { resources: good.resources }, 'body.type'],
  ['an unknown type', { ...good, type: 'notebook' }, 'body.type'],
  ['no resources', { type: 'interactive' }, 'body.resources'],
  ['no memory', { ...good, resources: { cpu: 1 } }, 'body.resources.memory'],
  ['no core at all', { ...good, resources: { cpu: 0, memory: GiB } }, 'body.resources.cpu'],
  ['a hundredth of a core', { ...good, resources: { cpu: 1.05, memory: GiB } }, 'body.resources.cpu'],
  ['cores as text', { ...good, resources: { cpu: '1', memory: GiB } }, 'body.resources.cpu'],
  ['too little memory', { ...good, resources: { cpu: 1, memory: 1 } }, 'body.resources.memory'],
  ['half a byte', { ...good, resources: { cpu: 1, memory: GiB + 0.5 } }, 'body.resources.memory'],
  ['beyond what numbers can say', { ...good, resources: { cpu: 1, memory: 2 ** 60 } }, 'body.resources.memory'],
  ['half a GPU', { ...good, resources: { ...good.resources, gpu: 0.5 } }, 'body.resources.gpu'],
  [
    'more shared memory than memory',
    { ...good, resources: { ...good.resources, sharedMemory: 2 * GiB } },
    'body.resources.sharedMemory',
  ],
  ['an unknown resource', { ...good, resources: { ...good.resources, disk: 1 } }, 'body.resources.disk'],
  ['a short name', { ...good, name: 'abc' }, 'body.name'],
  ['a name with a blank', { ...good, name: 'a b c' }, 'body.name'],
  ['a name that is a path', { ...good, name: '../../etc' }, 'body.name'],
  ['a name in other letters', { ...good, name: 'Сессия' }, 'body.name'],
  ['a project that is none', { ...good, project: 'nowhere' }, 'body.project'],
  ['an environment that is none', { ...good, environment: 'moon' }, 'body.environment'],
  ['a resource group that is none', { ...good, resourceGroup: 'other' }, 'body.resourceGroup'],
  ['too many containers', { ...good, containers: 101 }, 'body.containers'],
  ['a batch session without a command', { ...good, type: 'batch' }, 'body.command'],
  ['a service without a port', { ...good, type: 'service', command: 'ls' }, 'body.port'],
  ['a port that is none', { ...good, type: 'service', command: 'ls', port: 0 }, 'body.port'],
  ['a port of what is no service', { ...good, port: 80 }, 'body.port'],
  ['an audience of what is no service', { ...good, audience: 'project' }, 'body.port'],
  ['an empty command', { ...good, type: 'batch', command: ' ' }, 'body.command'],
  ['a command for an interactive session', { ...good, command: 'ls' }, 'body.command'],
  ['NUL in a command', { ...good, type: 'batch', command: 'a\0b' }, 'body.command'],
  ['half a character in a command', { ...good, type: 'batch', command: '\ud800' }, 'body.command'],
  ['a variable with a bad name', { ...good, env: { 'A-B': '' } }, 'body.env.A-B'],
  ['a variable that is no text', { ...good, env: { A: 1 } }, 'body.env.A'],
  ['NUL in a variable', { ...good, env: { A: '\0' } }, 'body.env.A'],
  ['half a character in a variable', { ...good, env: { A: '\udc00' } }, 'body.env.A'],
  ['too many variables', { ...good, env: manyVariables }, 'body.env'],
  ['a start time that is none', { ...good, type: 'batch', command: 'ls', startsAt: 'tomorrow' }, 'body.startsAt'],
  ['a time limit of nothing', { ...good, timeLimit: 0 }, 'body.timeLimit'],
])('a session with %s is refused at its place', async (_name, body, path) => {
  const { status, problem } = await ask('POST', '/sessions', body)
  expect([status, problem.type]).toEqual([400, 'invalid-input'])
  expect(problem.errors?.map((error) => error.path)).toContain(path)
})

const cursor = (values: unknown) => Buffer.from(JSON.stringify(values)).toString('base64url')
const someId = '01a20117-cee2-7703-babf-48c4a4d81ff2'

test.each([
  ['limit=0', 'limit'],
  ['limit=201', 'limit'],
  ['limit=many', 'limit'],
  ['sort=owner', 'sort'],
  ['sort=name%20desc', 'sort'],
  ['state=PENDING', 'state'],
  ['project=default', 'project'],
  ['owner=somebody', 'owner'],
  ['q=%00', 'q'],
  ['cursor=x', 'cursor'],
  [`cursor=${cursor(['2030-01-01T00:00:00.000Z'])}`, 'cursor'],
  [`cursor=${cursor(['yesterday', someId])}`, 'cursor'],
  [`cursor=${cursor(['2030-99-01T00:00:00.000Z', someId])}`, 'cursor'],
  [`cursor=${cursor(['2030-01-01T00:00:00.000Z', 'no id'])}`, 'cursor'],
  [`cursor=${cursor([null, someId])}`, 'cursor'],
  [`cursor=${cursor([{ a: 1 }, someId])}`, 'cursor'],
  [`sort=status&cursor=${cursor(['2030-01-01T00:00:00.000Z', someId])}`, 'cursor'],
])('the list refuses %s', async (query, place) => {
  const { status, problem } = await ask('GET', `/sessions?${query}`)
  expect([status, problem.type]).toEqual([400, 'invalid-input'])
  expect(problem.errors?.map((error) => error.path)).toEqual([`query.${place}`])
})

test.each([
  ['GET', '/resources?resourceGroup=other', 'query.resourceGroup'],
  ['GET', '/environments?cursor=x', 'query.cursor'],
  ['GET', `/sessions/${someId}/logs?from=-1`, 'query.from'],
  ['GET', `/sessions/${someId}/logs?source=other`, 'query.source'],
  ['GET', `/sessions/${someId}/logs?follow=yes`, 'query.follow'],
  ['DELETE', `/sessions/${someId}/terminals/a%2fb`, 'params.tid'],
])('%s %s is refused at its place', async (method, path, place) => {
  const { problem } = await ask(method, path)
  expect(problem.errors?.map((error) => error.path)).toEqual([place])
})

test('an idempotency key that no header should carry is refused', async () => {
  for (const key of ['a b', 'x'.repeat(201)]) {
    const { problem } = await ask('POST', '/sessions', good, { 'idempotency-key': key })
    expect(problem.errors?.map((error) => error.path)).toEqual(['header.idempotency-key'])
  }
})

test('what is refused leaves nothing behind', async () => {
  expect((await app.as(user.token).sessions.list()).total).toBe(0)
  expect((await app.as(user.token).resources.report()).memory.used).toBe(0)
})
