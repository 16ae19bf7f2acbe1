import { ApiProblem } from '@berth/contract/client.ts'
import { beforeAll, expect, test } from 'vitest'
import { makeAdmin, makeUser } from '../../../test/make.ts'
import { testApp, type TestApp } from '../../../test/test-app.ts'

const GiB = 1024 ** 3
let app: TestApp
let admin: ReturnType<TestApp['as']>
let workspace = ''
beforeAll(async () => {
  app = await testApp()
  admin = app.as(await makeAdmin(app))
  workspace = (await admin.workspaces.list()).items.find(({ name }) => name === 'default')!.id
})
const typeOf = (error: unknown) => (error instanceof ApiProblem ? error.body.type : String(error))
const names = async (client: ReturnType<TestApp['as']>, query = {}) =>
  (await client.projects.list({ query })).items.map(({ name }) => name)
const session = { type: 'interactive' as const, resources: { cpu: 0.5, memory: 256 * 1024 ** 2 } }

test('a project keeps the limits that it was given, null for unlimited, tenths exactly', async () => {
  const body = { workspace, name: 'limits', cpu: 2.3, memory: 16 * GiB, gpu: 0, gpuShares: 0.7, storageHosts: ['nfs'] }
  const made = await admin.projects.create({ body })
  expect(made).toMatchObject({ ...body, concurrentSessions: null, active: true, hidden: false, everyone: false })
  const params = { id: made.id }
  const changed = await admin.projects.update({ params, body: { cpu: null, concurrentSessions: 3 } })
  expect(changed).toMatchObject({ cpu: null, memory: 16 * GiB, concurrentSessions: 3 })
  expect(await admin.projects.show({ params })).toEqual(changed)
})

test('of two who edit the same version, the second is told and nothing is overwritten', async () => {
  const { id, version } = await admin.projects.create({ body: { workspace, name: 'edited', cpu: 4 } })
  const params = { id }
  const headers = { 'if-match': `"${version}"` }
  const first = await admin.projects.update({ params, body: { cpu: 8 } }, { headers })
  expect(first.version).not.toBe(version)
  expect(await admin.projects.update({ params, body: { gpu: 1 } }, { headers }).catch(typeOf)).toBe('changed-meanwhile')
  const shown = await admin.projects.show({ params })
  expect(shown).toEqual(first)
  await admin.projects.update({ params, body: { gpu: 1 } }, { headers: { 'if-match': `"${shown.version}"` } })
  // who says no version means whatever there is
  expect(await admin.projects.update({ params, body: { cpu: 2 } })).toMatchObject({ cpu: 2, gpu: 1 })
})

test.each([
  [{ name: '' }],
  [{ name: 'x'.repeat(65) }],
  [{ description: 'x'.repeat(513) }],
  [{ cpu: -1 }],
  [{ cpu: 0.25 }],
  [{ cpu: 513 }],
  [{ memory: 1.5 }],
  [{ gpu: 65 }],
  [{ storageHosts: ['no host'] }],
  [{ workspace: '00000000-0000-7000-8000-00000000dead' }],
])('%j is refused by its field', async (wrong) => {
  const [field] = Object.keys(wrong)
  const refused = await admin.projects.create({ body: { workspace, name: 'wrong', ...wrong } }).catch((e) => e)
  expect((refused as ApiProblem).body).toMatchObject({ type: 'invalid-input' })
  expect(JSON.stringify((refused as ApiProblem).body['errors'])).toContain(`body.${field}`)
})

test('a name is in a workspace once, and in another again', async () => {
  await admin.projects.create({ body: { workspace, name: 'Twins' } })
  expect(await admin.projects.create({ body: { workspace, name: 'twins' } }).catch(typeOf)).toBe('invalid-input')
  const lab = await admin.workspaces.create({ body: { name: 'lab' } })
  expect(await admin.projects.create({ body: { workspace: lab.id, name: 'twins' } })).toMatchObject({
    workspaceName: 'lab',
  })
})

test('its members alone see it and start in it; where everyone is in it, all members of the workspace', async () => {
  const made = await admin.projects.create({ body: { workspace, name: 'members' } })
  const { id, token } = await makeUser(app)
  const user = app.as(token)
  const params = { id: made.id, user: id }
  expect(await names(user)).not.toContain('members')
  expect(await user.projects.show({ params: { id: made.id } }).catch(typeOf)).toBe('not-found')
  expect(await user.sessions.create({ body: { ...session, project: 'members' } }).catch(typeOf)).toBe('invalid-input')
  await admin.projects.addMember({ params })
  expect(await names(user)).toContain('members')
  expect((await user.projects.members({ params: { id: made.id } })).items).toMatchObject([{ id }])
  expect(await user.sessions.create({ body: { ...session, project: 'members' } })).toMatchObject({ project: made.id })
  await admin.projects.removeMember({ params })
  expect(await user.sessions.create({ body: { ...session, project: 'members' } }).catch(typeOf)).toBe('invalid-input')
  await admin.projects.update({ params: { id: made.id }, body: { everyone: true } })
  expect(await names(user)).toContain('members')
})

