import { generateKeyPairSync } from 'node:crypto'
import { ApiProblem } from '@berth/contract/client.ts'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { hostileTexts } from '../../../test/hostile-values.ts'
import { makeUser, type MadeUser } from '../../../test/make.ts'
import { testApp, type TestApp } from '../../../test/test-app.ts'
import { createSeals } from '../../platform/secrets/seal.ts'
import { parsePrivateKey, proveMatch } from './private-key.ts'
import { blobOf, parsePublicKey, publicLine } from './public-key.ts'
import { createSshKeys } from './ssh-keys.service.ts'

let app: TestApp
let user: MadeUser
beforeAll(async () => {
  app = await testApp()
})
beforeEach(async () => {
  user = await makeUser(app)
})

const me = () => app.as(user.token).sshKeys
const problemOf = (call: Promise<unknown>): Promise<Record<string, unknown>> =>
  call.then(
    () => ({ type: 'none' }),
    (error: unknown) => {
      if (error instanceof ApiProblem) return error.body
      throw error
    },
  )

/** What other slices are given. */
const service = () =>
  createSshKeys({
    db: app.database.db,
    clock: app.clock,
    seals: createSeals(Buffer.alloc(32, 7)),
    leases: { revoke: async () => {} },
  })

function newPair() {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const { type, blob } = blobOf(publicKey)
  return {
    publicKey: publicLine(type, blob, 'ada@laptop'),
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
  }
}
const publicOnly = (name: string) => ({ name, publicKey: newPair().publicKey })

/** Until the audit log has taken over what was done. */
async function actions() {
  await app.site.auditLog.caughtUp()
  const { items } = await app.as(user.token).myAccount.activity({})
  return items.filter(({ action }) => action.startsWith('ssh-key.')).reverse()
}

test('keys are added, listed with their fingerprints, renamed and removed; each is on the record', async () => {
  const { publicKey } = newPair()
  const added = await me().add({ body: { name: 'Laptop', publicKey: ` ${publicKey}\n` } })
  expect(added).toMatchObject({ name: 'Laptop', type: 'ssh-ed25519', bits: 256, publicKey, comment: 'ada@laptop' })
  expect(added).toMatchObject({ privateKeyKept: false, lastUsedAt: null })
  expect(added.fingerprint).toMatch(/^SHA256:[A-Za-z0-9+/]{43}$/)
  const params = { id: added.id }
  expect(await me().update({ params, body: { name: 'Old laptop' } })).toMatchObject({ name: 'Old laptop' })
  expect(await me().list()).toEqual({ items: [{ ...added, name: 'Old laptop' }] })
  await me().remove({ params })
  expect(await me().list()).toEqual({ items: [] })
  expect(await problemOf(me().remove({ params }))).toMatchObject({ type: 'not-found' })
  expect((await actions()).map(({ action }) => action)).toEqual(['ssh-key.added', 'ssh-key.renamed', 'ssh-key.removed'])
})

test('a generated pair is shown once, fits, and its private half is kept only where that was asked for', async () => {
  for (const [type, name] of [
    ['ed25519', 'ssh-ed25519'],
    ['rsa', 'ssh-rsa'],
  ] as const) {
    const made = await me().generate({ body: { name: type, type } })
    expect(made).toMatchObject({ type: name, privateKeyKept: false, comment: type })
    expect(made.bits).toBe(type === 'rsa' ? 3072 : 256)
    await proveMatch(parsePublicKey(made.publicKey), parsePrivateKey(made.privateKey))
  }
  expect((await service().keysFor(user.id)).privateKeys).toEqual([])
  const kept = await me().generate({ body: { name: 'for sessions', keepPrivateKey: true } })
  const { items } = await me().list()
  expect(JSON.stringify(items)).not.toContain('PRIVATE KEY')
  const [given, ...more] = (await service().keysFor(user.id)).privateKeys
  expect(more).toEqual([])
  expect(given).toMatchObject({ file: 'id_ed25519', publicKey: kept.publicKey })
  expect(given?.privateKey.reveal()).toBe(kept.privateKey)
})

test('a private half that comes along must match, is kept sealed, and can be forgotten', async () => {
  const [mine, other] = [newPair(), newPair()]
  expect(await problemOf(me().add({ body: { ...mine, name: 'x', privateKey: other.privateKey } }))).toMatchObject({
    type: 'invalid-input',
    status: 400,
    errors: [{ path: 'body.privateKey', code: 'does-not-match' }],
  })
  expect(await me().list()).toEqual({ items: [] })
  const added = await me().add({ body: { ...mine, name: 'Git' } })
  expect(added.privateKeyKept).toBe(true)
  const [given] = (await service().keysFor(user.id)).privateKeys
  await proveMatch(parsePublicKey(mine.publicKey), parsePrivateKey(given?.privateKey.reveal() ?? ''))
  // Nothing readable of it is in the database or in the log.
  const { rows } = await app.database.pool.query<{ text: string }>(
    `SELECT encode(private_key, 'escape') AS text FROM ssh_keys WHERE id = $1`,
    [added.id],
  )
  expect(rows[0]?.text).not.toContain('PRIVATE')
  expect(app.logged.join('\n')).not.toContain('PRIVATE KEY')
  const forgotten = await me().update({ params: { id: added.id }, body: { privateKeyKept: false } })
  expect(forgotten.privateKeyKept).toBe(false)
  expect((await service().keysFor(user.id)).privateKeys).toEqual([])
  expect((await actions()).at(-1)).toMatchObject({ action: 'ssh-key.private-key-forgotten', result: 'success' })
  expect(JSON.stringify(await actions())).not.toContain('PRIVATE')
})

