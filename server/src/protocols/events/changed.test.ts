/** Who hears which kinds of things have changed: those who may see them, and nobody else. */
import type { ChangedThing } from '@berth/contract/changed-things.ts'
import { GiB, MiB } from '@berth/contract/sessions.ts'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { eventually } from '../../../test/eventually.ts'
import { listenTo } from '../../../test/listen.ts'
import { makeAdmin, makePair, makeUser, type MadeUser } from '../../../test/make.ts'
import { adminPassword, testApp, type TestApp } from '../../../test/test-app.ts'

let app: TestApp
let admin: ReturnType<TestApp['as']>
let adminToken = ''
let ada: MadeUser
let grace: MadeUser
let lab = ''

beforeAll(async () => {
  app = await testApp()
  adminToken = await makeAdmin(app)
  admin = app.as(adminToken)
  ada = await makeUser(app)
  grace = await makeUser(app)
  lab = (await admin.workspaces.create({ body: { name: 'lab' } })).id
  await join(ada)
})

const join = async (user: MadeUser, role: 'admin' | 'member' = 'member') => {
  const body = { email: `${user.username}@example.org`, role }
  const { token } = await admin.invitations.create({ params: { id: lab }, body })
  await app.as(user.token).invitations.accept({ params: { token } })
}

let saved = 0
/** The things that one of them hears of, as far as `reach` has found that there is nothing more. */
async function listener(token: string) {
  const stream = await listenTo<{ what: readonly ChangedThing[] }>(app, { authorization: `Bearer ${token}` })
  onTestFinished(stream.stop)
  const heard = () => stream.frames.filter(({ event }) => event === 'changed').flatMap(({ data }) => data.what)
  const probes = () => heard().filter((thing) => thing === 'scripts').length
  return {
    heard,
    async reach() {
      const before = probes()
      const body = { content: `echo ${++saved}` }
      await app.as(token).userScripts.save({ params: { name: '.probe' }, body })
      await eventually(probes, (now) => now > before)
      return heard().length
    },
  }
}

/** What each of them hears of because of what is done. */
async function heardBy<Name extends string>(tokens: Readonly<Record<Name, string>>, work: () => Promise<unknown>) {
  const people = await Promise.all(
    Object.entries<string>(tokens).map(async ([name, token]) => {
      const { heard, reach } = await listener(token)
      return { name, heard, reach, from: await reach() }
    }),
  )
  await work()
  const found = people.map(async ({ name, heard, reach, from }) => {
    const until = await reach()
    // What people read of themselves follows when it is written down.
    const others = heard().slice(from, until)
    return [name, [...new Set(others.filter((thing) => thing !== 'scripts' && thing !== 'activity'))].toSorted()]
  })
  return Object.fromEntries(await Promise.all(found)) as Record<Name, ChangedThing[]>
}

const secondAdmin = async () => {
  const { id, username } = await makeUser(app)
  await admin.users.update({ params: { id }, body: { role: 'superadmin' } })
  return app.signIn(username, 'user password 1!')
}

test('administrators hear of what they alone see, and who it is about of their own account', async () => {
  const everyone = { other: await secondAdmin(), ada: ada.token, grace: grace.token }
  expect(
    await heardBy(everyone, async () => {
      await admin.users.update({ params: { id: ada.id }, body: { fullName: 'Ada' } })
      await admin.policies.create({ body: { name: 'heard' } })
    }),
  ).toEqual({ other: ['policies', 'users'], ada: ['account'], grace: [] })
  expect(await heardBy(everyone, () => makePair(app, ada.token))).toEqual({
    other: ['credentials'],
    ada: ['credentials'],
    grace: [],
  })
})

test('what everyone is offered, everyone hears of', async () => {
  const body = { name: 'Heard of', resources: { cpu: 1, memory: 1 * GiB } }
  expect(
    await heardBy({ ada: ada.token, grace: grace.token }, async () => {
      await admin.resourcePresets.create({ body })
      await admin.settings.update({ body: { groupFolders: false } })
    }),
  ).toEqual({ ada: ['presets', 'settings'], grace: ['presets', 'settings'] })
})

test('of a workspace its members hear, of who is invited those who run it, and strangers not even that', async () => {
  const runs = await makeUser(app)
  await join(runs, 'admin')
  const everyone = { other: await secondAdmin(), runs: runs.token, ada: ada.token, grace: grace.token }
  expect(await heardBy(everyone, () => admin.groups.create({ params: { id: lab }, body: { name: 'Night' } }))).toEqual({
    other: ['workspaces'],
    runs: ['workspaces'],
    ada: ['workspaces'],
    grace: [],
  })
  const body = { email: 'somebody@example.net', role: 'member' as const }
  expect(await heardBy(everyone, () => admin.invitations.create({ params: { id: lab }, body }))).toEqual({
    other: ['workspaces'],
    runs: ['workspaces'],
    ada: [],
    grace: [],
  })
})

