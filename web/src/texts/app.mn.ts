import { consoleSessionsMn } from '@berth/contract/texts/console-sessions.mn.ts'
import { consoleShellMn } from '@berth/contract/texts/console-shell.mn.ts'
import { consoleSignInMn } from '@berth/contract/texts/console-sign-in.mn.ts'
import { consoleUiMn } from '@berth/contract/texts/console-ui.mn.ts'
import { reasonsMn } from '@berth/contract/texts/reasons.mn.ts'
import type { Translation } from '@berth/contract/texts/language.ts'
import type { AppTexts } from './app.en.ts'
import { teachMongolian } from './mongolian-formats.ts'

// its dates are written as soon as its texts are
teachMongolian(Intl)

export const appMn: Translation<AppTexts> = {
  ui: consoleUiMn,
  shell: consoleShellMn,
  signIn: consoleSignInMn,
  sessions: consoleSessionsMn,
  reasons: reasonsMn,
}
