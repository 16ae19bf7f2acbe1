/** Apps of a session (4.6): programs with a page, each at an address of its own. */
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { appName } from './environments.ts'
import { id, idParams } from './shapes.ts'

export const sessionApp = z.object({
  name: z.string(),
  title: z.string(),
  /** Where it is reached from where the caller reaches this server, without any right to it; null: nowhere. */
  address: z.string().nullable(),
})
export type SessionApp = z.infer<typeof sessionApp>

export const sessionApps = z.object({
  items: z.array(sessionApp),
  /** There they have one origin with all other apps, whose pages can read them and act on them. */
  shared: z.boolean(),
  /** The session is the caller's. */
  own: z.boolean(),
})
export type SessionApps = z.infer<typeof sessionApps>

/** How people who come over the network reach apps. */
export const appsAddress = z.object({
  /** `port`: a path of a second port, at one origin; `failed`: that cannot be listened on; `local`: nobody comes. */
  way: z.enum(['domain', 'port', 'off', 'failed', 'local']),
  domain: z.string().nullable(),
  /** The second one, or the one that could not be had. */
  port: z.number().int().nullable(),
})
export type AppsAddress = z.infer<typeof appsAddress>

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
    response: sessionApps,
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
    response: z.object({
      url: z.string(),
      /** As of the list. */
      shared: z.boolean(),
    }),
    problems: ['not-found', 'session-state', 'app-failed', 'no-apps-address', 'engine-unavailable'],
  }),
  address: endpoint({
    method: 'GET',
    path: '/admin/apps-address',
    summary: 'How people who come over the network reach apps of sessions',
    access: 'superadmin',
    response: appsAddress,
  }),
}
