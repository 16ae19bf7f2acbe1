/** Who comes in by SSH, and when that ends. */
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { MiB } from '@berth/contract/sessions.ts'
import { beforeAll, expect, test } from 'vitest'
import { eventually } from '../../../test/eventually.ts'
import { makeAdmin, makeUser, type MadeUser } from '../../../test/make.ts'
import { collect, run, sshPerson, start, type SshPerson } from '../../../test/ssh.ts'
import { adminPassword, testApp, type TestApp } from '../../../test/test-app.ts'

const lacks = !existsSync('/usr/bin/ssh')
let app: TestApp
let admin: string
let ada: MadeUser
let person: SshPerson
let id: string

beforeAll(async () => {
  app = await testApp({ ssh: {} })
  admin = await makeAdmin(app)
  ada = await makeUser(app, 'ada')
  person = await sshPerson(app, ada.token)
  id = await startSession(ada.token, 'train')
})

async function startSession(token: string, name: string): Promise<string> {
  const session = await app.as(token).sessions.create({
    body: { name, type: 'interactive', resources: { cpu: 0.1, memory: 64 * MiB } },
  })
  await eventually(
    () => app.as(token).sessions.show({ params: { id: session.id } }),
    ({ status }) => status === 'RUNNING',
  )
  return session.id
}

const ssh = (who: SshPerson, name: string, ...more: string[]) =>
  run('ssh', [...who.options, ...more, `${name}@127.0.0.1`, 'echo', 'inside'])
const refused = { code: 255, stdout: '' }
const inside = { code: 0, stdout: 'inside\n' }

test.skipIf(lacks)('by name, by owner and name, and by id', async () => {
  for (const name of ['train', 'ada+train', 'ADA+train', id])
    expect(await ssh(person, name), name).toMatchObject(inside)
  const [key] = (await app.as(ada.token).sshKeys.list()).items
  expect(key?.lastUsedAt).not.toBeNull()
})

test.skipIf(lacks)('RSA proves it with SHA-2, and with SHA-1 nothing', async () => {
  const rsa = await sshPerson(app, ada.token, 'rsa')
  expect(await ssh(rsa, 'train')).toMatchObject(inside)
  const sha1 = ['-o', 'PubkeyAcceptedAlgorithms=ssh-rsa']
  expect(await ssh(rsa, 'train', ...sha1)).toMatchObject({
    ...refused,
    stderr: expect.stringContaining('Permission denied'),
  })
})

test.skipIf(lacks)('a key that nobody has registered is refused, and so is any password', async () => {
  const stranger = await sshPerson(app, null)
  expect(await ssh(stranger, 'train')).toMatchObject({ ...refused, stderr: expect.stringContaining('(publickey)') })
  const methods = ['-o', 'PreferredAuthentications=password,keyboard-interactive,hostbased,gssapi-with-mic']
  expect(await ssh(person, 'train', ...methods)).toMatchObject(refused)
})

test.skipIf(lacks)('another’s session is not opened, nor told apart from one that is not there', async () => {
  const mallory = await makeUser(app, 'mallory')
  const other = await sshPerson(app, mallory.token)
  const [theirs, nobodys] = [await ssh(other, 'ada+train'), await ssh(other, 'nobody+train')]
  expect(theirs).toMatchObject(refused)
  expect(theirs.stderr).toBe(nobodys.stderr)
  expect((await ssh(other, id)).stderr).toContain(`no session named ${id}`)
})

test.skipIf(lacks)('who has registered somebody else’s key draws them into nothing', async () => {
  const eve = await makeUser(app, 'eve')
  await app.as(eve.token).sshKeys.add({ body: { name: 'not mine', publicKey: person.publicKey } })
  await startSession(eve.token, 'bait-1')
  expect(await ssh(person, 'bait-1')).toMatchObject({ ...refused, stderr: expect.stringContaining('USER+bait-1') })
  expect(await ssh(person, 'ada+train')).toMatchObject(inside)
  const [key] = (await app.as(eve.token).sshKeys.list()).items
  await app.as(eve.token).sshKeys.remove({ params: { id: key?.id ?? '' } })
})

test.skipIf(lacks)(
  'an administrator comes in by name and owner, and the owner finds it in their activity',
  async () => {
    const root = await sshPerson(app, admin)
    expect(await ssh(root, 'ada+train')).toMatchObject(inside)
    await eventually(
      () => app.as(ada.token).myAccount.activity({ query: {} }),
      ({ items }) => items.some(({ action }) => action === 'session.entered'),
    )
  },
)

