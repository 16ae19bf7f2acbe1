import { consoleSessionsFr } from '@berth/contract/texts/console-sessions.fr.ts'
import { consoleShellFr } from '@berth/contract/texts/console-shell.fr.ts'
import { consoleSignInFr } from '@berth/contract/texts/console-sign-in.fr.ts'
import { consoleUiFr } from '@berth/contract/texts/console-ui.fr.ts'
import { reasonsFr } from '@berth/contract/texts/reasons.fr.ts'
import type { Translation } from '@berth/contract/texts/language.ts'
import type { AppTexts } from './app.en.ts'

export const appFr: Translation<AppTexts> = {
  ui: consoleUiFr,
  shell: consoleShellFr,
  signIn: consoleSignInFr,
  sessions: consoleSessionsFr,
  reasons: reasonsFr,
}
