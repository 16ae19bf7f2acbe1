import { GiB } from '@berth/contract/sessions.ts'
import { beforeAll, expect, test } from 'vitest'
import { makeAdmin, makePair, makeUser } from '../../../test/make.ts'
import { problemOf, typeOf } from '../../../test/problem-of.ts'
import { testApp, type TestApp } from '../../../test/test-app.ts'

let app: TestApp
let admin: ReturnType<TestApp['as']>
let token = ''
let user: ReturnType<TestApp['as']>
let other: ReturnType<TestApp['as']>
let project = ''
beforeAll(async () => {
  app = await testApp()
  admin = app.as(await makeAdmin(app))
  token = (await makeUser(app)).token
  user = app.as(token)
  other = app.as((await makeUser(app)).token)
  const { items } = await user.projects.list()
  project = items.find(({ name }) => name === 'default')?.id ?? ''
})

const resources = { cpu: 2, memory: 4 * GiB }
const settings = { type: 'interactive', resources } as const
const namesFor = async (who: typeof user, query: { project?: string; example?: 'false' } = {}) =>
  (await who.sessionTemplates.list({ query: { example: 'false', ...query } })).items.map(({ name }) => name)

test('a template keeps what START was filled with, and of variables the names alone', async () => {
  const body = {
    name: 'Train',
    settings: {
      ...settings,
      type: 'batch' as const,
      command: 'python3 train.py\n',
      timeLimit: 3600,
      env: ['WANDB_API_KEY', 'EPOCHS'],
    },
  }
  const made = await user.sessionTemplates.create({ body })
  expect(made).toMatchObject({
    name: 'Train',
    project: null,
    example: false,
    editable: true,
    settings: {
      ...body.settings,
      resources: { ...resources, gpu: 0, gpuShares: 0 },
      environment: 'this-machine',
      resourceGroup: 'default',
      containers: 1,
    },
  })
  expect(await user.sessionTemplates.show({ params: { id: made.id } })).toEqual(made)
  const withValue = { ...body.settings, env: { WANDB_API_KEY: 'secret' } as never }
  expect(await typeOf(user.sessionTemplates.create({ body: { name: 'With values', settings: withValue } }))).toBe(
    'invalid-input',
  )
})

test('a template of a service has its port and who may open it', async () => {
  const service = { ...settings, type: 'service' as const, command: 'serve', port: 8000, audience: 'project' as const }
  const body = { name: 'Serve', settings: { ...service, skipUserScripts: true } }
  expect(await user.sessionTemplates.create({ body })).toMatchObject(body)
})

test('own templates are renamed, replaced and deleted by their owner, and nobody else sees them', async () => {
  const { id, version } = await user.sessionTemplates.create({ body: { name: 'Mine', settings } })
  const params = { id }
  expect(await typeOf(other.sessionTemplates.show({ params }))).toBe('not-found')
  expect(await typeOf(admin.sessionTemplates.remove({ params }))).toBe('not-found')
  expect(await problemOf(user.sessionTemplates.create({ body: { name: 'mine', settings } }))).toMatchObject({
    errors: [{ path: 'body.name', code: 'taken' }],
  })
  // Others may call theirs the same.
  await other.sessionTemplates.create({ body: { name: 'Mine', settings } })
  const changed = await user.sessionTemplates.update({
    params,
    body: { name: 'Mine too', settings: { ...settings, containers: 2 } },
  })
  expect(changed).toMatchObject({ name: 'Mine too', settings: { containers: 2 } })
  const ifOld = { headers: { 'if-match': `"${version}"` } }
  expect(await typeOf(user.sessionTemplates.remove({ params }, ifOld))).toBe('changed-meanwhile')
  await user.sessionTemplates.remove({ params })
  expect(await namesFor(user)).not.toContain('Mine too')
})

test("a project's templates are made by admins of its workspace and used by everybody in it", async () => {
  const body = { name: 'Team', project, settings }
  expect(await typeOf(user.sessionTemplates.create({ body }))).toBe('not-allowed')
  const { id } = await admin.sessionTemplates.create({ body })
  expect(await namesFor(user)).toContain('Team')
  expect(await user.sessionTemplates.show({ params: { id } })).toMatchObject({
    project,
    projectName: 'default',
    owner: null,
    editable: false,
  })
  expect(await typeOf(user.sessionTemplates.remove({ params: { id } }))).toBe('not-allowed')
  const own = (await user.projects.list()).items.find((one) => one.id !== project)?.id ?? ''
  expect(await namesFor(user, { project: own })).not.toContain('Team')
  const { id: foreign } = (await admin.projects.list()).items.find((one) => one.id !== project) ?? { id: '' }
  expect(await typeOf(user.sessionTemplates.create({ body: { ...body, project: foreign } }))).toBe('invalid-input')
})

test('the example is there for everybody and changed by administrators of the site alone', async () => {
  const { items } = await user.sessionTemplates.list({ query: { example: 'true' } })
  expect(items).toMatchObject([{ name: 'First steps', example: true, editable: false, settings: { type: 'batch' } }])
  const params = { id: items[0]?.id ?? '' }
  expect(await typeOf(user.sessionTemplates.update({ params, body: { name: 'x' } }))).toBe('not-allowed')
  expect(await admin.sessionTemplates.update({ params, body: { name: 'First look' } })).toMatchObject({
    name: 'First look',
    editable: true,
  })
  // What it holds is what START can send.
  const { env, command, timeLimit, port, audience, ...rest } = items[0]?.settings ?? {
    ...{ env: [], command: '', timeLimit: 1, port: null, audience: 'owner' },
  }
  expect({ port, audience }).toEqual({ port: null, audience: 'owner' })
  const asked = { ...rest, project, command: command ?? '', timeLimit: timeLimit ?? 1 }
  expect(env).toEqual([])
  expect(await user.sessions.explain({ body: asked as never })).toMatchObject({ verdict: 'starts' })
})

test('what does not exist is not kept, nor what only batch sessions have', async () => {
  const refused = (more: object) =>
    problemOf(user.sessionTemplates.create({ body: { name: 'Wrong', settings: { ...settings, ...more } } }))
  expect(await refused({ resourceGroup: 'nowhere' })).toMatchObject({
    errors: [{ path: 'body.settings.resourceGroup', code: 'unknown' }],
  })
  expect(await refused({ environment: 'nothing' })).toMatchObject({
    errors: [{ path: 'body.settings.environment', code: 'unknown' }],
  })
  expect(await refused({ command: 'ls' })).toMatchObject({ errors: [{ path: 'body.settings.command' }] })
  expect(await refused({ port: 8000 })).toMatchObject({ errors: [{ path: 'body.settings.port' }] })
})

test('a program starts from templates and changes none: what it left would outlive its credential', async () => {
  const { keys } = await makePair(app, token)
  const { items } = await keys.sessionTemplates.list()
  expect(items.map(({ name }) => name)).toContain('Train')
  const body = { name: 'By program', settings }
  expect(await typeOf(keys.sessionTemplates.create({ body }))).toBe('not-by-credential')
})