test('only members of the workspace can be put into a project', async () => {
  const lab = await admin.workspaces.create({ body: { name: 'closed' } })
  const made = await admin.projects.create({ body: { workspace: lab.id, name: 'closed' } })
  const { id } = await makeUser(app)
  expect(await admin.projects.addMember({ params: { id: made.id, user: id } }).catch(typeOf)).toBe('not-found')
})

test('nothing starts in an inactive project, and it leaves the lists of its members', async () => {
  const made = await admin.projects.create({ body: { workspace, name: 'sleeping', everyone: true } })
  const user = app.as((await makeUser(app)).token)
  await admin.projects.update({ params: { id: made.id }, body: { active: false } })
  expect(await names(user)).not.toContain('sleeping')
  expect(await user.sessions.create({ body: { ...session, project: made.id } }).catch(typeOf)).toBe('invalid-input')
  expect(await names(admin, { all: 'true', active: 'false' })).toEqual(['sleeping'])
})

test('lists go by filters, in order and page by page; all of them are for administrators', async () => {
  const user = app.as((await makeUser(app)).token)
  expect(await user.projects.list({ query: { all: 'true' } }).catch(typeOf)).toBe('not-allowed')
  await admin.projects.create({ body: { workspace, name: 'ghost', hidden: true, everyone: true } })
  expect(await names(user, { hidden: 'true' })).toEqual(['ghost'])
  expect(await names(user, { hidden: 'false' })).not.toContain('ghost')
  for (const sort of ['name', '-name', 'createdAt', '-createdAt'] as const) {
    const whole = await names(admin, { all: 'true', sort, limit: 200 })
    const paged: string[] = []
    let cursor: string | undefined
    do {
      const page = await admin.projects.list({ query: { all: 'true', sort, limit: 2, ...(cursor ? { cursor } : {}) } })
      paged.push(...page.items.map(({ name }) => name))
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    expect(paged).toEqual(whole)
  }
  expect(await names(admin, { all: 'true', q: 'GHO' })).toEqual(['ghost'])
})

test('what was changed is in the log, with before and after', async () => {
  const made = await admin.projects.create({ body: { workspace, name: 'logged' } })
  await admin.projects.update({ params: { id: made.id }, body: { cpu: 4, name: 'logged' } })
  await app.site.auditLog.caughtUp()
  const { db } = app.database
  const rows = await db.selectFrom('audit_log').selectAll().where('subject', '=', made.id).orderBy('id').execute()
  expect(rows).toMatchObject([
    { action: 'project.created', workspace_id: workspace },
    { action: 'project.updated', before: { cpu: null }, after: { cpu: 4 } },
  ])
})

test('a personal workspace has a project from the start, in which its owner alone can begin at once', async () => {
  const [owner, other] = [await makeUser(app), await makeUser(app)]
  const mine = app.as(owner.token)
  const personal = (await mine.workspaces.list()).items.find((one) => one.personal)?.id ?? ''
  const { items } = await mine.projects.list({ query: { workspace: personal } })
  expect(items).toMatchObject([{ name: owner.username, active: true, everyone: true, example: false, cpu: null }])
  const project = items[0]?.id ?? ''
  expect(await mine.sessions.create({ body: { ...session, project } })).toMatchObject({ project, workspace: personal })
  expect(
    await app
      .as(other.token)
      .projects.show({ params: { id: project } })
      .catch(typeOf),
  ).toBe('not-found')
  const theirs = await names(admin, { all: 'true', personal: 'true', limit: 200 })
  expect(theirs).toEqual(expect.arrayContaining([owner.username, other.username]))
  expect(await names(admin, { all: 'true', personal: 'false', limit: 200 })).not.toContain(owner.username)
})

test('the example is everybody’s to try, in lists for who wants it, and never what a start means that names none', async () => {
  const { token, id } = await makeUser(app)
  const user = app.as(token)
  expect((await user.projects.list({ query: { example: 'true' } })).items).toMatchObject([
    { name: 'example', workspaceName: 'default', everyone: true, description: expect.stringMatching(/\w{4}/) },
  ])
  expect(await names(user, { example: 'false' })).not.toContain('example')
  expect(await user.sessions.create({ body: { ...session, project: 'example' } })).toMatchObject({
    projectName: 'example',
  })
  expect(await user.sessions.create({ body: session })).toMatchObject({ projectName: 'default' })
  const shown = await admin.users.show({ params: { id } })
  expect(shown.projects.at(-1)).toMatchObject({ name: 'example', example: true })
})
