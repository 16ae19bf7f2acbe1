/** Whether a notebook that was opened is at work, asked of one in a real sandbox. */
import { MiB } from '@berth/contract/sessions.ts'
import { describe, expect, test } from 'vitest'
import { appCommand } from '../../../test/app-in-session.ts'
import { appSite } from '../../../test/app-site.ts'
import { cookieOf, visit } from '../../../test/app-visitor.ts'
import { eventually } from '../../../test/eventually.ts'
import { createLog } from '../../platform/log/log.ts'
import { createEnvironments } from '../environments/environments.service.ts'
import { createKernelWatch } from './kernel-watch.ts'

const site = await appSite()

describe.skipIf(!site.available)(`a notebook${site.title}`, () => {
  test('whose kernel works is in use; one that rests, or is not there any more, is not', async () => {
    const { app, admin, user } = site
    const { engine, database, clock } = app
    const owner = app.as(user.token)
    await app.as(admin).policies.update({ params: { name: 'default' }, body: { idleTimeout: 3600 } })
    const notebook = { name: 'jupyter', title: 'Notebook', command: appCommand(), port: null }
    await app.as(admin).environments.update({ params: { name: 'this-machine' }, body: { apps: [notebook] } })
    const resources = { cpu: 0.1, memory: 256 * MiB }
    const { id } = await owner.sessions.create({ body: { type: 'interactive', resources } })
    await eventually(
      () => owner.sessions.show({ params: { id } }),
      ({ status }) => status === 'RUNNING',
    )
    const busy: string[] = []
    using watch = createKernelWatch({
      ...{ database, engine, environments: createEnvironments({ db: database.db, engine, clock }) },
      onBusy: (session) => void busy.push(session),
      log: createLog({ format: 'json', write: () => {} }),
    })
    await watch.look()
    expect(busy).toEqual([])

    const { url } = await owner.apps.open({ params: { id, app: 'jupyter' } })
    const entered = { origin: new URL(url).origin, cookie: cookieOf(await visit(app.origin, url)) }
    await watch.look()
    expect(busy).toEqual([])
    await site.go('/kernel?state=busy', {}, entered)
    await watch.look()
    expect(busy).toEqual([id])
    await site.go('/kernel?state=junk', {}, entered)
    await watch.look()
    expect(busy).toEqual([id])
    await owner.sessions.terminate({ params: { id } })
    await watch.look()
    expect(busy).toEqual([id])
  }, 60_000)
})
