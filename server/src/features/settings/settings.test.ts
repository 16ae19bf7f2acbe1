import { ApiProblem } from '@berth/contract/client.ts'
import { beforeAll, expect, test } from 'vitest'
import { makeAdmin, makeUser } from '../../../test/make.ts'
import { testApp, type TestApp } from '../../../test/test-app.ts'

const day = 86_400
let app: TestApp
let admin: ReturnType<TestApp['as']>
beforeAll(async () => {
  app = await testApp()
  admin = app.as(await makeAdmin(app))
})
const typeOf = (error: unknown) => (error instanceof ApiProblem ? error.body.type : error)
const leftOf = async (token: string) => {
  const { expiresAt } = await app.as(token).logins.current()
  return Math.round((new Date(expiresAt).getTime() - app.clock.now().getTime()) / 1000)
}

test('begin as the site is documented', async () => {
  expect(await admin.settings.show()).toEqual({
    loginIdleLifetime: 7 * day,
    loginAbsoluteLifetime: 30 * day,
    loginExtension: true,
    enforceRequiredPasswordChange: false,
    requireTwoFactor: 'none',
    signUpByInvitation: true,
    bootstrapTimeLimit: 600,
    trashDays: 30,
    groupFolders: true,
    blockUserScripts: false,
    desktopApp: false,
    desktopAppLink: null,
  })
})

test('a change holds from the next request on, for those who are signed in too, and in every process', async () => {
  const other = await testApp({ database: app.database, clock: app.clock })
  const { token } = await makeUser(app)
  await admin.settings.update({ body: { loginIdleLifetime: 600 } })
  expect(await leftOf(token)).toBe(600)
  app.clock.advance(300_000)
  await other.as(token).logins.extend()
  app.clock.advance(400_000)
  expect(await leftOf(token)).toBe(200)
  app.clock.advance(200_000)
  expect(await other.as(token).accounts.me().catch(typeOf)).toBe('not-signed-in')
  admin = app.as(await app.signIn('admin', 'correct horse 1!'))
  await admin.settings.update({ body: { loginIdleLifetime: 7 * day, loginAbsoluteLifetime: 600 } })
  const again = await makeUser(app)
  expect(await leftOf(again.token)).toBe(600)
  await admin.settings.update({ body: { loginAbsoluteLifetime: 30 * day } })
})

test('looking at the time and listening put nothing off, extending does, where the site allows it', async () => {
  admin = app.as(await app.signIn('admin', 'correct horse 1!'))
  const { token } = await makeUser(app)
  app.clock.advance(3_600_000)
  const page = new AbortController()
  await fetch(`${app.origin}/api/v1/events`, { headers: { authorization: `Bearer ${token}` }, signal: page.signal })
  page.abort()
  expect(await leftOf(token)).toBe(7 * day - 3600)
  expect(await leftOf(token)).toBe(7 * day - 3600)
  const { expiresAt, ...may } = await app.as(token).logins.extend()
  expect([await leftOf(token), may]).toEqual([7 * day, { canExtend: true, extension: true }])
  expect(new Date(expiresAt).getTime()).toBe(app.clock.now().getTime() + 7 * day * 1000)

  await admin.settings.update({ body: { loginExtension: false } })
  expect(await app.as(token).logins.current()).toMatchObject({ canExtend: false, extension: false })
  expect(await app.as(token).logins.extend().catch(typeOf)).toBe('login-cannot-be-extended')
  await admin.settings.update({ body: { loginExtension: true } })
})

test('the longest time is not extended', async () => {
  const { token } = await makeUser(app)
  for (let days = 0; days < 24; days += 6) {
    app.clock.advance(6 * day * 1000)
    await app.as(token).accounts.me()
  }
  expect(await leftOf(token)).toBe(6 * day)
  // The time left is still shown: the site allows extending, though this login has no more to gain.
  expect(await app.as(token).logins.current()).toMatchObject({ canExtend: false, extension: true })
  expect(await app.as(token).logins.extend().catch(typeOf)).toBe('login-cannot-be-extended')
})

test('everyone is told of the desktop app while it is offered, and where a packaged one is', async () => {
  admin = app.as(await app.signIn('admin', 'correct horse 1!'))
  const user = app.as((await makeUser(app)).token)
  expect(await user.settings.offers()).toEqual({ desktopApp: null, groupFolders: true, blockUserScripts: false })
  const link = 'https://example.org/berth.dmg'
  await admin.settings.update({ body: { desktopAppLink: link } })
  expect(await user.settings.offers()).toMatchObject({ desktopApp: null })
  await admin.settings.update({ body: { desktopApp: true } })
  expect(await user.settings.offers()).toMatchObject({ desktopApp: { link } })
  await admin.settings.update({ body: { desktopAppLink: null } })
  expect(await user.settings.offers()).toMatchObject({ desktopApp: { link: null } })
  await admin.settings.update({ body: { desktopApp: false } })
})

test('an address that would run something in the console is no link of the app', async () => {
  admin = app.as(await app.signIn('admin', 'correct horse 1!'))
  for (const desktopAppLink of ['javascript:alert(1)', 'data:text/html,x', '//elsewhere.example', 'app.dmg', ''])
    expect(await admin.settings.update({ body: { desktopAppLink } }).catch(typeOf), desktopAppLink).toBe(
      'invalid-input',
    )
})
