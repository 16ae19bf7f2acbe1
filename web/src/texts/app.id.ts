import { consoleSessionsId } from '@berth/contract/texts/console-sessions.id.ts'
import { consoleShellId } from '@berth/contract/texts/console-shell.id.ts'
import { consoleSignInId } from '@berth/contract/texts/console-sign-in.id.ts'
import { consoleUiId } from '@berth/contract/texts/console-ui.id.ts'
import { reasonsId } from '@berth/contract/texts/reasons.id.ts'
import type { Translation } from '@berth/contract/texts/language.ts'
import type { AppTexts } from './app.en.ts'

export const appId: Translation<AppTexts> = {
  ui: consoleUiId,
  shell: consoleShellId,
  signIn: consoleSignInId,
  sessions: consoleSessionsId,
  reasons: reasonsId,
}
