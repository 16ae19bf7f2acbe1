/** Factories: what a test needs to exist, made through the product's own services. */
import { transaction } from '../src/platform/database/transaction.ts'
import { adminPassword, type TestApp } from './test-app.ts'

let made = 0

/** The first administrator, signed in: their token. */
export async function makeAdmin(app: TestApp): Promise<string> {
  await app.site.setup.createFirst('admin@example.org', adminPassword)
  return app.signIn('admin@example.org', adminPassword)
}

export interface MadeUser {
  readonly id: string
  readonly username: string
  readonly token: string
}

/** An ordinary user, signed in. */
export async function makeUser(app: TestApp, username = `user-${++made}`): Promise<MadeUser> {
  const password = 'user password 1!'
  const passwordHash = await app.site.accounts.passwords.hash(password)
  const { id } = await transaction(app.database.db, (tx) =>
    app.site.accounts.create(
      tx,
      { email: `${username}@example.org`, username, fullName: '', passwordHash, role: 'user' },
      { user: null, address: null },
    ),
  )
  return { id, username, token: await app.signIn(username, password) }
}

/** A pair of keys of whoever has this token, and the client that presents it. */
export async function makePair(app: TestApp, token: string, body: { label?: string; expiresAt?: string } = {}) {
  const made = await app.as(token).credentials.create({ body })
  const { accessKey } = made.credential
  return { ...made, accessKey, keys: app.withKeys(accessKey, made.secretKey), params: { accessKey } }
}
