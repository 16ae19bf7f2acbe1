/** Apps of a session (4.6): programs with a page, each at an address of its own. */
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { appName } from './environments.ts'
import { id, idParams } from './shapes.ts'

export const sessionApp = z.object({
  name: z.string(),
  title: z.string(),
  /** Where it is reached, without any right to it; null: this site has no address for apps. */
  address: z.string().nullable(),
})
export type SessionApp = z.infer<typeof sessionApp>

/** Below the app's address. Two slashes would begin another host. */
export const appPath = z
  .string()
  .max(2000)
  .regex(/^\/([^/\\\s][^\\\s]*)?$/, { error: 'must be a path that begins with one "/"' })

export const apps = {
  list: endpoint({
    method: 'GET',
    path: '/sessions/{id}/apps',
    summary: 'The apps of a session; each is started when it is first opened',
    access: 'login',
    params: idParams,
    response: z.object({ items: z.array(sessionApp) }),
    problems: ['not-found'],
  }),
  open: endpoint({
    method: 'POST',
    path: '/sessions/{id}/apps/{app}/open',
    summary: 'Start an app unless it runs, wait until it answers, and get an address that opens it once',
    access: 'login',
    params: z.strictObject({ id, app: appName }),
    body: z.strictObject({ path: appPath.optional() }).default({}),
    /** For one browser, within a minute: it is exchanged for a cookie of the app's own address. */
    response: z.object({ url: z.string() }),
    problems: ['not-found', 'session-state', 'app-failed', 'no-apps-address', 'engine-unavailable'],
  }),
}
