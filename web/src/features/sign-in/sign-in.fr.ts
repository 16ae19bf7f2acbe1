import { consoleSignInFr } from '@berth/contract/texts/console-sign-in.fr.ts'
import { consoleUiFr } from '@berth/contract/texts/console-ui.fr.ts'
import type { Translation } from '@berth/contract/texts/language.ts'
import type { SignInTexts } from './sign-in.en.ts'

export const signInFr: Translation<SignInTexts> = {
  ui: consoleUiFr,
  signIn: consoleSignInFr,
}
