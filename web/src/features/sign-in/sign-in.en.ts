/** What the pages before sign-in say. They load nothing else of the console. */
import { consoleSignInEn } from '@berth/contract/texts/console-sign-in.en.ts'
import { consoleUiEn } from '@berth/contract/texts/console-ui.en.ts'
import type { Texts } from '@berth/contract/texts/language.ts'

const areas = { ui: consoleUiEn, signIn: consoleSignInEn }

export type SignInTexts = Texts<typeof areas>

export const signInEn: SignInTexts = areas
