import { consoleSessionsRu } from '@berth/contract/texts/console-sessions.ru.ts'
import { consoleShellRu } from '@berth/contract/texts/console-shell.ru.ts'
import { consoleSignInRu } from '@berth/contract/texts/console-sign-in.ru.ts'
import { consoleUiRu } from '@berth/contract/texts/console-ui.ru.ts'
import { reasonsRu } from '@berth/contract/texts/reasons.ru.ts'
import type { Translation } from '@berth/contract/texts/language.ts'
import type { AppTexts } from './app.en.ts'

export const appRu: Translation<AppTexts> = {
  ui: consoleUiRu,
  shell: consoleShellRu,
  signIn: consoleSignInRu,
  sessions: consoleSessionsRu,
  reasons: reasonsRu,
}
