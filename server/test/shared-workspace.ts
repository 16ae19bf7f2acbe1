import type { MadeUser } from './make.ts'
import type { TestApp } from './test-app.ts'

type Members = readonly (readonly [MadeUser, 'admin' | 'member'])[]

/** A workspace of the site's administrator with these people in it, in roles of their own. */
export async function sharedWorkspace(app: TestApp, admin: ReturnType<TestApp['as']>, members: Members) {
  const { id } = await admin.workspaces.create({ body: { name: 'lab' } })
  for (const [{ username, token }, role] of members) {
    const body = { email: `${username}@example.org`, role }
    const invitation = await admin.invitations.create({ params: { id }, body })
    await app.as(token).invitations.accept({ params: { token: invitation.token } })
  }
  return id
}

/** The same without the administrator, who leaves it. */
export async function leftAlone(app: TestApp, admin: ReturnType<TestApp['as']>, members: Members) {
  const id = await sharedWorkspace(app, admin, members)
  await admin.workspaces.leave({ params: { id } })
  return id
}
