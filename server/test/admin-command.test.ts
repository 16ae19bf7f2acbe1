/** The commands on the server's machine, as processes beside a running server. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { ApiProblem } from '@berth/contract/client.ts'
import { beforeAll, expect, test } from 'vitest'
import { compiled } from './compiled.ts'
import { makeUser } from './make.ts'
import { testApp, type TestApp } from './test-app.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp()
})

const run = async (program: 'admin' | 'audit', ...words: string[]) => {
  const { host, user, password, database } = app.database.connection as Record<string, string>
  const url = `postgres://${user}:${encodeURIComponent(password!)}@localhost/${database}?host=${encodeURIComponent(host!)}`
  const file = new URL(`../src/main/${program}.ts`, import.meta.url).pathname
  const args = [file, ...words, '--database-url', url]
  return promisify(execFile)(process.execPath, args, { env: { PATH: process.env['PATH'], ...compiled } }).then(
    ({ stdout }) => ({ code: 0, text: stdout }),
    (error: { code: number; stderr: string; stdout: string }) => ({
      code: error.code,
      text: error.stdout + error.stderr,
    }),
  )
}
const typeOf = (error: unknown) => (error instanceof ApiProblem ? error.body.type : error)
const password = 'user password 1!'

test('a new password is printed, works, and ends what was signed in', async () => {
  const user = await makeUser(app)
  const { code, text } = await run('admin', 'reset-password', `${user.username}@example.org`)
  const fresh = /is: (\S+)/.exec(text)?.[1] ?? ''
  expect([code, fresh]).toEqual([0, expect.stringMatching(/^\w{20}-\d\d$/)])
  expect(await app.as(user.token).accounts.me().catch(typeOf)).toBe('not-signed-in')
  const token = await app.signIn(user.username, fresh)
  expect(await app.as(token).accounts.me()).toMatchObject({ requirePasswordChange: true })
})

test('who is locked out is let in again', async () => {
  const user = await makeUser(app)
  const signIn = (given: string) => app.anonymous.logins.login({ body: { login: user.username, password: given } })
  for (let n = 0; n < 10; n++) await signIn('wrong one 1!').catch(() => {})
  expect(await signIn(password).catch(typeOf)).toBe('too-many-requests')
  expect((await run('admin', 'unlock', user.username)).code).toBe(0)
  expect(await signIn(password)).toMatchObject({ username: user.username })
})

test('an address list that shuts its owner out is opened', async () => {
  const user = await makeUser(app)
  const body = { allowedClientIps: ['192.0.2.1'], confirmLockout: true }
  await app.as(user.token).myAccount.update({ body })
  expect(await app.as(user.token).accounts.me().catch(typeOf)).toBe('not-signed-in')
  expect((await run('admin', 'allow-ip', user.username, '127.0.0.0/8')).text).toContain('192.0.2.1, 127.0.0.0/8')
  expect(await app.as(user.token).accounts.me()).toMatchObject({ allowedClientIps: ['192.0.2.1', '127.0.0.0/8'] })
  expect((await run('admin', 'allow-ip', user.username)).text).toContain('every address')
})

test('what is wrong with a command is one line, and nothing happens', async () => {
  const [unknown, ...others] = await Promise.all([
    run('admin', 'unlock', 'nobody@example.org'),
    run('admin', 'allow-ip', 'x', 'nonsense'),
    run('admin', 'destroy', 'x'),
    run('admin', 'unlock'),
  ])
  expect(unknown).toEqual({ code: 1, text: 'berth: There is no user nobody@example.org.\n' })
  expect(others.map(({ code }) => code)).toEqual([1, 2, 2])
})

test('each rescue is in the audit log, which the other command verifies', async () => {
  await app.site.auditLog.caughtUp()
  const { rows } = await app.database.pool.query(
    `SELECT action, actor_id FROM audit_log WHERE method = 'server-machine' ORDER BY id`,
  )
  const by = { actor_id: null }
  expect(rows).toEqual([
    { action: 'password.changed', ...by },
    { action: 'user.unlocked', ...by },
    { action: 'user.updated', ...by },
    { action: 'user.updated', ...by },
  ])
  expect(await run('audit', 'verify')).toMatchObject({ code: 0, text: expect.stringContaining('whole') })
  await app.database.pool.query('ALTER TABLE audit_log DISABLE TRIGGER USER')
  await app.database.pool.query(`UPDATE audit_log SET actor_id = user_id WHERE method = 'server-machine'`)
  expect(await run('audit', 'verify')).toMatchObject({ code: 1, text: expect.stringContaining('was changed') })
})