/** Stays connected without a channel, and with one. */
async function stay(who = person, name = 'ada+train') {
  const control = join(who.folder, `control-${name}`)
  const master = ['-N', '-o', 'ControlMaster=yes', '-o', `ControlPath=${control}`]
  const idle = collect(start('ssh', [...who.options, ...master, `${name}@127.0.0.1`]))
  // Made when it is let in.
  await eventually(
    () => existsSync(control),
    (there) => there,
  )
  const busy = collect(start('ssh', [...who.options, `${name}@127.0.0.1`, 'echo ready; sleep 600']))
  await eventually(
    () => busy.text.stdout,
    (shown) => shown.includes('ready'),
  )
  return async (why = /You may not be connected any more/) => {
    const both = [await idle.ended, await busy.ended]
    for (const { stderr } of both) expect(stderr).toMatch(why)
    return both.map(({ code }) => code)
  }
}

test.skipIf(lacks)('an address list ends what comes from elsewhere, and keeps it out', async () => {
  const ended = await stay()
  const change = (allowedClientIps: string[]) =>
    app.as(admin).users.update({ params: { id: ada.id }, body: { allowedClientIps } })
  await change(['192.0.2.0/24'])
  expect(await ended()).toEqual([255, 255])
  expect(await ssh(person, 'train')).toMatchObject({ ...refused, stderr: expect.stringContaining('Permission denied') })
  await change([])
  expect(await ssh(person, 'train')).toMatchObject(inside)
})

test.skipIf(lacks)('a key that is removed opens nothing any more, at once', async () => {
  const second = await sshPerson(app, ada.token)
  const ended = await stay(second)
  const key = (await app.as(ada.token).sshKeys.list()).items.at(-1)
  await app.as(ada.token).sshKeys.remove({ params: { id: key?.id ?? '' } })
  expect(await ended()).toEqual([255, 255])
  expect(await ssh(second, 'train')).toMatchObject(refused)
  expect(await ssh(person, 'train')).toMatchObject(inside)
})

test.skipIf(lacks)('who must change their password is sent to the console first', async () => {
  await app.as(admin).settings.update({ body: { enforceRequiredPasswordChange: true } })
  const must = (requirePasswordChange: boolean) =>
    app.as(admin).users.update({ params: { id: ada.id }, body: { requirePasswordChange } })
  await must(true)
  expect(await ssh(person, 'train')).toMatchObject({
    ...refused,
    stderr: expect.stringContaining('Sign in to the console'),
  })
  await must(false)
})

test.skipIf(lacks)('one who is deactivated is out at once', async () => {
  const bob = await makeUser(app, 'bob')
  const his = await sshPerson(app, bob.token)
  await startSession(bob.token, 'bobs')
  const ended = await stay(his, 'bobs')
  await app.as(admin).users.deactivate({ params: { id: bob.id }, body: { terminateSessions: false } })
  expect(await ended()).toEqual([255, 255])
  expect(await ssh(his, 'bobs')).toMatchObject({ ...refused, stderr: expect.stringContaining('Permission denied') })
})

test.skipIf(lacks)('the end of the session is said, also where nothing runs', async () => {
  const other = await startSession(ada.token, 'short')
  const ended = await stay(person, 'short')
  await app.as(ada.token).sessions.terminate({ params: { id: other } })
  expect(await ended(/The session has ended/)).toEqual([255, 255])
  expect((await ssh(person, 'short')).stderr).toContain('no session named short')
  expect((await ssh(person, other)).stderr).toContain('short has ended')
})

test.skipIf(lacks)(
  'a client that knows another host key does not come in; ours is the same after a restart',
  async () => {
    const before = await app.as(ada.token).sshServer.show()
    expect(before).toMatchObject({ enabled: true, host: '127.0.0.1', port: app.sshPort })
    const again = await testApp({ database: app.database, engine: app.engine, ssh: {} })
    const after = await again.as(await again.signIn('admin@example.org', adminPassword)).sshServer.show()
    expect(after.hostKeys).toEqual(before.hostKeys)
    await again.close()
    const stranger = await sshPerson(app, null)
    writeFileSync(join(stranger.folder, 'known'), `[127.0.0.1]:${app.sshPort} ${stranger.publicKey}\n`)
    const known = ['-o', `UserKnownHostsFile=${join(stranger.folder, 'known')}`]
    // Of several settings of the same name the first counts.
    expect((await run('ssh', [...known, ...person.options, 'train@127.0.0.1', 'true'])).code).toBe(255)
  },
)

test.skipIf(lacks)('no key, command or address of a session is in the log', async () => {
  expect(app.logged.join('')).not.toContain('PRIVATE KEY')
  expect(app.logged.filter((line) => line.includes('"level":"error"'))).toEqual([])
})
