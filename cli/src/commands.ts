import type { Command } from './command.ts'
import { createCompletion } from './commands/completion.ts'
import { loginCommands } from './commands/logins.ts'
import { sessionExec } from './commands/session-exec.ts'
import { sessionLogs } from './commands/session-logs.ts'
import { sessionStart } from './commands/session-start.ts'
import { sessionCommands } from './commands/sessions.ts'

const working: readonly Command[] = [...loginCommands, ...sessionCommands, sessionStart, sessionLogs, sessionExec]

/** Every command. */
export const commands: readonly Command[] = [...working, createCompletion(working)]
