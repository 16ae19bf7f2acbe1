/** Compute sessions and what they are made of, put together. */
import { api } from '@berth/contract/api.ts'
import type { FastifyInstance } from 'fastify'
import { environmentRoutes } from '../features/environments/environments.routes.ts'
import { createEnvironments } from '../features/environments/environments.service.ts'
import type { FolderMounts } from '../features/folders/folder-mounts.service.ts'
import { createNodes } from '../features/nodes/nodes.service.ts'
import { resourceGroupRoutes } from '../features/nodes/resource-groups.routes.ts'
import type { Projects } from '../features/projects/projects.service.ts'
import { resourcePresetRoutes } from '../features/resource-presets/resource-presets.routes.ts'
import { createResourcePresets } from '../features/resource-presets/resource-presets.service.ts'
import { sessionTemplateRoutes } from '../features/session-templates/session-templates.routes.ts'
import { createSessionTemplates } from '../features/session-templates/session-templates.service.ts'
import { activityRoutes } from '../features/sessions/activity.routes.ts'
import { createActivity } from '../features/sessions/idle/session-activity.ts'
import { createEndWithFolder } from '../features/sessions/life/end-with-folder.ts'
import { createEndWithMembership } from '../features/sessions/life/end-with-membership.ts'
import { createEndWithUser } from '../features/sessions/life/end-with-user.ts'
import { createSessionFiles } from '../features/sessions/life/session-files.ts'
import { createReconciler } from '../features/sessions/life/sessions.reconciler.ts'
import { createSessionUse } from '../features/sessions/metrics/session-use.ts'
import { createSessionWatch } from '../features/sessions/metrics/session-watch.ts'
import { resourceRoutes, sessionRoutes } from '../features/sessions/sessions.routes.ts'
import { createSessions, type Sessions } from '../features/sessions/sessions.service.ts'
import { createTerminalShares, type TerminalShares } from '../features/sessions/sharing/terminal-shares.ts'
import type { Settings } from '../features/settings/settings.service.ts'
import { sshKeyRoutes } from '../features/ssh-keys/ssh-keys.routes.ts'
import { createSshKeys } from '../features/ssh-keys/ssh-keys.service.ts'
import { userScriptRoutes } from '../features/user-scripts/user-scripts.routes.ts'
import { usageRoutes } from '../features/usage/usage.routes.ts'
import { createUserScripts } from '../features/user-scripts/user-scripts.service.ts'
import type { Workspaces } from '../features/workspaces/workspaces.service.ts'
import type { Notifications } from '../platform/database/notifications.ts'
import type { EventFeed } from '../platform/events/event-feed.ts'
import { mount, type MountSettings } from '../platform/http/mount.ts'
import type { Leases } from '../platform/leases/leases.ts'
import { terminalShareRoutes } from '../protocols/terminal/terminal-shares.routes.ts'
import { terminalRoutes } from '../protocols/terminal/terminal.routes.ts'
import type { SiteParts } from './site-parts.ts'

interface Around {
  readonly notifications: Notifications
  readonly leases: Leases
  readonly feed: EventFeed
  readonly siteSettings: Settings
  readonly projects: Projects
  readonly mounts: FolderMounts
}

type Parts = Pick<SiteParts, 'database' | 'engine' | 'clock' | 'log' | 'seals'>

export async function composeSessions(parts: Parts, around: Around) {
  const { database, engine, clock, log, seals } = parts
  const { notifications, leases, feed, siteSettings, projects, mounts } = around
  const { db } = database
  await using held = new AsyncDisposableStack()
  const environments = createEnvironments({ db, prepared: database.prepared, engine, clock })
  const nodes = createNodes({ db, engine, clock })
  const sshKeys = createSshKeys({ db: database.prepared, clock, seals, leases })
  const scripts = createUserScripts({ db: database.prepared, clock })
  const filesOf = createSessionFiles({ scripts, sshKeys, settings: siteSettings })
  const activity = held.use(createActivity({ db, clock, log }))
  const sessions: Sessions = createSessions({
    database,
    engine,
    nodes,
    environments,
    projects,
    mounts,
    clock,
    activity,
  })
  const terminalShares: TerminalShares = createTerminalShares({
    db,
    clock,
    leases,
    show: sessions.show,
    terminalsOf: async (id) => (await engine.terminals(id)).map(({ terminal }) => terminal),
  })
  const watch = createSessionWatch({ database, engine, activity, clock, log, onEnd: sessions.changed })
  const governed = { database, engine, nodes, environments, filesOf, placeOf: mounts.placeOf, sessions }
  held.use(createReconciler({ ...governed, events: feed, clock, log, beside: watch.run }))
  held.use(await createEndWithUser({ db, notifications, clock, leases, log }))
  held.use(await createEndWithMembership({ db, notifications, clock, log }))
  held.use(await createEndWithFolder({ db, notifications, clock, mounts, log }))
  const disposal = held.move()
  return {
    environments,
    sessions,
    terminalShares,
    watch,
    mountRoutes(app: FastifyInstance, settings: MountSettings, workspaces: Workspaces): void {
      mount(app, settings, api.sshKeys, sshKeyRoutes(sshKeys))
      mount(app, settings, api.userScripts, userScriptRoutes(scripts))
      mount(app, settings, api.environments, environmentRoutes({ environments }))
      mount(app, settings, api.resources, resourceRoutes({ sessions }))
      mount(app, settings, api.resourceGroups, resourceGroupRoutes(nodes))
      mount(app, settings, api.resourcePresets, resourcePresetRoutes(createResourcePresets({ db, clock, sessions })))
      const templates = createSessionTemplates({ db, clock, workspaces, projects, environments, nodes })
      mount(app, settings, api.sessionTemplates, sessionTemplateRoutes(db, templates))
      mount(app, settings, api.sessions, sessionRoutes({ sessions, engine, events: feed, leases, clock }))
      mount(app, settings, api.usage, usageRoutes({ database, clock }))
      mount(app, settings, api.activity, activityRoutes(createSessionUse({ database, clock, show: sessions.show })))
      mount(app, settings, api.terminals, terminalRoutes({ sessions, engine, leases, log }))
      mount(app, settings, api.terminalShares, terminalShareRoutes({ shares: terminalShares, engine, leases, log }))
    },
    [Symbol.asyncDispose]: () => disposal.disposeAsync(),
  }
}
