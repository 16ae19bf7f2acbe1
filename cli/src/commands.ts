import type { Command } from './command.ts'
import { appCommands } from './commands/apps.ts'
import { copy } from './commands/cp.ts'
import { createCompletion } from './commands/completion.ts'
import { environmentCommands } from './commands/environments.ts'
import { explain } from './commands/explain.ts'
import { credentialCommands } from './commands/credentials.ts'
import { folderFileCommands } from './commands/folder-files.ts'
import { folderShareCommands } from './commands/folder-shares.ts'
import { folderCommands } from './commands/folders.ts'
import { loginCommands } from './commands/logins.ts'
import { notificationCommands } from './commands/notifications.ts'
import { policyCommands } from './commands/policies.ts'
import { presetCommands } from './commands/presets.ts'
import { projectCommands } from './commands/projects.ts'
import { resourceGroupCommands } from './commands/resource-groups.ts'
import { scriptCommands } from './commands/scripts.ts'
import { sessionExec } from './commands/session-exec.ts'
import { sessionLogs } from './commands/session-logs.ts'
import { sessionStart } from './commands/session-start.ts'
import { sessionUseCommands } from './commands/session-use.ts'
import { sessionCommands } from './commands/sessions.ts'
import { sshCommands } from './commands/ssh.ts'
import { sshKeyCommands } from './commands/ssh-keys.ts'
import { templateCommands } from './commands/templates.ts'
import { usageCommands } from './commands/usage.ts'
import { userEditCommands } from './commands/user-edit.ts'
import { userCommands } from './commands/users.ts'
import { workspaceCommands } from './commands/workspaces.ts'

const working: readonly Command[] = [
  ...loginCommands,
  ...sessionCommands,
  ...sessionUseCommands,
  sessionStart,
  sessionLogs,
  sessionExec,
  ...appCommands,
  explain,
  ...presetCommands,
  ...templateCommands,
  copy,
  ...folderCommands,
  ...folderFileCommands,
  ...folderShareCommands,
  ...sshCommands,
  ...sshKeyCommands,
  ...scriptCommands,
  ...usageCommands,
  ...notificationCommands,
  ...workspaceCommands,
  ...projectCommands,
  ...credentialCommands,
  ...policyCommands,
  ...resourceGroupCommands,
  ...environmentCommands,
  ...userCommands,
  ...userEditCommands,
]

/** Every command. */
export const commands: readonly Command[] = [...working, createCompletion(working)]
