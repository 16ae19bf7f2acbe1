/** What is open ends with the right to it, whatever ends that. */
import { describe, expect, test } from 'vitest'
import { appSite } from '../../../test/app-site.ts'
import { eventually } from '../../../test/eventually.ts'
import { makeUser } from '../../../test/make.ts'

const site = await appSite()

/** Opened by somebody new, with a socket that is open. */
async function visitor() {
  const user = await makeUser(site.app)
  const id = await site.startService(user.token)
  const entered = await site.enter(user.token, id)
  return { ...user, session: id, entered, ...(await site.joined(entered)) }
}
const refused = (entered: { origin: string; cookie: string }) =>
  eventually(
    () => site.go('/', {}, entered),
    ({ status }) => status === 401,
  )

describe.skipIf(!site.available)(`the right to an app${site.title}`, () => {
  test('a WebSocket passes both ways, and ends with the login that opened it', async () => {
    const { socket, closed, token, entered } = await visitor()
    const echoed = new Promise((resolve) => socket.once('message', (data: Buffer) => resolve(data.toString())))
    socket.send('hello')
    expect(await echoed).toBe('hello')
    await site.app.as(token).logins.logout()
    await closed
    expect((await site.go('/', {}, entered)).status).toBe(401)
  })

  test('ends at once for addresses that its owner does not allow', async () => {
    const { closed, id, entered } = await visitor()
    await site.app.as(site.admin).users.update({ params: { id }, body: { allowedClientIps: ['192.0.2.1'] } })
    await closed
    expect((await site.go('/', {}, entered)).status).toBe(401)
  })

  test('ends with the account', async () => {
    const { closed, id, entered } = await visitor()
    await site.app.as(site.admin).users.deactivate({ params: { id }, body: { terminateSessions: false } })
    await closed
    expect((await site.go('/', {}, entered)).status).toBe(401)
  })

  test('ends with the session, streams included', async () => {
    const { closed, session, token, entered } = await visitor()
    await site.app.as(token).sessions.terminate({ params: { id: session } })
    await closed
    await refused(entered)
    await expect(site.openApp(token, session)).rejects.toMatchObject({ body: { type: 'session-state' } })
  })

  test('of an administrator over others’ sessions ends with the role', async () => {
    const { session } = await visitor()
    const other = await makeUser(site.app)
    const params = { id: other.id }
    await site.app.as(site.admin).users.update({ params, body: { role: 'superadmin' } })
    const token = await site.app.signIn(other.username, 'user password 1!')
    const entered = await site.enter(token, session)
    expect((await site.go('/', {}, entered)).status).toBe(200)
    await site.app.as(site.admin).users.update({ params, body: { role: 'user' } })
    expect((await site.go('/', {}, entered)).status).toBe(401)
  })

  describe('of a project’s members to a service that is open to them', () => {
    test('is theirs while they are in it, to the service alone', async () => {
      const [owner, member, stranger] = [await makeUser(site.app), await makeUser(site.app), await makeUser(site.app)]
      const { workspaces, projects } = site.app.as(site.admin)
      const lab = await workspaces.create({ body: { name: 'lab' } })
      const joined = [owner, member].map(({ id }) => ({ workspace_id: lab.id, user_id: id, role: 'member' as const }))
      await site.app.database.db.insertInto('members').values(joined).execute()
      const project = await projects.create({ body: { workspace: lab.id, name: 'open', everyone: false } })
      for (const { id } of [owner, member]) await projects.addMember({ params: { id: project.id, user: id } })

      const open = await site.startService(owner.token, { audience: 'project', project: project.id })
      const closed = await site.startService(owner.token, { project: project.id })
      const mine = site.app.as(member.token).apps
      expect((await mine.list({ params: { id: open } })).items.map(({ name }) => name)).toEqual(['service'])
      for (const id of [closed, site.session])
        await expect(mine.list({ params: { id } })).rejects.toMatchObject({ body: { type: 'not-found' } })
      await expect(site.openApp(stranger.token, open)).rejects.toMatchObject({ body: { type: 'not-found' } })
      await expect(mine.open({ params: { id: open, app: 'jupyter' } })).rejects.toMatchObject({
        body: { type: 'not-found' },
      })
      const entered = await site.enter(member.token, open)
      expect((await site.go('/', {}, entered)).status).toBe(200)
      await projects.removeMember({ params: { id: project.id, user: member.id } })
      expect((await site.go('/', {}, entered)).status).toBe(401)
      await expect(site.openApp(member.token, open)).rejects.toMatchObject({ body: { type: 'not-found' } })
    })
  })
})