test('a new user is a new member of the workspace that everyone begins in', async () => {
  const heard = await heardBy({ other: await secondAdmin(), ada: ada.token }, () => makeUser(app))
  expect(heard.ada).toEqual(['workspaces'])
  expect(heard.other).toEqual(expect.arrayContaining(['users', 'workspaces']))
})

test('of a project those hear who are in it, also the last time', async () => {
  const beside = await makeUser(app)
  await join(beside)
  const { id } = await admin.projects.create({ body: { workspace: lab, name: 'quiet' } })
  const params = { id }
  await admin.projects.addMember({ params: { id, user: ada.id } })
  const everyone = { ada: ada.token, beside: beside.token, grace: grace.token }
  const rename = (name: string) => () => admin.projects.update({ params, body: { name } })
  expect(await heardBy(everyone, rename('loud'))).toEqual({ ada: ['projects'], beside: [], grace: [] })
  const open = (isOpen: boolean) => () => admin.projects.update({ params, body: { everyone: isOpen } })
  expect(await heardBy(everyone, open(true))).toEqual({ ada: ['projects'], beside: ['projects'], grace: [] })
  expect(await heardBy(everyone, open(false))).toEqual({ ada: ['projects'], beside: ['projects'], grace: [] })
  const settings = { type: 'interactive' as const, resources: { cpu: 1, memory: 1 * GiB } }
  const template = { name: 'Shared', project: id, settings }
  await admin.projects.addMember({ params: { id, user: (await admin.accounts.me()).id } })
  expect(await heardBy(everyone, () => admin.sessionTemplates.create({ body: template }))).toEqual({
    ada: ['templates'],
    beside: [],
    grace: [],
  })
})

test('whoever may look at a terminal hears of it, and that they may no more', async () => {
  const owner = await makeUser(app)
  const mine = app.as(owner.token)
  const { id } = await mine.sessions.create({
    body: { type: 'interactive', resources: { cpu: 0.1, memory: 64 * MiB } },
  })
  const params = { id }
  await eventually(
    () => mine.sessions.show({ params }),
    ({ status }) => status === 'RUNNING',
  )
  const terminal = (await mine.terminals.open({ params, body: { cols: 80, rows: 24 } })).id
  const everyone = { owner: owner.token, grace: grace.token, ada: ada.token }
  let share = ''
  const begin = async () => {
    share = (await mine.terminalShares.create({ params, body: { terminal, with: grace.username } })).id
  }
  const heard = { owner: ['terminals'], grace: ['terminals'], ada: [] }
  expect(await heardBy(everyone, begin)).toEqual(heard)
  expect(await heardBy(everyone, () => mine.terminalShares.remove({ params: { id, share } }))).toEqual(heard)
})

test('what one tab changes of oneself, another hears of; of the history when it is in there', async () => {
  const { heard, reach } = await listener(ada.token)
  const from = await reach()
  await app.as(ada.token).sshKeys.generate({ body: { name: 'other tab', type: 'ed25519', keepPrivateKey: false } })
  const things = () => heard().slice(from)
  await eventually(things, (some) => some.includes('ssh-keys'))
  let told = 0
  await eventually(
    async () => {
      const times = things().filter((thing) => thing === 'activity').length
      if (times === told) return 'nothing new is told'
      told = times
      return (await app.as(ada.token).myAccount.activity()).items[0]?.action
    },
    (newest) => newest === 'ssh-key.generated',
  )
})

test('programs are told of none of this', async () => {
  const { accessKey, secretKey } = await makePair(app, adminToken)
  const authorization = `Basic ${Buffer.from(`${accessKey}:${secretKey}`).toString('base64')}`
  const stream = await listenTo(app, { authorization })
  onTestFinished(stream.stop)
  await eventually(stream.beats, (beats) => beats > 0)
  const heard = await heardBy({ person: await app.signIn('admin@example.org', adminPassword) }, () =>
    admin.policies.create({ body: { name: 'unheard' } }),
  )
  expect(heard.person).toEqual(['policies'])
  const { id } = await admin.sessions.create({
    body: { type: 'interactive', resources: { cpu: 0.1, memory: 64 * MiB } },
  })
  await eventually(
    () => stream.frames,
    (frames) => frames.some(({ data }) => (data as { id?: string }).id === id),
  )
  expect(stream.frames.filter(({ event }) => event === 'changed')).toEqual([])
})
