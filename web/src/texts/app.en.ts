/** Everything the console says, in English; the other languages follow its shape. */
import { consoleSessionsEn } from '@berth/contract/texts/console-sessions.en.ts'
import { consoleShellEn } from '@berth/contract/texts/console-shell.en.ts'
import { consoleSignInEn } from '@berth/contract/texts/console-sign-in.en.ts'
import { consoleUiEn } from '@berth/contract/texts/console-ui.en.ts'
import type { Texts } from '@berth/contract/texts/language.ts'
import { reasonsEn } from '@berth/contract/texts/reasons.en.ts'
import type { ReasonTexts } from '@berth/contract/texts/reasons.en.ts'

const areas = { ui: consoleUiEn, shell: consoleShellEn, signIn: consoleSignInEn, sessions: consoleSessionsEn }

export type AppTexts = Texts<typeof areas> & { readonly reasons: ReasonTexts }

export const appEn: AppTexts = { ...areas, reasons: reasonsEn }
