/** The whole API. */
import { accounts } from './accounts.ts'
import { apps } from './apps.ts'
import { activity } from './activity.ts'
import { credentials, tokens } from './credentials.ts'
import { environments } from './environments.ts'
import { events } from './events.ts'
import { files, uploads } from './folder-files.ts'
import { folderInvitations, folderShares } from './folder-shares.ts'
import { folders, storageHosts } from './folders.ts'
import { groups } from './groups.ts'
import { invitations } from './invitations.ts'
import { connections, logins } from './logins.ts'
import { identities, myAccount, passkeys, twoFactor } from './my-account.ts'
import { notifications } from './notifications.ts'
import { policies } from './policies.ts'
import { preferences } from './preferences.ts'
import { projects } from './projects.ts'
import { resourcePresets } from './resource-presets.ts'
import { resourceGroups } from './resource-groups.ts'
import { resources } from './resources.ts'
import { sessionTemplates } from './session-templates.ts'
import { sessions } from './sessions.ts'
import { settings } from './settings.ts'
import { setup } from './setup.ts'
import { sshKeys } from './ssh-keys.ts'
import { sshServer } from './ssh-server.ts'
import { terminalShares } from './terminal-shares.ts'
import { terminals } from './terminals.ts'
import { updates } from './updates.ts'
import { uploadBatches } from './upload-batches.ts'
import { usageData } from './usage-data.ts'
import { usage } from './usage.ts'
import { userScripts } from './user-scripts.ts'
import { users } from './users.ts'
import { waysIn } from './ways-in.ts'
import { workspaces } from './workspaces.ts'

export const api = {
  setup,
  logins,
  connections,
  accounts,
  settings,
  twoFactor,
  passkeys,
  identities,
  waysIn,
  users,
  myAccount,
  preferences,
  notifications,
  updates,
  workspaces,
  invitations,
  groups,
  projects,
  credentials,
  tokens,
  sshKeys,
  sshServer,
  userScripts,
  policies,
  environments,
  resources,
  resourceGroups,
  resourcePresets,
  storageHosts,
  folders,
  folderShares,
  folderInvitations,
  files,
  uploads,
  uploadBatches,
  sessionTemplates,
  sessions,
  activity,
  terminals,
  apps,
  terminalShares,
  usage,
  usageData,
  events,
}
export type Api = typeof api
