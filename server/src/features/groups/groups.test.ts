import { ApiProblem } from '@berth/contract/client.ts'
import { beforeAll, expect, test } from 'vitest'
import { makeAdmin, makeUser } from '../../../test/make.ts'
import { testApp, type TestApp } from '../../../test/test-app.ts'

let app: TestApp
let admin: ReturnType<TestApp['as']>
let id = ''
beforeAll(async () => {
  app = await testApp()
  admin = app.as(await makeAdmin(app))
  id = (await admin.workspaces.list()).items.find(({ name }) => name === 'default')!.id
})
const typeOf = (error: unknown) => (error instanceof ApiProblem ? error.body.type : String(error))
const groups = async (of = id) => (await admin.groups.list({ params: { id: of } })).items

test('every workspace has its group of everyone, which holds whoever belongs to it and cannot be changed', async () => {
  const [everyone] = await groups()
  const before = everyone!.members
  const user = await makeUser(app)
  expect((await groups())[0]).toMatchObject({ name: 'Everyone', everyone: true, members: before + 1 })
  const params = { id, group: everyone!.id }
  const { items } = await admin.groups.members({ params, query: { q: user.username } })
  expect(items.map((one) => one.id)).toEqual([user.id])
  const changes = await Promise.all([
    admin.groups.update({ params, body: { name: 'All' } }).catch(typeOf),
    admin.groups.delete({ params }).catch(typeOf),
    admin.groups.addMember({ params: { ...params, user: user.id } }).catch(typeOf),
    admin.groups.removeMember({ params: { ...params, user: user.id } }).catch(typeOf),
  ])
  expect(new Set(changes)).toEqual(new Set(['group-everyone']))
  const personal = (await app.as(user.token).workspaces.list()).items.find((one) => one.personal)!
  expect(await groups(personal.id)).toMatchObject([{ everyone: true, members: 1 }])
})

test('a group holds members of its workspace; a name is in it once', async () => {
  const user = await makeUser(app)
  const group = await admin.groups.create({ params: { id }, body: { name: 'Night shift' } })
  const params = { id, group: group.id }
  expect(await admin.groups.create({ params: { id }, body: { name: 'night SHIFT' } }).catch(typeOf)).toBe(
    'invalid-input',
  )
  await admin.groups.addMember({ params: { ...params, user: user.id } })
  await admin.groups.addMember({ params: { ...params, user: user.id } })
  expect((await groups()).find((one) => one.id === group.id)).toMatchObject({ members: 1 })
  const lab = await admin.workspaces.create({ body: { name: 'lab' } })
  const other = await admin.groups.create({ params: { id: lab.id }, body: { name: 'Night shift' } })
  const stranger = { params: { id: lab.id, group: other.id, user: user.id } }
  expect(await admin.groups.addMember(stranger).catch(typeOf)).toBe('not-found')
  // A group of one workspace is not found under another.
  expect(await admin.groups.delete({ params: { id: lab.id, group: group.id } }).catch(typeOf)).toBe('not-found')
  await admin.groups.removeMember({ params: { ...params, user: user.id } })
  expect((await admin.groups.members({ params })).items).toEqual([])
  expect(await admin.groups.update({ params, body: { name: 'Days' } })).toMatchObject({ name: 'Days' })
  await admin.groups.delete({ params })
  expect((await groups()).map(({ name }) => name)).toEqual(['Everyone'])
})

test('members see groups and change none', async () => {
  const user = app.as((await makeUser(app)).token)
  expect((await user.groups.list({ params: { id } })).items[0]).toMatchObject({ everyone: true })
  expect(await user.groups.create({ params: { id }, body: { name: 'mine' } }).catch(typeOf)).toBe('not-allowed')
})
