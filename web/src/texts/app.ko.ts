import { consoleSessionsKo } from '@berth/contract/texts/console-sessions.ko.ts'
import { consoleShellKo } from '@berth/contract/texts/console-shell.ko.ts'
import { consoleSignInKo } from '@berth/contract/texts/console-sign-in.ko.ts'
import { consoleUiKo } from '@berth/contract/texts/console-ui.ko.ts'
import { reasonsKo } from '@berth/contract/texts/reasons.ko.ts'
import type { AppTexts } from './app.en.ts'

export const appKo: AppTexts = {
  ui: consoleUiKo,
  shell: consoleShellKo,
  signIn: consoleSignInKo,
  sessions: consoleSessionsKo,
  reasons: reasonsKo,
}