test('of two kept keys of one kind, sessions get the newer one', async () => {
  await me().generate({ body: { name: 'older', keepPrivateKey: true } })
  const newer = await me().generate({ body: { name: 'newer', keepPrivateKey: true } })
  const rsa = await me().generate({ body: { name: 'rsa', type: 'rsa', keepPrivateKey: true } })
  const { privateKeys: kept } = await service().keysFor(user.id)
  expect(kept.map(({ file, publicKey }) => [file, publicKey])).toEqual([
    ['id_ed25519', newer.publicKey],
    ['id_rsa', rsa.publicKey],
  ])
})

test('all public keys of a user open their sessions, and when one did is shown', async () => {
  const [one, two] = [await me().add({ body: publicOnly('one') }), await me().add({ body: publicOnly('two') })]
  expect((await service().keysFor(user.id)).publicKeys).toEqual([one.publicKey, two.publicKey])
  const at = app.clock.now()
  await service().noteUse(user.id, two.fingerprint, at)
  // Later news of an earlier use change nothing.
  await service().noteUse(user.id, two.fingerprint, new Date(at.getTime() - 60_000))
  const { items } = await me().list()
  expect(items.map(({ lastUsedAt }) => lastUsedAt)).toEqual([null, at.toISOString()])
})

test('what is wrong is said at its half, in a sentence', async () => {
  const publicKey = `command="sh" ${newPair().publicKey}`
  expect(await problemOf(me().add({ body: { name: 'x', publicKey } }))).toMatchObject({
    type: 'invalid-input',
    errors: [{ path: 'body.publicKey', code: 'options', message: expect.stringContaining('without options') }],
  })
  const huge = `ssh-rsa ${'A'.repeat(20_000)}`
  expect(await problemOf(me().add({ body: { name: 'x', publicKey: huge } }))).toMatchObject({ type: 'invalid-input' })
  const privateKey = 'x'.repeat(40_000)
  expect(await problemOf(me().add({ body: { ...newPair(), name: 'x', privateKey } }))).toMatchObject({
    type: 'invalid-input',
    errors: [{ path: 'body.privateKey' }],
  })
  expect(await problemOf(me().add({ body: { ...publicOnly('a\u202eb') } }))).toMatchObject({
    errors: [{ path: 'body.name' }],
  })
})

test('no hostile text is a key, and none is more than refused', async () => {
  const { publicKey } = newPair()
  for (const text of hostileTexts) {
    const before = await problemOf(me().add({ body: { name: 'x', publicKey: text } }))
    expect(before, text.slice(0, 80)).toMatchObject({ type: 'invalid-input' })
    const ahead = await problemOf(me().add({ body: { name: 'x', publicKey: `${text} ${publicKey}` } }))
    if (text.trim() !== '') expect(ahead, text.slice(0, 80)).toMatchObject({ type: 'invalid-input' })
    else if (ahead['type'] === 'none') await me().remove({ params: { id: (await me().list()).items[0]?.id ?? '' } })
    if (text.trim() === '') continue
    const half = await problemOf(me().add({ body: { name: 'x', publicKey, privateKey: text } }))
    expect(half, text.slice(0, 80)).toMatchObject({ type: 'invalid-input' })
  }
  expect((await me().list()).items).toEqual([])
})

test('a key is there once, also when it is added twice at the same moment; another user may have it too', async () => {
  const key = publicOnly('same')
  const answers = await Promise.all(Array.from({ length: 4 }, () => problemOf(me().add({ body: key }))))
  expect(answers.filter(({ type }) => type === 'none')).toHaveLength(1)
  expect(answers.filter(({ type }) => type === 'ssh-key-known')).toHaveLength(3)
  const other = await makeUser(app)
  await app.as(other.token).sshKeys.add({ body: key })
})

test('there are never more than twenty, however many are added at once', async () => {
  const answers = await Promise.all(
    Array.from({ length: 24 }, (_, index) => problemOf(me().add({ body: publicOnly(`key ${index}`) }))),
  )
  expect(answers.filter(({ type }) => type === 'too-many-ssh-keys')).toHaveLength(4)
  expect((await me().list()).items).toHaveLength(20)
  expect(await problemOf(me().generate({ body: { name: 'more' } }))).toMatchObject({ limit: 20 })
})

test('nobody sees or touches the keys of somebody else', async () => {
  const key = await me().add({ body: publicOnly('mine') })
  const other = app.as((await makeUser(app)).token).sshKeys
  expect(await other.list()).toEqual({ items: [] })
  const params = { id: key.id }
  expect(await problemOf(other.update({ params, body: { name: 'theirs' } }))).toMatchObject({ type: 'not-found' })
  expect(await problemOf(other.remove({ params }))).toMatchObject({ type: 'not-found' })
  expect((await me().list()).items).toEqual([key])
})

test('a program with an access key lists keys, and adds none that would outlive it', async () => {
  const { credential, secretKey } = await app.as(user.token).credentials.create({ body: {} })
  const program = app.withKeys(credential.accessKey, secretKey).sshKeys
  expect(await program.list()).toEqual({ items: [] })
  const refused = { type: 'not-by-credential', status: 403 }
  expect(await problemOf(program.add({ body: publicOnly('x') }))).toMatchObject(refused)
  expect(await problemOf(program.generate({ body: { name: 'x' } }))).toMatchObject(refused)
})
