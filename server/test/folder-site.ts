/** A server with people who have folders. */
import { join } from 'node:path'
import { eventually } from './eventually.ts'
import { makeAdmin, makeUser, type MadeUser } from './make.ts'
import { adminPassword, testApp, type TestApp, type TestAppOptions } from './test-app.ts'

type Client = ReturnType<TestApp['as']>
export const plainSession = { type: 'interactive' as const, resources: { cpu: 1, memory: 512 * 1024 ** 2 } }
let made = 0

export const newFolderName = () => `folder-${++made}`
export const until = (ask: () => Promise<boolean>) => eventually(ask, (yes) => yes)

export interface FolderSite {
  readonly app: TestApp
  readonly ada: MadeUser
  readonly eve: MadeUser
  /** Of the default workspace, that everybody is in. */
  readonly project: string
  readonly admin: Client
  readonly asAda: Client
  readonly asEve: Client
  /** After the clock went on for long. */
  signInAgain(): Promise<{ readonly admin: Client; readonly asAda: Client }>
  create(who?: Client, more?: object): ReturnType<Client['folders']['create']>
  /** Of the default project. */
  group(more?: object): ReturnType<Client['folders']['create']>
  /** Of ada’s folder with eve, who accepts. */
  share(folder: string, permission: 'ro' | 'rw'): ReturnType<Client['folderShares']['create']>
  onDisk(folder: string): string
  names(who?: Client, query?: object): Promise<string[]>
  start(who: Client, mounts: readonly object[], more?: object): ReturnType<Client['sessions']['create']>
  /** Waits for it; the reason. */
  ended(who: Client, session: string): Promise<string | null>
}

export async function folderSite(options: TestAppOptions = {}): Promise<FolderSite> {
  const app = await testApp(options)
  const admin = app.as(await makeAdmin(app))
  const [ada, eve] = [await makeUser(app, 'ada'), await makeUser(app, 'eve')]
  const project = (await admin.projects.list()).items.find(({ name }) => name === 'default')?.id ?? ''
  const site: FolderSite = {
    app,
    ada,
    eve,
    project,
    admin,
    asAda: app.as(ada.token),
    asEve: app.as(eve.token),
    signInAgain: async () => ({
      admin: app.as(await app.signIn('admin', adminPassword)),
      asAda: app.as(await app.signIn('ada', 'user password 1!')),
    }),
    create: (who = site.asAda, more = {}) => who.folders.create({ body: { name: newFolderName(), ...more } }),
    group: (more = {}) => site.create(site.admin, { type: 'group', project: 'default', ...more }),
    async share(folder, permission) {
      const params = { id: folder }
      const share = await site.asAda.folderShares.create({ params, body: { email: 'eve@example.org', permission } })
      await site.asEve.folderInvitations.accept({ params: { id: share.id } })
      return share
    },
    onDisk: (folder) => join(app.directory, 'storage/folders', folder),
    async names(who = site.asAda, query = {}) {
      const { items } = await who.folders.list({ query: { limit: 200, example: 'false', ...query } })
      return items.map(({ name }) => name)
    },
    start: (who, mounts, more = {}) =>
      who.sessions.create({ body: { ...plainSession, ...more, mounts: mounts as never } }),
    async ended(who, id) {
      const over = ['TERMINATED', 'CANCELLED', 'ERROR']
      return (
        await eventually(
          () => who.sessions.show({ params: { id } }),
          ({ status }) => over.includes(status),
        )
      ).reason
    },
  }
  return site
}
